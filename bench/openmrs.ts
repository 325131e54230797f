import { execFileSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { freshWindow } from './browser.ts'

const cache = fileURLToPath(new URL('../node_modules/.cache/bench/openmrs', import.meta.url))

/**
 * Both are published as they are deployed, with all that they need within; installing them would install it once more. npm checks
 * what it gets against the registry's own digest; this one says that it is still what was measured here.
 */
const packages = {
  shell: {
    name: '@openmrs/esm-app-shell@10.0.0',
    integrity: 'sha512-7V/aTAOl8KtBBXL0pH0nWZSpAEDjVpD3UIhL6Wg0qb5kIBNXxRI1a0XEg4m/xuPX6JzgBS1NFUQKz2ZfAFhVEg==',
  },
  appointments: {
    name: '@openmrs/esm-appointments-app@11.1.0',
    integrity: 'sha512-CGVGnaIOQl+QXrbXRivNowOCmrkDXEBN9uLFRd0PCvzItQkul7hs0wsjrfvcsIc4b3+Wx1eRTN+lHu0YbasFFA==',
  },
}

/** Bytes after gzip. */
export interface OpenMrsSizes {
  /** What the shell asks for until it stands, without any app in it. */
  readonly shell: number
  /** The entry of the appointments app, without the parts that it loads then. */
  readonly appointments: number
}

export async function openMrsSizes(browser: Browser): Promise<OpenMrsSizes> {
  const shell = await unpacked(packages.shell)
  const appointments = await unpacked(packages.appointments)
  const entry = await readFile(`${appointments}/dist/openmrs-esm-appointments-app.js`)
  return { shell: await requestedBy(browser, `${shell}/dist`), appointments: gzip(entry) }
}

/** Starts the shell for a signed-in user of a server without data. */
async function requestedBy(browser: Browser, dist: string): Promise<number> {
  const sizes = new Map<string, number>()
  const window = await freshWindow(browser)
  await window.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.endsWith('importmap.json')) return route.fulfill({ json: { imports: {} } })
    if (pathname.endsWith('routes.registry.json')) return route.fulfill({ json: {} })
    if (pathname.endsWith('/session')) return route.fulfill({ json: { authenticated: true, user, locale: 'en' } })
    if (pathname.includes('/ws/')) return route.fulfill({ json: { results: [] } })
    const name = extname(pathname) === '' ? 'index.html' : basename(pathname)
    const body = await readFile(`${dist}/${name}`).catch(() => undefined)
    if (!body) return route.fulfill({ status: 404 })
    if (extname(name) === '.js') sizes.set(name, gzip(body))
    return route.fulfill({ body, contentType: mediaTypes[extname(name)] ?? 'application/octet-stream' })
  })
  const page = await window.newPage()
  await page.goto('http://openmrs.test/openmrs/spa/home', { waitUntil: 'networkidle' })
  await window.close()
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

const user = { uuid: 'user', display: 'user', person: { uuid: 'person', display: 'User' }, privileges: [], roles: [], userProperties: {} }
const mediaTypes: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }

const gzip = (content: Buffer): number => gzipSync(content, { level: 9 }).length

async function unpacked({ name, integrity }: { readonly name: string; readonly integrity: string }): Promise<string> {
  const folder = `${cache}/${name.replace(/[/@]/g, '_')}`
  await mkdir(folder, { recursive: true })
  const npm = process.env['npm_execpath'] ?? ''
  const pack = [npm, 'pack', name, '--json', '--loglevel', 'error', '--pack-destination', folder]
  const answer: unknown = JSON.parse(execFileSync(process.execPath, pack, { encoding: 'utf8' }))
  const [packed] = Array.isArray(answer) ? (answer as { filename: string; integrity: string }[]) : []
  if (packed?.integrity !== integrity) throw new Error(`${name} is not what was published: ${packed?.integrity ?? 'nothing came'}`)
  execFileSync('tar', ['-xzf', `${folder}/${packed.filename}`, '-C', folder])
  return `${folder}/package`
}
