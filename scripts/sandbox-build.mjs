import { readdir, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = `${root}dist`
const ehrDist = `${root}node_modules/.cache/sandbox-ehr`

/**
 * Builds what the sandbox serves: the app, unless its build is newer than all its sources, and the EHR page.
 * @returns {Promise<{ dist: string, ehrDist: string }>} the directories
 */
export async function buildSandbox() {
  await buildApp()
  await build({
    root: `${root}mocks/ehr`,
    configFile: false,
    logLevel: 'warn',
    build: { outDir: ehrDist, emptyOutDir: true, target: 'es2023' },
  })
  return { dist, ehrDist }
}

/**
 * Makes the production build, unless there is one that is newer than all its sources.
 * @returns {Promise<string>} its directory
 */
export async function buildApp() {
  if (await isFresh()) return dist
  // The value that tests set would make Vite build for development.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  await build({ root, logLevel: 'warn' })
  if (NODE_ENV === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = NODE_ENV
  return dist
}

async function isFresh() {
  const built = await modified(`${dist}/index.html`)
  const parts = ['src', 'public', 'scripts', 'index.html', 'launch.html', 'vite.config.ts', 'package-lock.json']
  const changes = await Promise.all(parts.map((part) => lastModified(`${root}${part}`)))
  return built > Math.max(...changes)
}

/** Epoch milliseconds of the last change at or below the path; 0 when nothing is there. */
async function lastModified(path) {
  const below = await readdir(path, { recursive: true }).catch(() => [])
  return Math.max(await modified(path), ...(await Promise.all(below.map((name) => modified(`${path}/${name}`)))))
}

async function modified(path) {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0
}
