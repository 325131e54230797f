/** Checks the installed packages: pinned by their content, without install scripts, under licences that may be shipped. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const registry = 'https://registry.npmjs.org/'
/** Licences that packages in the product may have. Tools that aren't shipped may have others. */
const licences = ['Apache-2.0', 'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense']
/** A polyfill required by fhirclient would bring these in, some 500 packages; package.json overrides it by a stub of ours. */
const unwanted = /(^|\/)node_modules\/(react-native|expo|@react-native|@expo|msrcrypto|@unimodules)(\/|-|$)/

/** @typedef {{ version?: string, resolved?: string, integrity?: string, link?: boolean, dev?: boolean, devOptional?: boolean, license?: string, name?: string }} Locked */

const { packages } = JSON.parse(await readFile(`${root}package-lock.json`, 'utf8'))
/** @type {[string, Locked][]} */
const locked = Object.entries(packages).filter(([path]) => path.includes('node_modules/'))
const problems = [...locked.flatMap(([path, entry]) => problemsOf(path, entry)), ...(await ownProblems())]

for (const problem of problems) console.error(problem)
process.exitCode = locked.length > 0 && problems.length === 0 ? 0 : 1

/** @param {string} path @param {Locked} entry */
function problemsOf(path, { version, resolved, integrity, link, dev, devOptional, license }) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (link) return name === 'isomorphic-webcrypto' && resolved === 'scripts/stubs/isomorphic-webcrypto' ? [] : [`${path}: a link to ${resolved}`]
  return [
    ...(unwanted.test(path) ? [`${path}: package.json’s override of isomorphic-webcrypto should keep it away`] : []),
    ...(version ? [] : [`${path}: no version`]),
    ...(integrity?.startsWith('sha512-') ? [] : [`${path}: no sha512 of its content, so it could be exchanged`]),
    // With a mirror of the registry the address may be left out. An address that is there must be the public registry's.
    ...(resolved === undefined || resolved.startsWith(registry) ? [] : [`${path}: comes from ${resolved}`]),
    ...(dev || devOptional || isAllowed(license) ? [] : [`${path}: licence ${license ?? 'unknown'} is not among ${licences.join(', ')}`]),
  ]
}

/** `(MIT OR GPL-3.0)` lets us choose; `MIT AND Zlib` doesn't. @param {string | undefined} license */
function isAllowed(license = '') {
  const choices = license.replace(/^\(|\)$/g, '').split(' OR ')
  return choices.some((choice) => choice.split(' AND ').every((one) => licences.includes(one.trim())))
}

async function ownProblems() {
  const { scripts, overrides } = JSON.parse(await readFile(`${root}package.json`, 'utf8'))
  const npmrc = await readFile(`${root}.npmrc`, 'utf8')
  return [
    ...(/^ignore-scripts=true$/m.test(npmrc) ? [] : ['.npmrc: ignore-scripts=true is missing']),
    ...(overrides?.['isomorphic-webcrypto'] ? [] : ['package.json: the override of isomorphic-webcrypto is missing']),
    ...['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in scripts).map((name) => `package.json: has a script "${name}"`),
  ]
}
