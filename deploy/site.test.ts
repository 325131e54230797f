import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adaptedSite, distributionConf, secureGet } from './testing/site.ts'
import { exampleSettings, giveAway, installedNginx, putSmallInstallation, readableDirectory, writableDirectory } from './testing/small-installation.ts'
import { answering, freePort, selfSigned, start, type Started } from './testing/web-server.ts'

const directory = readableDirectory()
const installed = join(directory, 'current')
const nginx = installedNginx()

const run = writableDirectory(directory)
const certificate = selfSigned(run)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe.skipIf(certificate === undefined)('the example of a site, in an nginx that logs as a distribution’s does', () => {
  let server: Started
  let command: readonly string[]
  const ports = { plain: 0, secure: 0 }

  beforeAll(async () => {
    await putSmallInstallation(installed, '1')
    writeFileSync(join(directory, 'config.json'), JSON.stringify(exampleSettings))
    ports.plain = await freePort()
    ports.secure = await freePort()
    const made = spawnSync(process.execPath, [join(installed, 'deploy/nginx.mjs'), join(directory, 'config.json'), '--output', join(installed, 'slotline.conf')])
    expect(made.stderr.toString()).toBe('')
    const site = adaptedSite(readFileSync(join(installed, 'deploy/nginx/site.conf'), 'utf8'), ports, certificate!, nginx)
    writeFileSync(join(run, 'site.conf'), site.replaceAll('/var/log/nginx', `${run}/logs`).replaceAll('/opt/slotline/current', installed))
    const main = distributionConf(run, [join(installed, 'deploy/nginx/http.conf'), join(run, 'site.conf')])
    for (const name of readdirSync(run)) giveAway(join(run, name))
    command = [nginx, '-e', join(run, 'logs/error.log'), '-p', run, '-c', main]
    server = start(command, {})
    await answering(`http://127.0.0.1:${ports.plain}/`, server)
  })
  afterAll(() => server.stop())

  it('is taken without a warning', () => {
    const [program = '', ...parameters] = command
    expect(spawnSync(program, [...parameters, '-t'], { encoding: 'utf8' }).stderr).not.toMatch(/warn|emerg/)
  })

  it('leads from http to https, and serves the app there', async () => {
    const redirect = await fetch(`http://127.0.0.1:${ports.plain}/launch.html?iss=x`, { redirect: 'manual' })
    expect(redirect.status).toBe(308)
    expect(redirect.headers.get('location')).toBe('https://127.0.0.1/launch.html?iss=x')
    const { status, headers, text } = await secureGet(`https://127.0.0.1:${ports.secure}/`)
    expect(status).toBe(200)
    expect(text).toBe('<p>index.html of 1</p>')
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
  })

  it('writes no query into any log, by http or https, however the request ends', async () => {
    const { plain, secure } = ports
    const asked = [
      'launch.html?iss=https://ehr.example.org&launch=secret',
      '?code=secret&state=secret',
      'none.js?code=secret',
      'book/x?code=secret',
      'book/a%0ab?code=secret',
      `?code=secret${'x'.repeat(10_000)}`,
    ]
    for (const address of asked) {
      await (await fetch(`http://127.0.0.1:${plain}/${address}`, { redirect: 'manual' })).text()
      await secureGet(`https://127.0.0.1:${secure}/${address}`)
      await (await fetch(`http://127.0.0.1:${secure}/${address}`)).text()
    }
    const logs = () => readdirSync(join(run, 'logs')).map((name) => readFileSync(join(run, 'logs', name), 'utf8')).join('')
    await expect.poll(logs).toContain('"GET /launch.html HTTP/1.1" 308')
    await expect.poll(logs).toContain('"GET /launch.html HTTP/1.1" 200')
    expect(logs()).not.toContain('secret')
  })
})
