// @ts-check
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What was done to a package on its way into the app (Apache License 4b). @type {Readonly<Record<string, string>>} */
const changes = {
  fhirclient:
    'of this package only lib/smart.js is here, with parts left out that this app cannot reach; what it\nimports of the package is replaced (scripts/build/trim-fhirclient.mjs and scripts/build/stubs/fhirclient.mjs in the source).\nThe text of the Apache License stands above, with Slotline.',
}

/** Dedications to the public domain. They don't require their text to go with the code, and some packages have none. */
const withoutText = ['Unlicense']

/**
 * Writes `THIRD-PARTY-LICENCES.txt` beside the app, with the licence of every package that has a module in any chunk, and of the bundler
 * for the code that it adds. A package without the text of its licence fails the build.
 *
 * @type {import('vite').Plugin}
 */
export const thirdPartyLicences = {
  name: 'third-party-licences',
  apply: 'build',
  async generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? one.moduleIds : []))
    const folders = [...new Set(modules.flatMap(packageFolder))].sort()
    const parts = await Promise.all([ownLicence(), ...folders.map(licenceOf)])
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENCES.txt', source: `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n` })
  },
}

/** The folder of the module's package; empty for our own modules. @param {string} id @returns {string[]} */
function packageFolder(id) {
  if (!id.startsWith('\0')) return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? []
  const [, bundler] = /^\0(vite|rolldown)\//.exec(id) ?? []
  if (bundler === undefined) throw new Error(`Whose licence goes for ${id.slice(1)}, which is in the app?`)
  return [join(root, 'node_modules', bundler)]
}

async function ownLicence() {
  const { version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const text = await readFile(join(root, 'LICENSE'), 'utf8')
  const parts = 'Parts of the packages that follow are in it, each under its own licence. This is the licence of the rest:'
  return `Slotline ${version} (${license})\n\n${parts}\n\n${text.trim()}`
}

/** @param {string} folder */
async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const texts = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|copying|notice)(?:\.\w+)?$/i.test(file)).sort()
  if (texts.length === 0 && !withoutText.includes(license)) throw new Error(`${folder} has no licence text to ship with it.`)
  const change = changes[name]
  const parts = await Promise.all(texts.map((file) => readFile(join(folder, file), 'utf8')))
  return [
    `${name} ${version} (${license})`,
    ...(change ? [`Changed for Slotline: ${change}`] : []),
    // The packages inside the bundler aren't in the app.
    ...parts.map((text) => text.replace(/\n# Licenses of bundled dependencies[^]*/, '').trim()),
  ].join('\n\n')
}
