import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, type FakeTab } from './testing/fake-tab.ts'
import { configFor, ehr, idToken, iss, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { app, keptExpiry, launchIn, loadApp, openApp } from './testing/fake-launch.ts'

const config = configFor({ scope: 'openid fhirUser online_access user/Appointment.cruds user/Patient.rs' })

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
  tab.onRequest(ehr())
})

const launch = () => launchIn(tab, config)
const load = (query = '') => loadApp(tab, config, query)
const opened = (query = '') => openApp(tab, config, query)
const launched = async () => opened(`?code=c1&state=${await launch()}`)

const answerToken = (body: unknown) => tab.onRequest(ehr({ [tokenUrl]: () => Response.json(body) }))

describe('coming back from the authorization server', () => {
  it('redeems the code, encoded, with the verifier of this launch', async () => {
    const state = await launch()
    await opened(`?code=${encodeURIComponent('a&b=c+d%2F é')}&state=${state}`)
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
    expect(tab.requests[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded')
    expect(tab.requests[0]?.headers.get('authorization')).toBeNull()
    expect(Object.fromEntries(new URLSearchParams(await tab.requests[0]?.text()))).toEqual({
      grant_type: 'authorization_code',
      code: 'a&b=c+d%2F é',
      redirect_uri: app,
      client_id: 'slotline',
      code_verifier: expect.stringMatching(/^[\w-]{43,128}$/),
    })
  })

  it('removes the answer from the URL before any request, and nothing else', async () => {
    const state = await launch()
    const seen: string[] = []
    tab.onRequest(() => {
      seen.push(tab.href())
      return Response.json(tokenResponse)
    })
    await opened(`?lang=de&code=c1&state=${state}&session_state=s&iss=${encodeURIComponent('https://auth.example.org/')}#/find`)
    expect(seen).toEqual([`${app}?lang=de#/find`])
  })

  it('keeps a token that is said to last for ever over a reload', async () => {
    answerToken({ ...tokenResponse, expires_in: 1e306 })
    const state = await launch()
    await opened(`?code=c1&state=${state}`)
    expect((await opened('')).patientId).toBe('ida')
  })

  it('gives the context of the launch', async () => {
    expect(await launched()).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iss,
      fhirBase: iss,
      clientId: 'slotline',
      patientId: 'ida',
      fhirUser: 'Practitioner/haas',
      needPatientBanner: false,
      userKey: expect.stringMatching(/^[0-9a-f]{32}$/),
      scopes: { missing: ['user/Patient.rs'] },
    })
  })

  it('assumes what SMART says when the server leaves something out', async () => {
    const state = await launch()
    answerToken({ access_token: 'opaque.abcd', token_type: 'bearer', patient: null })
    const session = await opened(`?code=c1&state=${state}`)
    expect(session).toMatchObject({ needPatientBanner: true, scopes: { missing: [] } })
    expect(session).not.toHaveProperty('patientId')
    expect(keptExpiry(tab)).toBeUndefined()
  })

  it('reads an expiry that comes as text', async () => {
    const state = await launch()
    answerToken({ ...tokenResponse, expires_in: '600' })
    await opened(`?code=c1&state=${state}`)
    expect((keptExpiry(tab) ?? 0) - Date.now()).toBeGreaterThan(590_000)
    expect((keptExpiry(tab) ?? 0) - Date.now()).toBeLessThanOrEqual(600_000)
  })

  it('redeems the code once, however often the session is asked for', async () => {
    const state = await launch()
    tab.goTo(app)
    const { openSession } = await import('./session.ts')
    const response = { kind: 'code', code: 'c1', state, page: '' } as const
    const results = await Promise.all([openSession(config, response), openSession(config, response)])
    expect(results[0]).toBe(results[1])
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
  })

  it('keeps the token out of the URL, and shows it to nobody who holds the session', async () => {
    const session = await launched()
    expect(tab.href()).toBe(app)
    expect(JSON.stringify(session)).not.toContain('token-1')
  })
})

describe('who the user is', () => {
  const keyAfter = async (body: object) => {
    const state = await launch()
    answerToken({ ...tokenResponse, ...body })
    return (await opened(`?code=c1&state=${state}`)).userKey
  }

  it('has one key at every launch, and another user has another', async () => {
    const first = await keyAfter({})
    expect(await keyAfter({ access_token: 'token-2', patient: 'leo' })).toBe(first)
    expect(await keyAfter({ id_token: idToken({ sub: 'brandt' }) })).not.toBe(first)
  })

  it.each([
    [
      'by the issuer of the id_token',
      { id_token: idToken({ iss: 'https://login.example.org', sub: 'haas' }) },
      'https://login.example.org',
      'haas',
    ],
    ['by the EHR, when the id_token names no issuer', { id_token: idToken({ sub: 'haas' }) }, iss, 'haas'],
    [
      'by their record, when nobody gives them a subject',
      { id_token: undefined, fhirUser: 'Practitioner/haas' },
      iss,
      'Practitioner/haas',
    ],
  ])('is named %s', async (_, body, issuer, subject) => {
    const state = await launch()
    answerToken({ ...tokenResponse, ...body })
    expect((await opened(`?code=c1&state=${state}`)).user).toEqual({ issuer, subject })
  })

  it('is nobody twice when the server does not say', async () => {
    expect(await keyAfter({ id_token: undefined })).not.toBe(await keyAfter({ id_token: undefined }))
  })
})

describe('a reload', () => {
  it('takes up the session without any request', async () => {
    const before = await launched()
    tab.requests.length = 0
    const after = await opened('#/find')
    expect(after).toMatchObject({ id: before.id, patientId: 'ida', userKey: before.userKey })
    expect(after.scopes.allows('Appointment', 'c')).toBe(true)
    expect(tab.sent()).toEqual([])
  })

  it('takes up one that an earlier version kept more of', async () => {
    await launched()
    const kept = JSON.parse(tab.storage.getItem('slotline.launch') ?? '')
    const context = { ...kept.context, encounterId: 'e1', intent: 'reschedule', tenant: 'harbour' }
    tab.storage.setItem('slotline.launch', JSON.stringify({ ...kept, context }))
    expect(await opened()).toMatchObject({ id: kept.id, patientId: 'ida' })
  })

  it('finds nothing where nobody launched, or a launch was left before its end', async () => {
    expect(await load()).toEqual({ kind: 'not-launched' })
    await launch()
    expect(await load()).toEqual({ kind: 'not-launched' })
  })

  it.each([
    ['broken', '{'],
    ['of another shape', '{"id":1}'],
  ])('finds nothing where what is stored is %s', async (_, text) => {
    await launched()
    tab.storage.setItem('slotline.launch', text)
    expect(await load()).toEqual({ kind: 'not-launched' })
  })

  it('knows a session that expired meanwhile and cannot be renewed', async () => {
    const state = await launch()
    answerToken({ ...tokenResponse, refresh_token: undefined })
    const session = await opened(`?code=c1&state=${state}`)
    vi.spyOn(Date, 'now').mockReturnValue((keptExpiry(tab) ?? 0) + 1)
    session.noteActivity(Date.now())
    expect(await load()).toEqual({ kind: 'expired' })
    expect(tab.storage.length).toBe(0)
  })

  it('ends a session whose EHR was taken out of the configuration', async () => {
    await launched()
    const others = configFor({ iss: 'https://other.example.org' })
    expect(await loadApp(tab, others)).toEqual({ kind: 'unknown-issuer', iss })
    expect(tab.storage.length).toBe(0)
  })
})

describe('two servers', () => {
  it('each get the token under their own base only', async () => {
    const scheduling = 'https://clinic.example.org/r4'
    const split = configFor({ schedulingServer: scheduling })
    const state = await launch()
    const session = await openApp(tab, split, `?code=c1&state=${state}`)
    expect(session.fhirBase).toBe(scheduling)
    tab.onRequest(() => new Response('{}'))
    await session.transport(new Request(`${scheduling}/metadata`))
    await session.ehrTransport(new Request(`${iss}/Patient/ida`))
    await expect(session.transport(new Request(`${iss}/Patient/ida`))).rejects.toThrow(TypeError)
    await expect(session.ehrTransport(new Request(`${scheduling}/metadata`))).rejects.toThrow(TypeError)
    expect(tab.sent().slice(1)).toEqual([`GET ${scheduling}/metadata`, `GET ${iss}/Patient/ida`])
  })

  it('are one transport when the EHR is the scheduling server', async () => {
    const session = await launched()
    expect(session.ehrTransport).toBe(session.transport)
  })
})
