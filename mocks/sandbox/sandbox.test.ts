import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { base64Url } from '../auth/base64-url.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'

const verifier = 'a-verifier-of-at-least-forty-three-characters'

let directory: string
let sandbox: Sandbox

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sandbox-'))
  await mkdir(join(directory, 'app/assets'), { recursive: true })
  await mkdir(join(directory, 'ehr'))
  await writeFile(join(directory, 'app/index.html'), 'the app')
  await writeFile(join(directory, 'app/launch.html'), 'the launch page')
  await writeFile(join(directory, 'app/assets/app.js'), 'export {}')
  await writeFile(join(directory, 'app/config.json'), 'of another site')
  await writeFile(join(directory, 'ehr/index.html'), 'the EHR')
  sandbox = await startSandbox({ port: 0, dist: join(directory, 'app'), ehrDist: join(directory, 'ehr') })
})

afterAll(async () => {
  await sandbox.close()
  await rm(directory, { recursive: true })
})

beforeEach(async () => {
  await control('reset')
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(sandbox.origin + path, { headers, redirect: 'manual' })
const textAt = async (path: string) => (await get(path)).text()

function control(what: string, body: unknown = {}): Promise<Response> {
  return fetch(`${sandbox.origin}/sim/${what}`, { method: 'POST', body: JSON.stringify(body) })
}

/** The access token of a whole launch from the EHR page, as the app would go through it. */
async function launchedToken(): Promise<string> {
  const people = { user: 'abbas', patient: 'pat-4217' }
  const { url } = await (await control('launch', { ...people, askConsent: false })).json()
  const launch = new URL(url).searchParams
  const discovery = await fetch(`${launch.get('iss')}/.well-known/smart-configuration`)
  const { authorization_endpoint, token_endpoint } = await discovery.json()
  const client = { client_id: 'slotline', redirect_uri: `${sandbox.origin}/app/` }
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const request = new URLSearchParams({
    ...client,
    response_type: 'code',
    scope: 'launch openid fhirUser user/Patient.rs',
    state: 'state-1',
    aud: launch.get('iss') ?? '',
    launch: launch.get('launch') ?? '',
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  })
  const redirect = await fetch(`${authorization_endpoint}?${request.toString()}`, { redirect: 'manual' })
  const code = new URL(redirect.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const exchange = new URLSearchParams({ ...client, grant_type: 'authorization_code', code, code_verifier: verifier })
  const { access_token } = await (await fetch(token_endpoint, { method: 'POST', body: exchange })).json()
  return access_token
}

const readPatient = (token: string) => get('/fhir/Patient/pat-4217', { authorization: `Bearer ${token}` })

describe('the sandbox serves', () => {
  it('the EHR page and the app, with its routes', async () => {
    expect(await textAt('/')).toBe('the EHR')
    expect(await textAt('/app/')).toBe('the app')
    expect(await textAt('/app/appointments/a-1')).toBe('the app')
    expect((await get('/app')).headers.get('location')).toBe('/app/')
    expect((await get('/app/assets/app.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect((await get('/app/assets/missing.js')).status).toBe(404)
    expect((await get('/auth/ehr.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
  })

  it('a configuration for its own FHIR base, and for an EHR of another organisation', async () => {
    const config: unknown = await (await get('/app/config.json')).json()
    const separate = { iss: `${sandbox.origin}/ehr/fhir`, schedulingServer: `${sandbox.origin}/fhir`, schedulingClientId: 'slotline' }
    expect(config).toMatchObject({ issuers: [{ iss: `${sandbox.origin}/fhir`, clientId: 'slotline' }, separate] })
  })

  it('a launch page that names the SMART configuration of the EHR that launches, and of no other', async () => {
    const linked = async (query: string) => (await get(`/app/launch.html${query}`)).headers.get('link')
    const [own, separate] = ['/fhir', '/ehr/fhir'].map((path) => encodeURIComponent(sandbox.origin + path))
    const link = (path: string) => `<${sandbox.origin}${path}/.well-known/smart-configuration>; rel=preload; as=fetch; crossorigin`
    expect(await linked(`?iss=${own}&launch=1`)).toBe(link('/fhir'))
    expect(await linked(`?launch=1&iss=${separate}%2F`)).toBe(link('/ehr/fhir'))
    for (const query of ['', `?launch=${own}`, `?iss=${own}x`, `?iss=${own}&iss=${separate}`, '?iss=https://evil.example']) {
      expect(await linked(query), query).toBeNull()
    }
    expect((await get(`/app/?iss=${own}`)).headers.get('link')).toBeNull()
  })

  it('nothing outside its directories', async () => {
    expect((await get('/..%2fapp%2findex.html')).status).toBe(404)
    expect((await get('/%E0%A4%A')).status).toBe(404)
  })

  it('one host name only', async () => {
    const other = sandbox.origin.replace('localhost', '127.0.0.1')
    const response = await fetch(`${other}/?scenario=slow`, { redirect: 'manual' })
    expect(response.headers.get('location')).toBe(`${sandbox.origin}/?scenario=slow`)
  })
})

describe('a launch in the sandbox', () => {
  it('ends with a token that the FHIR server takes', async () => {
    expect((await readPatient('guessed')).status).toBe(401)
    const response = await readPatient(await launchedToken())
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ resourceType: 'Patient', id: 'pat-4217' })
  })

  it('ends when the clock has gone on, and with a reset', async () => {
    const expired = await launchedToken()
    await control('clock', { advance: 3_600_000 })
    expect((await readPatient(expired)).status).toBe(401)
    const forgotten = await launchedToken()
    await control('reset')
    expect((await readPatient(forgotten)).status).toBe(401)
  })
})

describe('the controls', () => {
  it('set scenario and variant, which the EHR page then shows', async () => {
    await control('scenario', { scenario: 'slow' })
    await control('variant', { variant: 'no-smart-configuration' })
    expect(await (await get('/sim/ehr')).json()).toMatchObject({ scenario: 'slow', variant: 'no-smart-configuration' })
    expect((await get('/fhir/.well-known/smart-configuration')).status).toBe(404)
    await control('reset')
    expect(await (await get('/sim/ehr')).json()).toMatchObject({ scenario: 'usual', variant: 'usual' })
  })

  it('add faults', async () => {
    await control('fault', { on: 'metadata', kind: 'status', status: 503, retryAfterSeconds: 5 })
    expect((await get('/fhir/metadata')).status).toBe(503)
    expect((await get('/fhir/metadata')).status).toBe(200)
    await control('fault', { on: 'metadata', kind: 'drop-before' })
    await expect(get('/fhir/metadata')).rejects.toThrow('fetch failed')
  })

  it('show what the server has seen', async () => {
    await get('/fhir/metadata', { 'x-request-id': 'r-1' })
    const { requests } = await (await get('/sim/inspect')).json()
    const url = `${sandbox.origin}/fhir/metadata`
    expect(requests).toMatchObject([{ method: 'GET', url, headers: { 'x-request-id': 'r-1' } }])
  })

  it('show what the audit repository has taken', async () => {
    const headers = { 'content-type': 'application/fhir+json' }
    const refused = await fetch(`${sandbox.origin}/arr/AuditEvent`, { method: 'POST', headers, body: '{}' })
    expect(refused.status).toBe(400)
    expect(await (await get('/sim/audit')).json()).toEqual([])
  })

  it.each([
    ['scenario', { scenario: 'constructor' }],
    ['variant', { variant: 'constructor' }],
    ['fault', { on: 'metadata', kind: 'flood' }],
    ['fault', { on: 'metadata', kind: 'delay', milliseconds: 'long' }],
    ['launch', { user: 'nobody' }],
    ['clock', {}],
  ])('refuse nonsense for %s: %j', async (what, body) => {
    const response = await control(what, body)
    expect(response.status).toBe(400)
    expect(await response.text()).not.toBe('')
  })

  it('know no other names and methods', async () => {
    expect((await control('constructor')).status).toBe(404)
    expect((await control('inspect')).status).toBe(405)
  })
})
