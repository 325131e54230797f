import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, stored, type FakeTab } from './testing/fake-tab.ts'
import { configFor, ehr, iss, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { app, launchIn, loadApp, openApp } from './testing/fake-launch.ts'

const config = configFor({ scope: 'openid fhirUser online_access user/Appointment.cruds user/Patient.rs' })

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
  tab.onRequest(ehr())
})

/** A body that goes on as long as it is read. */
const endless = () => new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536).fill(0x20)) })

const launch = () => launchIn(tab, config)
const load = (query = '') => loadApp(tab, config, query)
const opened = (query = '') => openApp(tab, config, query)
const launched = async () => opened(`?code=c1&state=${await launch()}`)

describe('an answer that is not to this launch', () => {
  const cases: readonly (readonly [string, (state: string) => string])[] = [
    ['without a state', () => '?code=c1'],
    ['with another state', () => '?code=c1&state=other'],
    ['with the name of something stored as state', () => '?code=c1&state=SMART_KEY'],
    ['with two codes', (state) => `?code=c1&code=c2&state=${state}`],
    ['with two states', (state) => `?code=c1&state=${state}&state=x`],
    ['with a code and an error', (state) => `?code=c1&error=x&state=${state}`],
    ['with an empty code', (state) => `?code=&state=${state}`],
    ['with an error for another state', () => '?error=access_denied&state=other'],
    ['with an error for no state', () => '?error=access_denied&error_description=Call%20this%20number'],
    ['with an error for an empty state', () => '?error=access_denied&state='],
  ]

  it.each(cases)('%s sends nothing', async (_, query) => {
    const state = await launch()
    expect(await load(query(state))).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
    expect(tab.href()).toBe(app)
    expect(await opened(`?code=c1&state=${state}`), 'the launch goes on').toMatchObject({ patientId: 'ida' })
  })

  it('leaves the session that the tab has as it is', async () => {
    await launched()
    expect(await load('?code=evil&state=other')).toEqual({ kind: 'state-mismatch' })
    expect(await load('?error=access_denied')).toEqual({ kind: 'state-mismatch' })
    expect(await opened()).toMatchObject({ patientId: 'ida' })
  })

  it('is one that was used already', async () => {
    const state = await launch()
    await opened(`?code=c1&state=${state}`)
    expect(await load(`?code=c1&state=${state}`)).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
  })

  it('is one that comes to a deployment beside it, which does not list that EHR: nobody gets the code', async () => {
    const state = await launch()
    const beside = configFor({ iss: 'https://other.example.org/fhir' })
    expect(await loadApp(tab, beside, `?code=of-the-other&state=${state}`)).toEqual({ kind: 'unknown-issuer', iss })
    expect(tab.sent()).toEqual([])
    expect(tab.storage.length).toBe(0)
  })

  it('is one that comes in a tab without a launch', async () => {
    expect(await load('?code=c1&state=s1')).toEqual({ kind: 'state-mismatch' })
  })
})

describe('a refusal', () => {
  const granting = (changes: object) => () => Response.json({ ...tokenResponse, ...changes })
  const invalid = (problem: string) => ({ kind: 'token-invalid', problems: [problem] })

  it('by the user or the EHR is told apart, with its reason', async () => {
    const state = await launch()
    expect(await load(`?error=access_denied&error_description=Not%20today&state=${state}`)).toEqual({
      kind: 'denied',
      description: 'Not today',
    })
    expect(tab.href()).toBe(app)
    expect(await load()).toEqual({ kind: 'not-launched' })
  })

  it('for another reason says which', async () => {
    const state = await launch()
    expect(await load(`?error=invalid_scope&state=${state}`)).toEqual({ kind: 'authorization-error', error: 'invalid_scope' })
  })

  it.each([
    [
      'by an OAuth error',
      () => Response.json({ error: 'invalid_grant', error_description: 'x' }, { status: 400 }),
      { kind: 'token-refused', status: 400, error: 'invalid_grant' },
    ],
    ['by a server error', () => new Response('<html>', { status: 503 }), { kind: 'token-refused', status: 503 }],
    ['by silence', () => Promise.reject(new TypeError('Failed to fetch')), { kind: 'token-unreachable' }],
    ['by a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), { kind: 'token-invalid' }],
    ['by broken JSON', () => new Response('{', { headers: { 'content-type': 'application/json' } }), { kind: 'token-invalid' }],
    ['by an empty answer', () => new Response(null), { kind: 'token-invalid' }],
    ['by an answer without end', () => new Response(endless(), { headers: { 'content-type': 'application/json' } }), { kind: 'token-invalid' }],
    ['by JSON null', () => Response.json(null), { kind: 'token-invalid' }],
    ['by another kind of token', granting({ token_type: 'DPoP' }), invalid('token_type: expected bearer')],
    ['by a patient that is no id', granting({ patient: '../Patient' }), invalid('patient: expected a FHIR id')],
    ['by a token that no header can carry', granting({ access_token: 'a\nb' }), { kind: 'token-invalid' }],
  ])('of the token %s leaves nothing behind', async (_, answer: () => Response | Promise<Response>, expected) => {
    const state = await launch()
    tab.onRequest(ehr({ [tokenUrl]: answer }))
    expect(await load(`?code=c1&state=${state}`)).toMatchObject(expected)
    expect(tab.storage.length).toBe(0)
    expect(await load()).toEqual({ kind: 'not-launched' })
  })

  it('of the token by taking too long is unreachable, and a late token is forgotten', async () => {
    const state = await launch()
    let answer = (_: Response) => {}
    tab.onRequest(() => new Promise((resolve) => (answer = resolve)))
    const write = vi.spyOn(tab.storage, 'setItem')
    const impatient = { ...config, requestTimeoutSeconds: 0.01 }
    expect(await loadApp(tab, impatient, `?code=c1&state=${state}`)).toEqual({ kind: 'token-unreachable' })
    answer(Response.json(tokenResponse))
    await vi.waitFor(() => expect(write).toHaveBeenLastCalledWith(expect.any(String), expect.stringContaining(state)))
    await vi.waitFor(() => expect(stored(tab)).toBe(''))
  })

  it('of storage by the browser', async () => {
    vi.stubGlobal('sessionStorage', undefined)
    expect(await load()).toEqual({ kind: 'storage-unavailable' })
  })
})
