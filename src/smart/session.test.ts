import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, type FakeTab } from './fake-tab.ts'
import { configFor, ehr, idToken, iss, smartConfiguration, tokenResponse, tokenUrl } from './fake-ehr.ts'
import type { Session, SessionResult } from './session.ts'

const app = 'https://apps.example.org/slotline/'
const config = configFor({ scope: 'openid fhirUser online_access user/Appointment.cruds user/Patient.rs' })

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
  tab.onRequest(ehr())
})

/** Launches up to the authorization server and returns the state it was given. */
async function launch(): Promise<string> {
  tab.goTo(`${app}launch.html`)
  const { beginLaunch } = await import('./authorize.ts')
  const result = await beginLaunch({ search: `?iss=${iss}&launch=1`, config })
  if (result.kind !== 'redirect') throw new Error(JSON.stringify(result))
  tab.requests.length = 0
  return new URL(result.url).searchParams.get('state') ?? ''
}

/** Loads the app's root page, as a new page load. */
async function load(query = ''): Promise<SessionResult> {
  tab.goTo(app + query)
  const { openSession } = await import('./session.ts')
  return openSession(config)
}

async function opened(query = ''): Promise<Session> {
  const result = await load(query)
  if (result.kind !== 'open') throw new Error(`not open but ${JSON.stringify(result)}`)
  return result.session
}

const launched = async () => opened(`?code=c1&state=${await launch()}`)

const answerToken = (body: unknown, init?: ResponseInit) => tab.onRequest(ehr({ [tokenUrl]: () => Response.json(body, init) }))

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
    await opened(`?lang=de&code=c1&state=${state}&session_state=s&iss=x#/find`)
    expect(seen).toEqual([`${app}?lang=de#/find`])
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
      intent: 'reschedule',
      tenant: 'harbour',
      userKey: expect.stringMatching(/^[0-9a-f]{32}$/),
      scopes: { missing: ['user/Patient.rs'] },
    })
  })

  it('assumes what SMART says when the server leaves something out', async () => {
    const state = await launch()
    answerToken({ access_token: 'opaque.token', token_type: 'bearer', patient: null })
    const session = await opened(`?code=c1&state=${state}`)
    expect(session).toMatchObject({ needPatientBanner: true, scopes: { missing: [] } })
    expect(session).not.toHaveProperty('patientId')
    expect(session.expiresAtInstant()).toBeUndefined()
  })

  it('reads an expiry that comes as text', async () => {
    const state = await launch()
    answerToken({ ...tokenResponse, expires_in: '600' })
    const session = await opened(`?code=c1&state=${state}`)
    expect((session.expiresAtInstant() ?? 0) - Date.now()).toBeGreaterThan(590_000)
    expect((session.expiresAtInstant() ?? 0) - Date.now()).toBeLessThanOrEqual(600_000)
  })

  it('redeems the code once, however often the session is asked for', async () => {
    const state = await launch()
    tab.goTo(`${app}?code=c1&state=${state}`)
    const { openSession } = await import('./session.ts')
    const results = await Promise.all([openSession(config), openSession(config)])
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

  it('is nobody twice when the server does not say', async () => {
    expect(await keyAfter({ id_token: undefined })).not.toBe(await keyAfter({ id_token: undefined }))
  })
})

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
  ]

  it.each(cases)('%s sends nothing', async (_, query) => {
    const state = await launch()
    expect(await load(query(state))).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
    expect(tab.href()).toBe(app)
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

  it('is one that comes in a tab without a launch', async () => {
    expect(await load('?code=c1&state=s1')).toEqual({ kind: 'state-mismatch' })
  })
})

describe('a refusal', () => {
  it('by the user or the EHR is told apart, with its reason', async () => {
    const state = await launch()
    expect(await load(`?error=access_denied&error_description=Not%20today&state=${state}`)).toEqual({
      kind: 'denied',
      description: 'Not today',
    })
    expect(tab.href()).toBe(app)
    expect(await load()).toEqual({ kind: 'not-launched' })
  })

  it('without a state is heard while a launch is under way', async () => {
    await launch()
    expect(await load('?error=invalid_scope')).toEqual({ kind: 'authorization-error', error: 'invalid_scope' })
  })

  it.each([
    ['by an OAuth error', () => Response.json({ error: 'invalid_grant', error_description: 'x' }, { status: 400 }), { kind: 'token-refused', status: 400, error: 'invalid_grant' }],
    ['by a server error', () => new Response('<html>', { status: 503 }), { kind: 'token-refused', status: 503 }],
    ['by silence', () => Promise.reject(new TypeError('Failed to fetch')), { kind: 'token-unreachable' }],
    ['by a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), { kind: 'token-invalid' }],
    ['by broken JSON', () => new Response('{', { headers: { 'content-type': 'application/json' } }), { kind: 'token-invalid' }],
    ['by an empty answer', () => new Response(null), { kind: 'token-invalid' }],
    ['by JSON null', () => Response.json(null), { kind: 'token-invalid' }],
    ['by another kind of token', () => Response.json({ ...tokenResponse, token_type: 'DPoP' }), { kind: 'token-invalid', problems: ['token_type: expected bearer'] }],
    ['by a patient that is no id', () => Response.json({ ...tokenResponse, patient: '../Patient' }), { kind: 'token-invalid', problems: ['patient: expected a FHIR id'] }],
    ['by a token that no header can carry', () => Response.json({ ...tokenResponse, access_token: 'a\nb' }), { kind: 'token-invalid' }],
  ])('of the token %s leaves nothing behind', async (_, answer: () => Response | Promise<Response>, expected) => {
    const state = await launch()
    tab.onRequest(ehr({ [tokenUrl]: answer }))
    expect(await load(`?code=c1&state=${state}`)).toMatchObject(expected)
    expect(tab.storage.length).toBe(0)
    expect(await load()).toEqual({ kind: 'not-launched' })
  })

  it('of the token by taking too long is unreachable, and a late token is forgotten', async () => {
    const state = await launch()
    const late = Promise.withResolvers<Response>()
    tab.onRequest(() => late.promise)
    tab.goTo(`${app}?code=c1&state=${state}`)
    const { openSession } = await import('./session.ts')
    expect(await openSession({ ...config, requestTimeoutSeconds: 0.01 })).toEqual({ kind: 'token-unreachable' })
    late.resolve(Response.json(tokenResponse))
    await vi.waitFor(() => expect(tab.requests).toHaveLength(1))
    expect(stored()).not.toContain('token-1')
  })

  it('of storage by the browser', async () => {
    vi.stubGlobal('sessionStorage', undefined)
    expect(await load()).toEqual({ kind: 'storage-unavailable' })
  })
})

describe('a reload', () => {
  it('takes up the session without any request', async () => {
    const before = await launched()
    tab.requests.length = 0
    const after = await opened('#/find')
    expect({ ...after, transport: 0, ehrTransport: 0 }).toMatchObject({ id: before.id, patientId: 'ida', userKey: before.userKey })
    expect(after.expiresAtInstant()).toBe(before.expiresAtInstant())
    expect(after.scopes.allows('Appointment', 'c')).toBe(true)
    expect(tab.sent()).toEqual([])
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
    vi.spyOn(Date, 'now').mockReturnValue((session.expiresAtInstant() ?? 0) + 1)
    expect(await load()).toEqual({ kind: 'expired' })
    expect(tab.storage.length).toBe(0)
  })

  it('ends a session whose EHR was taken out of the configuration', async () => {
    await launched()
    tab.goTo(app)
    const { openSession } = await import('./session.ts')
    const others = configFor({ iss: 'https://other.example.org' })
    expect(await openSession(others)).toEqual({ kind: 'unknown-issuer', iss })
    expect(tab.storage.length).toBe(0)
  })
})

describe('a session ends', () => {
  it('on request: the token is gone from the tab and nothing is sent any more', async () => {
    const session = await launched()
    const ended = vi.fn()
    session.onEnded(ended)
    session.end()
    expect(tab.storage.length).toBe(0)
    expect((await session.transport(new Request(`${iss}/Patient/ida`))).status).toBe(401)
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
    expect(ended).not.toHaveBeenCalled()
  })

  it.each([
    ['another frame of the tab launches', 'storage'],
    ['the back button revives its page after another launch', 'pageshow'],
  ] as const)('when %s', async (_, event) => {
    const session = await launched()
    const ended = vi.fn()
    session.onEnded(ended)
    await launch()
    tab.dispatch(event, { storageArea: tab.storage, key: 'slotline.launch', persisted: true })
    expect(ended).toHaveBeenCalledOnce()
    expect((await session.transport(new Request(`${iss}/Patient/ida`))).status).toBe(401)
    expect(stored()).toContain('"stage":"authorizing"')
  })

  it('not when the tab writes something else or the page comes back unchanged', async () => {
    const session = await launched()
    const ended = vi.fn()
    session.onEnded(ended)
    tab.dispatch('storage', { storageArea: tab.storage, key: 'ehr.theme' })
    tab.dispatch('pageshow', { persisted: true })
    expect(ended).not.toHaveBeenCalled()
  })
})

describe('two servers', () => {
  it('each get the token under their own base only', async () => {
    const scheduling = 'https://clinic.example.org/r4'
    const split = configFor({ schedulingServer: scheduling })
    const state = await launch()
    tab.goTo(`${app}?code=c1&state=${state}`)
    const { openSession } = await import('./session.ts')
    const result = await openSession(split)
    if (result.kind !== 'open') throw new Error(result.kind)
    const { session } = result
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
    expect(smartConfiguration.token_endpoint).toBe(tokenUrl)
  })
})

/** Everything the tab keeps, as one text. */
function stored(): string {
  const keys = Array.from({ length: tab.storage.length }, (_, index) => tab.storage.key(index) ?? '')
  return keys.map((key) => `${key} ${tab.storage.getItem(key)}`).join('\n')
}
