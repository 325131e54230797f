/** Checks that the built app runs only its own code: no page, style or script of it loads anything from another server. */
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))

/** By kind of file, patterns that load code, styles, fonts or pictures from an absolute address. */
const loads = {
  html: [/<(?:script|img|iframe|embed|source|audio|video)[^>]*\ssrc=["']?(?:https?:)?\/\/[^"'\s>]+/gi, /<link[^>]*\shref=["']?(?:https?:)?\/\/[^"'\s>]+/gi],
  css: [/url\(\s*["']?(?:https?:)?\/\/[^)]+/gi, /@import\s+["'](?:https?:)?\/\/[^"']+/gi],
  js: [
    /\bimport\s*\(\s*["'`](?:https?:)?\/\/[^"'`]+/g,
    /\bfrom\s*["'](?:https?:)?\/\/[^"']+/g,
    /\bimportScripts\s*\(\s*["'`](?:https?:)?\/\/[^"'`]+/g,
    /\bnew\s+(?:Shared)?Worker\s*\(\s*["'`](?:https?:)?\/\/[^"'`]+/g,
    /url\(\s*\\?["']?(?:https?:)?\/\/[^)]+/g,
  ],
}

const names = await readdir(dist, { recursive: true })
let looked = 0
/** @type {string[]} */
const found = []
for (const name of names) {
  const patterns = Object.entries(loads).find(([kind]) => name.endsWith(`.${kind}`))?.[1]
  if (!patterns) continue
  looked += 1
  const text = await readFile(`${dist}${name}`, 'utf8')
  found.push(...patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([match]) => `${name}: ${match.slice(0, 120)}`)))
}

for (const each of found) console.error(each)
process.exitCode = looked > 0 && found.length === 0 ? 0 : 1
