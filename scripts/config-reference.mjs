/**
 * `npm run config:reference` writes docs/config.md from the schema by which the app checks its settings. With `--check` it only says
 * whether the file is up to date.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { runnerImport } from 'vite'
import { meanings } from './config-meanings.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = `${root}docs/config.md`

const { module: schema } = await runnerImport(`${root}src/config/schema.ts`, { configFile: false, logLevel: 'warn' })
const entries = entriesOf(schema.configSchema)
const rows = [...rowsOf(entries, ''), ...rowsOf(entriesOf(entries.issuers.item), 'issuers[].')]
const order = Object.keys(meanings)
const problems = [
  ...rows.filter(({ key }) => !order.includes(key)).map(({ key }) => `${key} has no meaning in scripts/config-meanings.mjs.`),
  ...order.filter((key) => !rows.some((row) => row.key === key)).map((key) => `scripts/config-meanings.mjs explains ${key}, which is no setting.`),
]
rows.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))

const text = `# config.json

<!-- Made by npm run config:reference from src/config/schema.ts and scripts/config-meanings.mjs: change those. -->

The settings of a deployment, beside \`index.html\`. They are read at each start of the app; there is no build per site. Unknown keys
are reported on the screen and have no effect. A wrong value stops the start: both pages then name the key by its path, such as
\`issuers[0].iss\`, with what was expected, in the words of this table, and what was found. \`node deploy/nginx.mjs config.json\`
says the same without a browser.

| Key | Meaning | Must be | Default |
|---|---|---|---|
${rows.map(({ key, needed, expected, fallback }) => `| \`${key}\` | ${cell(meanings[key] ?? '')} | ${cell(expected)} | ${needed ? '(needed)' : (fallback ?? '–')} |`).join('\n')}

\`\`\`json
${(await readFile(`${root}scripts/config-example.json`, 'utf8')).trim()}
\`\`\`
`

const kept = await readFile(page, 'utf8').catch(() => '')
if (process.argv.includes('--check')) {
  if (kept !== text) problems.push('docs/config.md is out of date; run npm run config:reference.')
} else if (problems.length === 0) {
  await writeFile(page, text)
}
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1

/** The entries of an object's schema made by src/fhir/json-object.ts. @param {v.GenericSchema} schema @returns {Record<string, any>} */
function entriesOf(schema) {
  return schema.pipe[1].entries
}

/** @param {Record<string, any>} entries @param {string} prefix */
function rowsOf(entries, prefix) {
  return Object.entries(entries).map(([name, entry]) => {
    const fallback = v.getDefault(entry)
    return {
      key: `${prefix}${name}`,
      needed: !['optional', 'exact_optional'].includes(entry.type),
      expected: expectationOf(entry),
      fallback: fallback === undefined ? undefined : `\`${JSON.stringify(fallback)}\``,
    }
  })
}

/** The app's message for an impossible value, which says what it expects. @param {v.GenericSchema} entry */
function expectationOf(entry) {
  const { issues } = v.safeParse(entry, Number.NaN)
  return issues?.[0].message ?? ''
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|')
}
