/** What a page must load before it shows something, against its budget. The built HTML names all of it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import filePlugin from '@size-limit/file'
import sizeLimit from 'size-limit'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

/** JavaScript in kilobytes of 1000 bytes, compressed by gzip. */
const budgets = [
  { page: 'launch.html', limit: 22 },
  { page: 'index.html', limit: 205 },
]

const results = await Promise.all(
  budgets.map(async ({ page, limit }) => {
    const files = await scriptsOf(page)
    const [{ size } = { size: 0 }] = await sizeLimit([filePlugin], { checks: [{ files, gzip: true }] })
    return { page, limit, size: size / 1000, files: files.length }
  }),
)

for (const { page, limit, size, files } of results) {
  const verdict = size <= limit ? 'within' : 'OVER'
  console.log(`${page}: ${size.toFixed(1)} kB in ${files} files, ${verdict} the budget of ${limit} kB`)
}
process.exitCode = results.every(({ limit, size, files }) => files > 0 && size <= limit) ? 0 : 1

/** The page's scripts and, as Vite lists them for preloading, everything that these import statically. @param {string} page */
async function scriptsOf(page) {
  const html = await readFile(join(dist, page), 'utf8')
  const references = html.matchAll(/<(?:script|link rel="modulepreload")[^>]*? (?:src|href)="([^"]+\.js)"/g)
  return [...new Set([...references].map(([, path = '']) => join(dist, path)))]
}
