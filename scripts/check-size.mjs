/**
 * What a page must load before it shows something, against its budget: the scripts that the built HTML names and, for the app,
 * the catalogue of the first screen. What else is imported dynamically comes later, when it is used or nothing else is to do.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import filePlugin from '@size-limit/file'
import sizeLimit from 'size-limit'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

/**
 * JavaScript in kilobytes of 1000 bytes, compressed by gzip: what there is, with little room to grow. The goals are 22 for the
 * launch page and 205 for everything until the first offers are on the screen, to which a browser test holds the page
 * (`e2e/script-sizes.spec.ts`); a limit only ever goes down.
 */
const budgets = [
  { page: 'launch.html', limit: 15.2 },
  { page: 'index.html', limit: 195 },
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

/**
 * The page's scripts and, as Vite lists them for preloading, everything that these import statically. What launch.html fetches
 * for the app while the EHR authorizes counts there.
 * @param {string} page
 */
async function scriptsOf(page) {
  const html = await readFile(join(dist, page), 'utf8')
  const references = html.matchAll(/<(?:script|link rel="modulepreload" crossorigin)[^>]*? (?:src|href)="([^"]+\.js)"/g)
  const files = [...new Set([...references].map(([, path = '']) => join(dist, path)))]
  return page === 'index.html' ? [...files, await catalogueIn(files)] : files
}

/** The English messages of the first screen, which it imports dynamically and can't do without. @param {string[]} files */
async function catalogueIn(files) {
  for (const file of files) {
    const [, name] = /catalogue:\(\)=>(?:\w+\(\(\)=>)?import\(`\.\/([^`]+)`\)/.exec(await readFile(file, 'utf8')) ?? []
    if (name !== undefined) return join(dist, 'assets', name)
  }
  throw new Error('No script of index.html imports the catalogue of the first screen.')
}
