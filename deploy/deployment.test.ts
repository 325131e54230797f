import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchQueryPattern } from './discovery-preload.mjs'
import { securityHeaders } from './headers.mjs'
import { nginxLocations } from './nginx-locations.mjs'
import { readContainerfile, runBuildStage } from './testing/containerfile.ts'
import { exampleSettings as settings, installedNginx, readableDirectory, writableDirectory } from './testing/small-installation.ts'
import { answering, freePort, start, type Started } from './testing/web-server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const issuer = settings.issuers[0]!.iss
/** How EHRs may write the address of a launch; the app takes each for the same. */
const listedSpellings = [
  `iss=${issuer}&launch=abc`,
  `launch=abc&iss=${issuer}`,
  `iss=${issuer}/`,
  'iss=https%3A%2F%2Fehr.example.org%2Ffhir&launch=a%26iss%3Db',
  'iss=https%3a%2f%2fehr%2eexample.org%2Ffhir%2f&launch=abc',
  'lang=de&iss=https:%2F%2Fehr.example.org/fhir&launch=abc',
]
const otherLaunches = [
  '',
  'launch=abc',
  'iss=',
  `launch=${issuer}`,
  `ISS=${issuer}`,
  `xiss=${issuer}`,
  `iss=${issuer}x`,
  `iss=${issuer}%00`,
  `iss=${issuer}%0d%0aX-Evil:%20yes`,
  `iss=https://ehr-example.org/fhir`,
  `iss=https://ehr.example.org/FHIR`,
  'iss=https%253A%252F%252Fehr.example.org%252Ffhir',
  `iss=https://evil.example/?${issuer}`,
  `iss=${issuer}&iss=https://evil.example`,
  `iss=https://evil.example&iss=${issuer}`,
]
const container = readContainerfile(new URL('Containerfile', import.meta.url))
const nginx = installedNginx()
const directory = readableDirectory()
/** The container's file system, as far as it isn't this machine's. */
const installed = join(directory, 'installed')
const inContainer = (text: string) => text.replaceAll(container.carriedOver[1], installed)
const started: Started[] = []

beforeAll(() => {
  const stage = join(directory, 'stage')
  expect(runBuildStage(container, { context: root, root: stage })).toMatch(/the app, \d+ files of it compressed/)
  renameSync(join(stage, container.carriedOver[0]), installed)
  writeFileSync(join(directory, 'config.json'), JSON.stringify(settings))
})

afterAll(async () => {
  await Promise.all(started.map((each) => each.stop()))
  rmSync(directory, { recursive: true, force: true })
})

/** What the image runs, with the image's variables; these take the place of the mounted file, the writable directory, the port. */
async function runContainer(path: string, configFile = join(directory, 'config.json')) {
  const run = writableDirectory(directory)
  const port = String(await freePort())
  const environment = { ...container.environment, SLOTLINE_CONFIG: configFile, SLOTLINE_PATH: path, SLOTLINE_RUN: run, SLOTLINE_NGINX: nginx, PORT: port }
  const server = start(container.entrypoint.map(inContainer), environment)
  started.push(server)
  return { ...server, environment, run, url: `http://127.0.0.1:${port}${path}` }
}

describe.each(['/', '/apps/slotline/'])('nginx with the production build at %s', (path) => {
  let server: Awaited<ReturnType<typeof runContainer>>
  let asset: string
  const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${server.url}${address}`, { method, redirect: 'manual', headers: { 'Accept-Encoding': 'identity', ...headers } })

  beforeAll(async () => {
    server = await runContainer(path)
    await answering(server.url, server)
    const scripts = readdirSync(join(installed, 'app/assets')).filter((name) => name.endsWith('.js'))
    asset = `assets/${scripts.find((name) => name.startsWith('index-')) ?? scripts[0]!}`
  })

  it.each(['', 'index.html', 'launch.html', 'config.json', 'favicon.svg', 'find', 'no-such-file.js', 'assets/'])(
    'sends every security header with /%s, found or not',
    async (address) => {
      const { headers } = await get(address)
      for (const [name, value] of Object.entries(securityHeaders(settings))) expect(headers.get(name), name).toBe(value)
      expect(headers.get('server')).toBe('nginx')
    },
  )

  it.each([
    ['', 'text/html; charset=utf-8', 'no-cache'],
    // Where the two sign-ins come back to: neither address redirects to the other.
    ['?code=c1&state=s1', 'text/html; charset=utf-8', 'no-cache'],
    ['index.html?code=c1&state=s1', 'text/html; charset=utf-8', 'no-cache'],
    ['launch.html?iss=https%3A%2F%2Fehr.example.org%2Ffhir&launch=abc', 'text/html; charset=utf-8', 'no-cache'],
    ['config.json', 'application/json; charset=utf-8', 'no-cache'],
    ['favicon.svg', 'image/svg+xml', 'no-cache'],
    ['THIRD-PARTY-LICENCES.txt', 'text/plain; charset=utf-8', 'no-cache'],
  ])('/%s: %s, %s', async (address, type, caching) => {
    const response = await get(address)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe(caching)
    const again = await get(address, { 'If-None-Match': response.headers.get('etag')! })
    expect(again.status, 'what is unchanged is not sent again').toBe(304)
  })

  it.each(listedSpellings)('names the SMART configuration of the EHR that launches by ?%s', async (query) => {
    const { headers } = await get(`launch.html?${query}`)
    expect(headers.get('link')).toBe('<https://ehr.example.org/fhir/.well-known/smart-configuration>; rel=preload; as=fetch; crossorigin')
  })

  it.each(otherLaunches)('names nothing for ?%s', async (query) => {
    const { status, headers } = await get(`launch.html?${query}`)
    expect(status).toBe(200)
    expect(headers.get('link')).toBeNull()
  })

  it('names nothing with any page but the launch page', async () => {
    for (const address of ['', 'index.html', 'config.json']) expect((await get(`${address}?iss=${issuer}`)).headers.get('link')).toBeNull()
  })

  it('lets files with a hash in their name be kept for a year, and nothing be remembered of those that are missing', async () => {
    const found = await get(asset)
    expect(found.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(found.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const missing = await get('assets/screen-of-an-older-version.js')
    expect(missing.status).toBe(404)
    expect(missing.headers.get('cache-control')).toBeNull()
  })

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br;q=0.5', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('sends a script to who accepts %s as %s', async (accepted, coding) => {
    const response = await new Promise<{ headers: Headers; bytes: Buffer }>((resolve, reject) => {
      // fetch would decode it.
      const child = spawnSync('node', ['-e', rawGet, `${server.url}${asset}`, accepted], { maxBuffer: 2 ** 26 })
      if (child.status !== 0) reject(new Error(child.stderr.toString()))
      const end = child.stdout.indexOf('\n')
      const headers = new Headers(JSON.parse(child.stdout.subarray(0, end).toString()) as Record<string, string>)
      resolve({ headers, bytes: child.stdout.subarray(end + 1) })
    })
    expect(response.headers.get('content-encoding')).toBe(coding)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
    const decoded = coding === 'br' ? brotliDecompressSync(response.bytes) : coding === 'gzip' ? gunzipSync(response.bytes) : response.bytes
    expect(decoded.equals(readFileSync(join(installed, 'app', asset)))).toBe(true)
  })

  it('answers a screen’s address with the app, and leads deeper ones to it', async () => {
    const screen = await get('find?from=2026-11-24')
    expect(screen.status).toBe(200)
    expect(await screen.text()).toContain('<div id="root">')
    const deeper = await get('appointments/17?back=find')
    expect(deeper.status).toBe(302)
    expect(deeper.headers.get('location')).toBe(`${path}#/appointments/17?back=find`)
  })

  it.each(['assets/', 'assets', 'assets/none.css', 'none.js', '.git/config', 'deep/er/path', 'config.json/', 'index.html.br', '..%2fdeploy/serve.mjs'])(
    '/%s is not there',
    async (address) => {
      const { status } = await get(address)
      expect([400, 404]).toContain(status)
    },
  )

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('takes no %s', async (method) => {
    expect((await get('', {}, method)).status).toBe(405)
  })

  it('writes no query into its log: it holds launch parameters and codes', async () => {
    await get('?code=secret-code&state=secret-state')
    await expect.poll(() => server.said()).toContain(`"GET ${path} HTTP/1.1" 200`)
    expect(server.said()).not.toContain('secret')
  })

  it('passes the health check of the image', () => {
    const [program = '', ...parameters] = container.healthcheck.map(inContainer)
    expect(spawnSync(program, parameters, { env: { PATH: process.env['PATH'], ...server.environment } }).status).toBe(0)
  })
})

const rawGet = `require('node:http').get(process.argv[1], { headers: { 'Accept-Encoding': process.argv[2] } }, (answer) => {
  process.stdout.write(JSON.stringify(answer.headers) + '\\n'); answer.pipe(process.stdout) })`

it('the path without its slash leads to the one with it', async () => {
  const server = await runContainer('/apps/slotline/')
  await answering(server.url, server)
  const response = await fetch(server.url.slice(0, -1), { redirect: 'manual' })
  expect(response.status).toBe(308)
  expect(response.headers.get('location')).toBe('/apps/slotline/')
})

it('what the image builds, of what is in the repository and with nothing installed before, is the product and nothing of the development', () => {
  const scripts = readdirSync(join(installed, 'app/assets')).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(10)
  for (const name of scripts) expect(readFileSync(join(installed, 'app/assets', name), 'utf8'), name).not.toContain('mockServiceWorker')
})

it('the image runs as nobody in particular, and installs nothing with scripts', () => {
  expect(container.user).toMatch(/^[1-9]\d*:[1-9]\d*$/)
  expect(container.run).toContainEqual(expect.stringMatching(/^npm ci --ignore-scripts/))
})

it('settings with a mistake end the container, with the path of the key', async () => {
  const wrong = join(directory, 'wrong.json')
  writeFileSync(wrong, JSON.stringify({ issuers: [{ ...settings.issuers[0], iss: 'ftp://x' }], holdMinutes: -1 }))
  const server = await runContainer('/', wrong)
  if (server.child.exitCode === null) await once(server.child, 'exit')
  expect(server.child.exitCode).toBe(1)
  expect(server.said()).toMatch(/issuers\[0\]\.iss: expected an absolute https URL.*got "ftp:\/\/x"[^]*holdMinutes: expected a number of minutes/)
})

it('signs that mean something to nginx or in a pattern get into no value of it', () => {
  const isses = ['https://ehr.example.org/a"b;{}(c|d)+[e]', 'https://ehr.example.org/$args', 'https://ehr.example.org/ü']
  const lines = nginxLocations({ config: { issuers: isses.map((iss) => ({ iss })) }, path: '/', files: '/app', configFile: '/c.json' })
    .split('\n')
    .filter((line) => line.startsWith('if '))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('set $slotline_preload_ "<https://ehr.example.org/a%22b;%7B%7D(c|d)+[e]/.well-known/smart-configuration>; ')
  const pattern = new RegExp(`^${launchQueryPattern({ iss: isses[0]! })}$`)
  expect(`iss=${isses[0]}`).toMatch(pattern)
  expect(`iss=${encodeURIComponent(isses[0]!)}`).toMatch(pattern)
  expect('iss=https://ehr.example.org/a"b;{}cccc').not.toMatch(pattern)
})
