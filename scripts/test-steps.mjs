import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './find-browser.mjs'
import { findNginx } from './find-nginx.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/**
 * @typedef {import('./verdict.mjs').Counts} Counts
 * @typedef {(text: string) => void} Print
 * @typedef {{ name: string, title: string, needs?: string, alone?: true, run: (print: Print) => Promise<Counts> }} Step
 *   `alone`: it uses every core by itself; neighbouring steps without it are run in parallel
 */

/**
 * All checks that must pass before a change is taken, in the order in which they are run.
 * @type {readonly Step[]}
 */
export const steps = [
  { name: 'types', title: 'Types', run: (print) => check(print, 'typescript', 'tsc', ['--noEmit', '--project', '.']) },
  { name: 'lint', title: 'Lint', run: (print) => check(print, 'eslint', 'eslint', ['.', '--max-warnings', '0']) },
  { name: 'structure', title: 'Structure: who imports whom', run: structure },
  { name: 'files', title: 'Structure: files', run: (print) => script(print, 'check-files.mjs') },
  { name: 'unused', title: 'Structure: nothing unused', run: (print) => check(print, 'knip', 'knip', ['--no-progress']) },
  { name: 'messages', title: 'Messages: catalogues up to date', run: (print) => script(print, 'check-messages.mjs') },
  { name: 'reference', title: 'Reference of the settings: up to date', run: (print) => script(print, 'config-reference.mjs', ['--check']) },
  { name: 'supply', title: 'Supply chain: lock file, licences', run: (print) => script(print, 'check-supply-chain.mjs') },
  { name: 'build', title: 'Production build', run: (print) => check(print, 'vite', 'vite', ['build', '--logLevel', 'warn']) },
  { name: 'unit', title: 'Unit and screen tests', alone: true, run: unitTests },
  { name: 'size', title: 'Size budget', needs: 'build', run: (print) => script(print, 'check-size.mjs') },
  { name: 'deploy', title: 'Web server and container', run: deployTests },
  { name: 'licences', title: 'Licences of what is shipped', needs: 'build', run: (print) => script(print, 'check-licences.mjs') },
  { name: 'foreign', title: 'No code from elsewhere', needs: 'build', run: (print) => script(print, 'check-foreign-code.mjs') },
  { name: 'e2e', title: 'Browser tests', needs: 'build', alone: true, run: browserTests },
]

/** @param {Print} print */
function structure(print) {
  return check(print, 'dependency-cruiser', 'depcruise', ['--config', 'scripts/structure-rules.cjs', 'src', 'mocks', 'e2e', 'bench', 'scripts', 'deploy'])
}

/** @param {Print} print */
function unitTests(print) {
  return vitest(print, 'unit', ['unit', 'screen'])
}

/** @param {Print} print */
async function deployTests(print) {
  const nginx = findNginx()
  if (nginx !== undefined) return vitest(print, 'deploy', ['deploy'], { SLOTLINE_NGINX: nginx })
  return { passed: 0, failed: 0, notRun: 'there is no nginx on this machine and none could be got, so that nothing of deploy/ was proven' }
}

/** @param {Print} print @param {string} name of the report @param {readonly string[]} projects @param {Readonly<Record<string, string>>} [variables] */
async function vitest(print, name, projects, variables = {}) {
  const report = await freshReport(`${name}.json`)
  const options = [...projects.map((project) => `--project=${project}`), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run(print, program('vitest', 'vitest'), ['run', ...options], variables)
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(await readFile(report, 'utf8'))
  // A file that can't be loaded has no failed test, so it is counted as one.
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: readonly { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  return counts({ passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests }, code)
}

/** @param {Print} print */
async function browserTests(print) {
  // Done before the tests start: installing a browser may take longer than a test is allowed to.
  const browser = findBrowser()
  const report = await freshReport('e2e.json')
  const code = await run(print, program('@playwright/test', 'playwright'), ['test', '--config', 'e2e/playwright.config.ts'], {
    SLOTLINE_BROWSER: browser,
  })
  const { stats, errors } = JSON.parse(await readFile(report, 'utf8'))
  return counts({ passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped }, code)
}

/**
 * Counts no test at all, and an exit code that no counted failure explains, as a failure too.
 * @param {{ readonly passed: number, readonly failed: number, readonly skipped: number }} tests @param {number} code
 * @returns {Counts}
 */
function counts({ passed, failed, skipped }, code) {
  const isExplained = failed > 0 || (code === 0 && passed > 0)
  const notRun = skipped === 0 ? {} : { notRun: `${skipped} of its tests were skipped` }
  return { passed, failed: isExplained ? failed : 1, ...notRun }
}

/**
 * Runs a tool of an installed package as one check.
 * @param {Print} print @param {string} packageName @param {string} command @param {readonly string[]} parameters
 */
async function check(print, packageName, command, parameters) {
  return asOne(await run(print, program(packageName, command), parameters))
}

/** @param {Print} print @param {string} name @param {readonly string[]} [parameters] */
async function script(print, name, parameters = []) {
  return asOne(await run(print, join(root, 'scripts', name), parameters))
}

/** @param {number} code @returns {Counts} */
function asOne(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** The script of a package's command, which runs on every system without a shell. @param {string} packageName @param {string} command */
function program(packageName, command) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = require(join(folder, 'package.json'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/**
 * @param {Print} print @param {string} file @param {readonly string[]} parameters @param {Readonly<Record<string, string>>} [variables]
 * @returns {Promise<number>} the exit code
 */
function run(print, file, parameters, variables = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...parameters], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...variables },
    })
    child.stdout.setEncoding('utf8').on('data', print)
    child.stderr.setEncoding('utf8').on('data', print)
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** The path to which a tool will write its report. Deletes the report of an earlier run. @param {string} name */
async function freshReport(name) {
  const report = join(root, 'test-results', name)
  await mkdir(dirname(report), { recursive: true })
  await rm(report, { force: true })
  return report
}
