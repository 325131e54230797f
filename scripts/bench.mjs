/** Measures Slotline, the floor and its peers: `npm run bench -- [parts] [--print-only]`. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

// The file that npm runs from: the command `npm` isn't an executable on every system.
const npm = process.env.npm_execpath ?? fail('Start the bench by npm run bench.')

execFileSync(process.execPath, [npm, 'ci', '--prefix', `${root}bench`, '--ignore-scripts', '--loglevel', 'error'], { stdio: 'inherit' })
const { module } = await runnerImport(`${root}bench/bench.ts`, { root, configFile: false, logLevel: 'warn' })
// The import has set it for a development server, but what is measured must be built for production.
process.env.NODE_ENV = 'production'
process.exitCode = await module.bench(process.argv.slice(2))

/** @param {string} text @returns {never} */
function fail(text) {
  throw new Error(text)
}
