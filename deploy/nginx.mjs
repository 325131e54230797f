#!/usr/bin/env node
// @ts-check
/**
 * `node deploy/nginx.mjs [config.json] --files [directory] [--path /apps/slotline/]`: the locations of the app for nginx, with the
 * headers that follow from the settings. Ends with 1 and says why when the settings can't be used.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { nginxLocations } from './nginx-locations.mjs'
import { readSettings, SettingsProblem } from './settings.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', default: 'dist' }, path: { type: 'string', default: '/' } },
})
const [configFile = `${values.files}/config.json`] = positionals

try {
  if (!/^\/([\w.~-]+\/)*$/.test(values.path)) throw new SettingsProblem(`--path: expected a path with a slash at both ends, got ${values.path}`)
  const config = await readSettings(configFile)
  process.stdout.write(nginxLocations({ config, path: values.path, files: resolve(values.files), configFile: resolve(configFile) }))
} catch (error) {
  if (!(error instanceof SettingsProblem)) throw error
  console.error(error.message)
  process.exitCode = 1
}
