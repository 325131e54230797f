import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { securityHeaders } from './headers.mjs'
import { exampleSettings, installedNginx, putSmallInstallation, readableDirectory, writableDirectory } from './testing/small-installation.ts'
import { answering, freePort, start, type Started } from './testing/web-server.ts'

const directory = readableDirectory()
const installed = join(directory, 'installed')
const programs = ['nginx.mjs', 'serve.mjs', 'health.mjs', 'print-headers.mjs'].map((name) => join(installed, 'deploy', name))
const good = join(directory, 'config.json')
/** The origin would end the directive that it is put into, and begin another. */
const bad = join(directory, 'wrong.json')

beforeAll(async () => {
  await putSmallInstallation(installed, '1')
  writeFileSync(good, JSON.stringify(exampleSettings))
  writeFileSync(bad, JSON.stringify({ issuers: [{ ...exampleSettings.issuers[0], embeddedIn: ['https://x; script-src *'] }] }))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function run(program: string, ...parameters: readonly string[]) {
  return spawnSync(process.execPath, [join(installed, 'deploy', program), ...parameters], { encoding: 'utf8', cwd: directory })
}

it('an installation holds its programs, what they import, and what nginx includes', () => {
  const needed = new Set(programs)
  for (const file of needed) {
    const imports = readFileSync(file, 'utf8').matchAll(/^import [^'"]*['"](\.[^'"]+)['"]|new URL\(['"]([\w-]+\.mjs)['"], import\.meta\.url\)/gm)
    for (const [, imported, beside] of imports) needed.add(join(dirname(file), (imported ?? beside)!))
  }
  const settings = ['http.conf', 'site.conf'].map((name) => join(installed, 'deploy/nginx', name))
  const found = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(installed, join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith('app/'))
  expect(found.sort()).toEqual([...needed, ...settings].map((file) => relative(installed, file)).sort())
})

describe('nginx.mjs', () => {
  const output = join(directory, 'slotline.conf')

  it('writes what nginx includes, or says it', () => {
    const { status, stdout, stderr } = run('nginx.mjs', good, '--output', output)
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(readFileSync(output, 'utf8')).toBe(run('nginx.mjs', good).stdout)
    expect(readFileSync(output, 'utf8')).toContain(`root "${join(installed, 'app')}`)
  })

  it.each([
    ['settings with a mistake', [bad, '--output', output], 1, /issuers\[0\]\.embeddedIn.*: expected .*got "https:\/\/x; script-src \*"/],
    ['no settings', [join(directory, 'none.json'), '--output', output], 1, /none\.json: ENOENT/],
    ['a path without slashes', [good, '--path', 'apps', '--output', output], 1, /--path: expected a path with a slash at both ends.*got "apps"/],
    ['no name of the settings', ['--output', output], 2, /^Usage: /],
    ['an option that there isn’t', [good, '--outptu', output], 1, /--outptu/],
  ])('leaves what is in use as it is for %s', (_what, parameters, expectedStatus, words) => {
    writeFileSync(output, 'in use')
    const { status, stderr } = run('nginx.mjs', ...parameters)
    expect(status).toBe(expectedStatus)
    expect(stderr).toMatch(words)
    expect(readFileSync(output, 'utf8')).toBe('in use')
    expect(readdirSync(directory).filter((name) => name.startsWith('slotline.conf'))).toEqual(['slotline.conf'])
  })

  it('says what it could not write', () => {
    const nowhere = join(directory, 'none/slotline.conf')
    const { status, stderr } = run('nginx.mjs', good, '--output', nowhere)
    expect(status).toBe(1)
    expect(stderr).toContain(`${nowhere} could not be written`)
  })
})

describe('print-headers.mjs', () => {
  it('says the headers that follow from the settings, a line for each', () => {
    const { status, stdout } = run('print-headers.mjs', good)
    expect(status).toBe(0)
    const headers = Object.entries(securityHeaders(exampleSettings)).map(([name, value]) => `${name}: ${value}\n`)
    expect(stdout).toBe(headers.join(''))
  })

  it('says no header for settings with a mistake, but where it is', () => {
    const { status, stdout, stderr } = run('print-headers.mjs', bad)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/issuers\[0\]\.embeddedIn/)
    expect(run('print-headers.mjs').status).toBe(2)
  })
})

describe('serve.mjs', () => {
  let started: Started | undefined
  afterAll(() => started?.stop())
  const serve = (variables: Readonly<Record<string, string>>) => {
    const environment = { SLOTLINE_CONFIG: good, SLOTLINE_RUN: writableDirectory(directory), SLOTLINE_NGINX: installedNginx(), ...variables }
    started = start([process.execPath, join(installed, 'deploy/serve.mjs')], environment)
    return started
  }

  it.each([
    [{ SLOTLINE_PATH: 'apps/slotline' }, /^SLOTLINE_PATH: expected a path with a slash at both ends.*got "apps\/slotline"/],
    [{ SLOTLINE_PATH: '/apps/slotline' }, /^SLOTLINE_PATH: .*got "\/apps\/slotline"/],
    [{ SLOTLINE_PATH: '' }, /^SLOTLINE_PATH: .*got ""/],
    [{ SLOTLINE_PATH: '/a/../b/' }, /^SLOTLINE_PATH: /],
    [{ SLOTLINE_PATH: '/a" { } location "/' }, /^SLOTLINE_PATH: /],
    [{ PORT: 'http' }, /^PORT: expected a port, 1 to 65535, got "http"/],
    [{ PORT: '70000' }, /^PORT: /],
  ])('ends and says why for %o', async (variables, words) => {
    const server = serve(variables)
    if (server.child.exitCode === null) await once(server.child, 'close')
    expect(server.child.exitCode).toBe(1)
    expect(server.said()).toMatch(words)
    expect(server.said().trim().split('\n')).toHaveLength(1)
  })

  it('serves the settings that its headers were made of, until it is started anew', async () => {
    const [changing, port] = [join(directory, 'changing.json'), String(await freePort())]
    writeFileSync(changing, JSON.stringify(exampleSettings))
    const server = serve({ SLOTLINE_CONFIG: changing, PORT: port })
    const url = `http://127.0.0.1:${port}/config.json`
    await answering(url, server)
    writeFileSync(changing, JSON.stringify({ issuers: [{ iss: 'https://another.example.org/fhir', clientId: 'slotline' }] }))
    const response = await fetch(url)
    expect(await response.json()).toEqual(exampleSettings)
    expect(response.headers.get('content-security-policy')).toContain('https://ehr.example.org')
  })
})
