#!/usr/bin/env node
// @ts-check
/**
 * `node deploy/nginx.mjs [config.json] [--output slotline.conf] [--path /apps/slotline/] [--files directory]`: the locations of the
 * app for nginx, with the headers that follow from the settings. `--files` is where the app lies, if not beside this program.
 * Ends with 1 and says why when the settings can't be used; the file is then as it was before.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkedAppPath } from './app-path.mjs'
import { nginxLocations } from './nginx-locations.mjs'
import { replaceFile } from './replace-file.mjs'
import { readSettings, sayingProblems } from './settings.mjs'

const installed = fileURLToPath(new URL('../app', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: 'string', default: existsSync(installed) ? installed : 'dist' },
    path: { type: 'string', default: '/' },
    output: { type: 'string' },
  },
})
const [configFile, ...more] = positionals
if (configFile === undefined || more.length > 0) {
  console.error('Usage: node deploy/nginx.mjs [config.json] [--output slotline.conf] [--path /apps/slotline/] [--files directory]')
  process.exit(2)
}

await sayingProblems(async () => {
  const path = checkedAppPath(values.path, '--path')
  const { config } = await readSettings(configFile)
  const locations = nginxLocations({ config, path, files: resolve(values.files), configFile: resolve(configFile) })
  if (values.output === undefined) process.stdout.write(locations)
  else await replaceFile(values.output, locations)
})
