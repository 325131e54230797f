/**
 * Checks that `dist/THIRD-PARTY-LICENCES.txt` names each package that has code in the app, with its licence's text. Compares it with
 * Vite's own list, made by a second build.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const { output } = await build({ root, logLevel: 'error', build: { write: false, license: { fileName: 'licences.json' } } })
/** @type {{ name: string, version: string, identifier?: string, text?: string }[]} */
const shipped = JSON.parse(output.find(({ fileName }) => fileName === 'licences.json').source)
const written = await readFile(`${root}dist/THIRD-PARTY-LICENCES.txt`, 'utf8').catch(() => '')

const problems = [
  ...shipped.flatMap(({ name, version, identifier, text = '' }) => [
    ...(written.includes(`\n${name} ${version} (${identifier})\n`) ? [] : [`${name} ${version} is not named`]),
    ...(written.includes(text) ? [] : [`the licence of ${name} ${version} is missing`]),
  ]),
  ...(written.includes('\nChanged for Slotline: ') ? [] : ['nothing says what of fhirclient was changed']),
  ...(written.includes((await readFile(`${root}LICENSE`, 'utf8')).trim()) ? [] : ['the text of the Apache License is missing']),
]
for (const problem of problems) console.error(`THIRD-PARTY-LICENCES.txt: ${problem}`)
console.log(`${shipped.length} packages have code in the app`)
process.exitCode = shipped.length > 10 && problems.length === 0 ? 0 : 1
