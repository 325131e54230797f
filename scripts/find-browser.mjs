import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { env, getuid, platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const variables = ['SLOTLINE_BROWSER', 'CHROME_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH']
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [env.ProgramFiles, env['ProgramFiles(x86)'], env.LocalAppData].flatMap((folder) =>
    folder === undefined
      ? []
      : [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')],
  ),
  linux: ['/usr/bin/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
}

const isRoot = getuid?.() === 0

/** Arguments for a browser without a window. Its sandbox is off only for root, under whom it can't run. */
export const browserArguments = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

/**
 * The path of a Chromium-like browser on this machine: one named by the environment, an installed one, or one that Playwright
 * downloaded earlier. Installs one where there is none.
 * @returns {string}
 * @throws {Error} with a sentence that says how to get one
 */
export function findBrowser() {
  return named() ?? installed() ?? fetched() ?? complain()
}

/** @returns {string | undefined} */
function named() {
  for (const variable of variables) {
    const path = env[variable]
    if (!path) continue
    if (existsSync(path)) return path
    throw new Error(`${variable} names a browser that is not there: ${path}`)
  }
  return undefined
}

/** @returns {string | undefined} */
function installed() {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = platform === 'win32' ? [] : commands.flatMap((command) => folders.map((folder) => join(folder, command)))
  const usual = platform === 'darwin' || platform === 'win32' ? places[platform] : places.linux
  return [...onPath, ...usual, chromium.executablePath()].find((path) => path && existsSync(path) && runs(path))
}

/** @returns {string | undefined} */
function fetched() {
  console.log('There is no browser on this machine; getting one.')
  const playwright = fileURLToPath(new URL('../node_modules/@playwright/test/cli.js', import.meta.url))
  spawnSync(process.execPath, [playwright, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'], { stdio: 'inherit' })
  const downloaded = installed()
  if (downloaded !== undefined) return downloaded
  if (!isRoot || !existsSync('/etc/debian_version')) return undefined
  spawnSync('sh', ['-c', 'apt-get update && apt-get install -y --no-install-recommends chromium'], {
    stdio: 'inherit',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return installed()
}

/**
 * Whether the program runs. It may be there but lack a library, or only print how to install something else.
 * @param {string} path
 */
function runs(path) {
  // On Windows, asking for the version would open a window.
  if (platform === 'win32') return true
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 })
    return true
  } catch {
    return false
  }
}

/** @returns {never} */
function complain() {
  throw new Error(
    'The browser tests need Chromium, Chrome or Edge, and none could be found or installed. ' +
      'Install one, or set SLOTLINE_BROWSER to the path of its program, and run npm test again.',
  )
}
