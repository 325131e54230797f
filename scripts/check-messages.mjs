/** Extracts the messages into a copy of the catalogues and compares them: a text missing in the catalogues would never be translated. */
import { spawnSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import lingui from './build/lingui.config.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const catalogues = join(root, 'src/i18n/locales')
const copy = join(root, 'node_modules/.cache/messages')

await rm(copy, { recursive: true, force: true })
await mkdir(copy, { recursive: true })
await cp(catalogues, copy, { recursive: true })

const catalogs = lingui.catalogs?.map((catalog) => ({ ...catalog, path: catalog.path.replace('<rootDir>/src/i18n/locales', copy) }))
const config = { ...lingui, catalogs }
const configFile = join(copy, 'lingui.config.mjs')
await writeFile(configFile, `export default ${JSON.stringify(config)}\n`)

const cli = join(root, 'node_modules/@lingui/cli/dist/lingui.js')
const extracted = spawnSync(process.execPath, [cli, 'extract', '--clean', '--workers', '1', '--config', configFile], {
  cwd: root,
  encoding: 'utf8',
})
if (extracted.status !== 0) {
  console.error(extracted.stdout + extracted.stderr)
  process.exit(1)
}

const sourceNames = [`${lingui.sourceLocale}.po`, `later/${lingui.sourceLocale}.po`]
const outdated = []
for (const name of (await readdir(catalogues, { recursive: true })).filter((name) => name.endsWith('.po'))) {
  const [kept, fresh] = await Promise.all([readFile(join(catalogues, name), 'utf8'), readFile(join(copy, name), 'utf8')])
  if (kept !== fresh) outdated.push({ name, changes: changedLines(kept, fresh) })
}
for (const { name, changes } of outdated) {
  console.error(`src/i18n/locales/${name} is out of date; run npm run messages:extract. It would change:\n${changes.join('\n')}`)
}
const altered = []
for (const name of sourceNames) altered.push(...alteredTexts(await readFile(join(catalogues, name), 'utf8')))
for (const text of altered) console.error(`src/i18n/locales: the source language says something else than the source: ${text}`)
process.exitCode = outdated.length + altered.length === 0 ? 0 : 1

/** The texts of a source language's catalogue that aren't those of the source, such as what a merge left behind. @param {string} catalogue */
function alteredTexts(catalogue) {
  const entries = [...catalogue.matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)/gm)]
  const textOf = (/** @type {string} */ lines) => lines.replaceAll(/"\n?"?/g, '').trim()
  return entries.map(([, id = '', text = '']) => [textOf(id), textOf(text)]).filter(([id, text]) => id !== '' && id !== text).map(([, text]) => text)
}

/** @param {string} kept @param {string} fresh */
function changedLines(kept, fresh) {
  const texts = (/** @type {string} */ catalogue) => new Set(catalogue.split('\n').filter((line) => line.startsWith('msgid')))
  const [before, after] = [texts(kept), texts(fresh)]
  const changes = [
    ...[...after].filter((line) => !before.has(line)).map((line) => `  + ${line}`),
    ...[...before].filter((line) => !after.has(line)).map((line) => `  - ${line}`),
  ]
  return changes.length === 0 ? ['  where the texts come from, or their order'] : changes.slice(0, 20)
}
