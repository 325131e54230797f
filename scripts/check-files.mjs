/** Checks that files are small and are named after what they do. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = ['src', 'mocks', 'e2e', 'scripts', 'deploy', 'bench']
const kinds = ['.ts', '.tsx', '.mjs', '.cjs', '.css']
const maxLines = 280
/** Tests are lists of cases, so they may be longer. */
const maxTestLines = 400
/** A folder with more files than this is hard to survey and should be split. */
const maxFiles = 50

/** @type {string[]} */
const problems = []
/** @type {Map<string, number>} */
const filesIn = new Map()
for (const folder of folders) {
  for (const name of await readdir(`${root}${folder}`, { recursive: true })) {
    if (!kinds.includes(extname(name)) || name.startsWith('node_modules')) continue
    const path = `${folder}/${name.replaceAll('\\', '/')}`
    filesIn.set(dirname(path), (filesIn.get(dirname(path)) ?? 0) + 1)
    const lines = (await readFile(`${root}${path}`, 'utf8')).split('\n').length - 1
    problems.push(...problemsOf(path, lines))
  }
}
for (const [folder, files] of filesIn) if (files > maxFiles) problems.push(`${folder}: ${files} files (limit ${maxFiles})`)

for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1

/** @param {string} path @param {number} lines */
function problemsOf(path, lines) {
  const name = basename(path).replace(/\..*$/, '')
  const limit = /\.(test|spec)\.tsx?$/.test(path) ? maxTestLines : maxLines
  return [
    ...(lines > limit ? [`${path}: ${lines} lines; it does more than one thing (limit ${limit})`] : []),
    ...(/^(utils?|helpers?|common|misc|shared|index)$/.test(name) ? [`${path}: the name doesn't say what the file does`] : []),
    ...(/(^|-)(fixture|fake|mock|stub)s?(-|$)/.test(name) && !path.includes('/testing/') ? [`${path}: what only tests use lies in a folder testing`] : []),
    ...(/^[a-z\d]+(-[a-z\d]+)*$/.test(name) ? [] : [`${path}: file names are kebab-case`]),
  ]
}
