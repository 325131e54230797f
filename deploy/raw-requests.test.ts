import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleSettings, installedNginx, putSmallInstallation, readableDirectory, writableDirectory } from './testing/small-installation.ts'
import { answering, freePort, start, type Started } from './testing/web-server.ts'

const directory = readableDirectory()
const nginx = installedNginx()
let server: Started | undefined

beforeAll(() => putSmallInstallation(directory, '1'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** The answer as it comes over the wire, to a request that no browser would write. */
async function exchange(port: number, target: string) {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  let text = ''
  socket.on('data', (part: string) => (text += part))
  socket.write(`GET ${target} HTTP/1.1\r\nHost: slotline.example.org\r\nConnection: close\r\n\r\n`)
  await once(socket, 'close')
  const [, status] = /^HTTP\/1.1 (\d+) /.exec(text) ?? []
  const [, location] = /\r\nLocation: (.*)\r\n/.exec(text) ?? []
  return { text, status: Number(status), location }
}

describe.each(['/', '/apps/slotline/'])('an address with more in it than an address, at %s', (path) => {
  let port: number

  beforeAll(async () => {
    port = await freePort()
    const configFile = join(directory, 'config.json')
    writeFileSync(configFile, JSON.stringify(exampleSettings))
    server = start([process.execPath, join(directory, 'deploy/serve.mjs')], {
      SLOTLINE_CONFIG: configFile,
      SLOTLINE_PATH: path,
      SLOTLINE_RUN: writableDirectory(directory),
      SLOTLINE_NGINX: nginx,
      PORT: String(port),
    })
    await answering(`http://127.0.0.1:${port}${path}`, server)
  })
  afterAll(() => server?.stop())

  const injected = ['%0d%0aX-Injected:%20yes', '%0aX-Injected:%20yes', '%0dX-Injected:%20yes', '%0d%0a%0d%0aX-Injected:%20yes']
  const places = [
    '',
    'find',
    'book/x',
    'appointments/1.2',
    'outcome/x',
    'assets/x',
    'assets/x.js',
    'launch.html',
    'config.json',
    'none/',
    '?iss=x',
    'book/x?from=x',
    'launch.html?iss=https://ehr.example.org/fhir',
  ]

  it.each(places)('puts nothing of it into an answer to /%s', async (place) => {
    for (const text of injected) {
      for (const target of [`${path}${place}${text}`, `${path}${text}${place}`, `${path}${place.replace('/', `/${text}`)}`]) {
        expect((await exchange(port, target)).text, target).not.toMatch(/[\r\n]X-Injected/)
      }
    }
  })

  it('puts nothing of it into an answer to the address without the last slash', async () => {
    for (const text of injected) {
      for (const more of [text, `?x=${text}`]) expect((await exchange(port, `${path.replace(/(.)\/$/, '$1')}${more}`)).text).not.toMatch(/[\r\n]X-Injected/)
    }
  })

  it.each(['appointments/1.2.840.113619', 'book/7f3c-a', 'outcome/A.b-9', 'appointments/a_b~c'])('leads /%s to the app', async (deep) => {
    const { status, location } = await exchange(port, `${path}${deep}?back=%2Ffind`)
    expect(status).toBe(302)
    expect(location).toBe(`${path}#/${deep}?back=%2Ffind`)
  })

  it.each(['appointments/a%20b', 'appointments/%C3%A9', 'appointments/a%2Fb', 'appointments/', 'appointments/a%0d', 'appointments/a%0a'])('knows no /%s', async (deep) => {
    expect((await exchange(port, `${path}${deep}`)).status).toBe(404)
  })
})
