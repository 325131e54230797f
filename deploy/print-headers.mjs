#!/usr/bin/env node
// @ts-check
/**
 * `node deploy/print-headers.mjs [config.json]`: the headers that follow from the settings, a line `Name: value` for each, for a web
 * server that nothing here sets up. Ends with 1 and says why when the settings can't be used.
 */
import { securityHeaders } from './headers.mjs'
import { readSettings, sayingProblems } from './settings.mjs'

const [configFile] = process.argv.slice(2)
if (configFile === undefined) {
  console.error('Usage: node deploy/print-headers.mjs [config.json]')
  process.exit(2)
}

await sayingProblems(async () => {
  const { config } = await readSettings(configFile)
  for (const [name, value] of Object.entries(securityHeaders(config))) console.log(`${name}: ${value}`)
})
