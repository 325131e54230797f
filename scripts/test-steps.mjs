import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './find-browser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/**
 * @typedef {{ passed: number, failed: number }} Counts a check that isn't made of tests counts as one
 * @typedef {{ name: string, title: string, needs?: string, run: () => Promise<Counts> }} Step
 */

/**
 * Everything that must hold before a change is taken, in the order in which it is run.
 * @type {readonly Step[]}
 */
export const steps = [
  { name: 'types', title: 'Types', run: () => check('typescript', 'tsc', ['--noEmit', '--project', '.']) },
  { name: 'lint', title: 'Lint', run: () => check('eslint', 'eslint', ['.', '--max-warnings', '0']) },
  { name: 'structure', title: 'Structure: who imports whom', run: structure },
  { name: 'files', title: 'Structure: files', run: () => script('check-files.mjs') },
  { name: 'unused', title: 'Structure: nothing unused', run: () => check('knip', 'knip', ['--no-progress']) },
  { name: 'messages', title: 'Messages: catalogues up to date', run: () => script('check-messages.mjs') },
  { name: 'unit', title: 'Unit and screen tests', run: unitTests },
  { name: 'build', title: 'Production build', run: () => check('vite', 'vite', ['build', '--logLevel', 'warn']) },
  { name: 'size', title: 'Size budget', needs: 'build', run: () => script('check-size.mjs') },
  { name: 'e2e', title: 'Browser tests', needs: 'build', run: browserTests },
]

function structure() {
  return check('dependency-cruiser', 'depcruise', ['--config', 'scripts/structure-rules.cjs', 'src', 'mocks', 'e2e'])
}

async function unitTests() {
  const report = await freshReport('unit.json')
  const code = await run(program('vitest', 'vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(await readFile(report, 'utf8'))
  // A file that can't be loaded has no tests to fail.
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: readonly { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  return counts(numPassedTests, numFailedTests + broken.length, code)
}

async function browserTests() {
  // Before the tests start: getting a browser may take longer than a test may.
  const browser = findBrowser()
  const report = await freshReport('e2e.json')
  const code = await run(program('@playwright/test', 'playwright'), ['test', '--config', 'e2e/playwright.config.ts'], {
    SLOTLINE_BROWSER: browser,
  })
  const { stats, errors } = JSON.parse(await readFile(report, 'utf8'))
  return counts(stats.expected + stats.flaky, stats.unexpected + errors.length, code)
}

/**
 * No test at all, or an exit code that no counted failure explains, is a failure too.
 * @param {number} passed @param {number} failed @param {number} code
 * @returns {Counts}
 */
function counts(passed, failed, code) {
  const isExplained = failed > 0 || (code === 0 && passed > 0)
  return { passed, failed: isExplained ? failed : 1 }
}

/**
 * A tool of an installed package as one check.
 * @param {string} packageName @param {string} command @param {readonly string[]} parameters
 */
async function check(packageName, command, parameters) {
  return asOne(await run(program(packageName, command), parameters))
}

/** @param {string} name */
async function script(name) {
  return asOne(await run(join(root, 'scripts', name), []))
}

/** @param {number} code @returns {Counts} */
function asOne(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** The script behind a package's command: it runs the same on every system, without a shell. @param {string} packageName @param {string} command */
function program(packageName, command) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = require(join(folder, 'package.json'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/**
 * @param {string} file @param {readonly string[]} parameters @param {Readonly<Record<string, string>>} [variables]
 * @returns {Promise<number>} the exit code
 */
function run(file, parameters, variables = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...parameters], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...variables },
    })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** Where a tool will write its report; the one of an earlier run is gone. @param {string} name */
async function freshReport(name) {
  const report = join(root, 'test-results', name)
  await mkdir(dirname(report), { recursive: true })
  await rm(report, { force: true })
  return report
}
