#!/usr/bin/env node
// @ts-check
/**
 * `node deploy/assemble.mjs [directory]`: builds the app and puts everything that a web server needs into the directory: `app/`
 * with its files, each compressed too, and `deploy/` with what sets the server up. Nothing of `node_modules` is needed there.
 */
import { cp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { buildApp } from '../scripts/sandbox-build.mjs'
import { compress } from './compress.mjs'
import { putServerParts } from './server-parts.mjs'

const [target] = process.argv.slice(2)
if (target === undefined) {
  console.error('Usage: node deploy/assemble.mjs [directory]')
  process.exit(2)
}
const out = resolve(target)
const dist = await buildApp()
await rm(join(out, 'app'), { recursive: true, force: true })
await cp(dist, join(out, 'app'), { recursive: true })
// The example. Each site has its own, which no new version may overwrite.
await rm(join(out, 'app/config.json'))
const compressed = await compress(join(out, 'app'))
await putServerParts(out)
console.log(`${out}: the app, ${compressed} files of it compressed, and what sets up a web server`)
