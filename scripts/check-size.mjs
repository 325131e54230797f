/**
 * Checks the size of what a page must load before it shows something against its budget: the scripts that the built HTML names and,
 * for the app, the catalogue of the first screen. Other dynamic imports come later, when they are used or the browser is idle.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import filePlugin from '@size-limit/file'
import sizeLimit from 'size-limit'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

/**
 * JavaScript in kilobytes of 1000 bytes, compressed by gzip: today's sizes with little room to grow. A limit only ever goes down. The
 * goals are 22 for the launch page and 205 for everything until the first offers are on the screen, which a browser test checks
 * (`e2e/script-sizes.spec.ts`).
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
 * The page's scripts and everything that they import statically, as Vite lists it for preloading. What launch.html fetches for the
 * app while the EHR authorizes counts for the app.
 * @param {string} page
 */
async function scriptsOf(page) {
  const html = await readFile(join(dist, page), 'utf8')
  const references = html.matchAll(/<(?:script|link rel="modulepreload" crossorigin)[^>]*? (?:src|href)="([^"]+\.js)"/g)
  const files = [...new Set([...references].map(([, path = '']) => join(dist, path)))]
  return page === 'index.html' ? [...files, await catalogueIn(files)] : files
}

/** The English messages of the first screen, which needs them although it imports them dynamically. @param {string[]} files */
async function catalogueIn(files) {
  for (const file of files) {
    const [, name] = /catalogue:\(\)=>(?:\w+\(\(\)=>)?import\(`\.\/([^`]+)`\)/.exec(await readFile(file, 'utf8')) ?? []
    if (name !== undefined) return join(dist, 'assets', name)
  }
  throw new Error('No script of index.html imports the catalogue of the first screen.')
}
