import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, type FakeTab } from './testing/fake-tab.ts'
import { configFor, ehr, iss, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { app, keptExpiry, launchIn, loadApp, openApp, watchEnd } from './testing/fake-launch.ts'
import type { Session } from './session.ts'

const patient = `${iss}/Patient/ida`
const book = `${iss}/Appointment/$book`

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
})

/** A session whose token response has these changes; the launch's requests are forgotten. */
async function sessionWith(changes: object = {}, config = configFor()): Promise<Session> {
  tab.onRequest(ehr({ [tokenUrl]: () => Response.json({ ...tokenResponse, ...changes }) }))
  const session = await openApp(tab, config, `?code=c1&state=${await launchIn(tab, config)}`)
  tab.requests.length = 0
  return session
}

/** A FHIR server that accepts these tokens, beside a token endpoint. */
function serve(accepted: readonly string[], token: () => Response | Promise<Response> = () => new Response('', { status: 500 })) {
  tab.onRequest((request) => {
    if (request.url === tokenUrl) return token()
    const authorization = request.headers.get('authorization')
    return new Response('{}', { status: accepted.some((one) => authorization === `Bearer ${one}`) ? 200 : 401 })
  })
}

const renewed = (changes: object = {}) =>
  Response.json({ access_token: 'token-2', token_type: 'Bearer', expires_in: 3600, refresh_token: 'refresh-2', ...changes })

/** Moves the clock; the session's token was issued for an hour. */
function afterMinutes(minutes: number): void {
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + minutes * 60_000)
}

/** How often the token endpoint was asked. */
const renewals = () => tab.sent().filter((sent) => sent === `POST ${tokenUrl}`).length

describe('a token that is about to expire', () => {
  it('is used while it is renewed, once for all that come meanwhile, and the refresh token rotates', async () => {
    const session = await sessionWith()
    afterMinutes(59.5)
    let answer = (_: Response) => {}
    serve(['token-1'], () => new Promise((resolve) => (answer = resolve)))
    const answers = await Promise.all([1, 2, 3].map(() => session.transport(new Request(patient))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    await vi.waitFor(() => expect(renewals()).toBe(1))
    const [form] = tab.requests.filter(({ url }) => url === tokenUrl)
    expect(Object.fromEntries(new URLSearchParams(await form?.text()))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'slotline',
    })
    answer(renewed())
    serve(['token-2'], renewed)
    await vi.waitFor(async () => expect((await session.transport(new Request(patient))).status).toBe(200))
    expect(renewals()).toBe(1)
    tab.requests.length = 0
    afterMinutes(61)
    await session.transport(new Request(patient))
    expect(new URLSearchParams(await tab.requests[0]?.text()).get('refresh_token')).toBe('refresh-2')
  })

  it('is waited for when the old one would be over before a request arrives', async () => {
    const session = await sessionWith()
    afterMinutes(60 - 3 / 60)
    serve(['token-2'], renewed)
    expect((await session.transport(new Request(book, { method: 'POST', body: '{}' }))).status).toBe(200)
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`, `POST ${book}`])
  })

  it('is renewed for a client whose id has signs that mean something in a form', async () => {
    const session = await sessionWith({}, configFor({ clientId: 'a&b=c+d%2F' }))
    afterMinutes(61)
    serve(['token-2'], renewed)
    await session.transport(new Request(patient))
    expect(new URLSearchParams(await tab.requests[0]?.text()).get('client_id')).toBe('a&b=c+d%2F')
  })

  it('is forgotten for good when the session ends while it is renewed', async () => {
    const session = await sessionWith()
    afterMinutes(61)
    let answer = (_: Response) => {}
    serve(['token-2'], () => new Promise((resolve) => (answer = resolve)))
    const sent = session.transport(new Request(patient))
    await vi.waitFor(() => expect(tab.sent()).toEqual([`POST ${tokenUrl}`]))
    session.end()
    answer(renewed())
    expect((await sent).status).toBe(401)
    expect(tab.storage.length).toBe(0)
    expect(tab.requests).toHaveLength(1)
  })

  it('is renewed also when the granted scopes do not name online access', async () => {
    const session = await sessionWith({ scope: 'user/Appointment.cruds' })
    afterMinutes(61)
    serve(['token-2'], renewed)
    expect((await session.transport(new Request(patient))).status).toBe(200)
    expect(session.scopes.granted).toEqual(['user/Appointment.cruds'])
  })

  it('stays renewed after a reload', async () => {
    const before = await sessionWith()
    afterMinutes(61)
    serve(['token-2'], renewed)
    await before.transport(new Request(patient))
    before.noteActivity(Date.now())
    tab.requests.length = 0
    const after = await openApp(tab, configFor())
    await after.transport(new Request(patient))
    expect(tab.sent()).toEqual([`GET ${patient}`])
  })

  it('gives way to one that lasts from when it was asked for, not from when the answer came', async () => {
    const session = await sessionWith()
    afterMinutes(61)
    const askedInstant = Date.now()
    serve(['token-2'], () => {
      afterMinutes(0.25)
      return renewed()
    })
    await session.transport(new Request(patient))
    expect(keptExpiry(tab)).toBe(askedInstant + 3_600_000)
  })

  it('is left alone while half of its life is before it, however short that is', async () => {
    const session = await sessionWith({ expires_in: 60 })
    serve(['token-1'], renewed)
    await session.transport(new Request(patient))
    expect(tab.sent()).toEqual([`GET ${patient}`])
  })

  it('is used to its end when there is nothing to renew it with', async () => {
    const session = await sessionWith({ refresh_token: undefined })
    afterMinutes(59.5)
    serve(['token-1'])
    expect((await session.transport(new Request(patient))).status).toBe(200)
  })

  it('is used to its end when renewing is refused, and then the session is over', async () => {
    const session = await sessionWith()
    const ended = watchEnd(session)
    serve(['token-1'], () => Response.json({ error: 'invalid_grant' }, { status: 400 }))
    afterMinutes(59.5)
    expect((await session.transport(new Request(patient))).status).toBe(200)
    await vi.waitFor(() => expect(renewals()).toBe(1))
    expect(ended).not.toHaveBeenCalled()
    afterMinutes(1)
    await vi.waitFor(async () => expect((await session.transport(new Request(patient))).status).toBe(401))
    expect(ended).toHaveBeenCalledOnce()
    expect(renewals()).toBe(1)
  })
})

describe('an expired token', () => {
  it('that cannot be renewed ends the session; nothing is sent', async () => {
    const session = await sessionWith({ refresh_token: undefined })
    const ended = watchEnd(session)
    afterMinutes(61)
    expect((await session.transport(new Request(book, { method: 'POST', body: '{}' }))).status).toBe(401)
    expect((await session.transport(new Request(patient))).status).toBe(401)
    expect(tab.requests).toEqual([])
    expect(ended).toHaveBeenCalledOnce()
    expect(tab.storage.length).toBe(0)
  })

  const outages: readonly (readonly [string, () => Response | Promise<Response>])[] = [
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['is down', () => new Response('', { status: 503 })],
    ['answers with something else', () => new Response('<html>')],
    ['answers without a token', () => Response.json({})],
  ]

  it.each(outages)('is kept while the token endpoint %s: not accepted, worth another try', async (_, down) => {
    const session = await sessionWith()
    const ended = watchEnd(session)
    afterMinutes(61)
    serve(['token-2'], down)
    const response = await session.transport(new Request(book, { method: 'POST', body: '{}' }))
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'transient' }] })
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
    expect(ended).not.toHaveBeenCalled()
    serve(['token-2'], renewed)
    afterMinutes(1)
    expect((await session.transport(new Request(book, { method: 'POST', body: '{}' }))).status).toBe(200)
  })

  it.each([
    ['is for another patient', { patient: 'leo' }],
    ['is of another kind', { token_type: 'DPoP' }],
    ['no header can carry', { access_token: 'a\nb' }],
  ])('is not replaced by one that %s', async (_, changes) => {
    const session = await sessionWith()
    const ended = watchEnd(session)
    afterMinutes(61)
    serve(['token-2'], () => renewed(changes))
    expect((await session.transport(new Request(patient))).status).toBe(401)
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
    expect(ended).toHaveBeenCalledOnce()
  })
})

describe('a renewed token that lasts shorter than the first', () => {
  const shortLived = async (expires_in: number) => {
    const session = await sessionWith()
    serve(['token-2'], () => renewed({ expires_in }))
    afterMinutes(61)
    return session
  }

  it.each([
    [60, 1],
    [45, 2],
    [0, 5],
  ])('%s s: ten reads in half a minute ask %s times for another', async (seconds, times) => {
    const session = await shortLived(seconds)
    for (let count = 0; count < 10; count += 1) {
      expect((await session.transport(new Request(patient))).status).toBe(200)
      afterMinutes(3 / 60)
    }
    await vi.waitFor(() => expect(renewals()).toBe(times))
  })

  it('is known to do so after a reload', async () => {
    const session = await shortLived(60)
    await session.transport(new Request(patient))
    session.noteActivity(Date.now())
    const reloaded = await openApp(tab, configFor())
    afterMinutes(0.25)
    await reloaded.transport(new Request(patient))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(renewals()).toBe(1)
  })

  it('is not sent with a change after its end, even if that was at once', async () => {
    const session = await shortLived(0)
    await session.transport(new Request(patient))
    tab.requests.length = 0
    expect((await session.transport(new Request(book, { method: 'POST', body: '{}' }))).status).toBe(200)
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`, `POST ${book}`])
  })
})

describe('an answer with null for what it has nothing to say of', () => {
  it('leaves the patient, the scopes and the refresh token as they were', async () => {
    const session = await sessionWith()
    const ended = watchEnd(session)
    const before = session.scopes
    serve(['token-2'], () => renewed({ patient: null, refresh_token: null, scope: null, expires_in: null, id_token: null }))
    afterMinutes(61)
    expect((await session.transport(new Request(book, { method: 'POST', body: '{}' }))).status).toBe(200)
    tab.requests.length = 0
    afterMinutes(61)
    expect((await session.transport(new Request(patient))).status).toBe(200)
    expect(new URLSearchParams(await tab.requests[0]?.text()).get('refresh_token')).toBe('refresh-1')
    expect(session.scopes).toBe(before)
    expect(ended).not.toHaveBeenCalled()
  })

  it('says of the first token that nothing renews it', async () => {
    const session = await sessionWith({ refresh_token: null })
    afterMinutes(59.5)
    serve(['token-1'], renewed)
    expect((await session.transport(new Request(patient))).status).toBe(200)
    afterMinutes(1)
    session.noteActivity(Date.now())
    expect(await loadApp(tab, configFor())).toEqual({ kind: 'expired' })
    expect(renewals()).toBe(0)
  })
})

describe('a token endpoint in trouble', () => {
  const busy = (retryAfter: string) => () => new Response('', { status: 503, headers: { 'Retry-After': retryAfter } })

  it('is asked once and then left alone for a while; the token is used as long as it is valid', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const session = await sessionWith()
    serve(['token-1'], () => new Response('', { status: 503 }))
    afterMinutes(59.5)
    for (let count = 0; count < 5; count += 1) {
      expect((await session.transport(new Request(patient))).status).toBe(200)
      await vi.waitFor(() => expect(renewals()).toBe(1))
    }
    afterMinutes(7 / 60)
    await session.transport(new Request(patient))
    expect(renewals(), 'the first pause is not over').toBe(1)
    afterMinutes(2 / 60)
    await session.transport(new Request(patient))
    await vi.waitFor(() => expect(renewals()).toBe(2))
  })

  it('that does not answer holds up nobody whose token is valid', async () => {
    const session = await sessionWith()
    serve(['token-1'], () => new Promise(() => undefined))
    afterMinutes(59.5)
    for (let count = 0; count < 3; count += 1) expect((await session.transport(new Request(patient))).status).toBe(200)
    await vi.waitFor(() => expect(renewals()).toBe(1))
  })

  it('is not asked before the time it wished for, and whoever asks later hears how long that still is', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const session = await sessionWith()
    serve(['token-2'], busy('90'))
    afterMinutes(61)
    const waits: number[] = []
    for (let count = 0; count < 3; count += 1) {
      waits.push(Number((await session.transport(new Request(patient))).headers.get('retry-after')))
      afterMinutes(0.5)
    }
    // A quarter of the first eight seconds is added to the time that it asked for.
    expect(waits).toEqual([92, 62, 32])
    expect(renewals()).toBe(1)
    serve(['token-2'], renewed)
    afterMinutes(0.1)
    expect((await session.transport(new Request(patient))).status).toBe(200)
  })

  it('is asked again after ten minutes, however long it wished for', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const session = await sessionWith()
    serve(['token-2'], busy('86400'))
    afterMinutes(61)
    expect((await session.transport(new Request(patient))).headers.get('retry-after')).toBe('602')
  })
})

describe('a renewed token that is worth less than the one before', () => {
  const narrower = () => renewed({ scope: 'user/Appointment.rs' })
  const renewIn = async (session: Session) => {
    afterMinutes(61)
    await session.transport(new Request(patient))
  }

  it('leaves the rights that it has, tells whoever asked to know, and does so over a reload', async () => {
    const session = await sessionWith()
    const changed = vi.fn<() => void>()
    session.onScopesChanged(changed)
    expect(session.scopes.allows('Appointment', 'c')).toBe(true)
    serve(['token-2'], narrower)
    await renewIn(session)
    expect(session.scopes.allows('Appointment', 'c')).toBe(false)
    expect(session.scopes.allows('Appointment', 's')).toBe(true)
    expect(session.ehrScopes).toBe(session.scopes)
    expect(session.scopes.missing).toContain('user/Appointment.cud')
    expect(changed).toHaveBeenCalledOnce()
    session.noteActivity(Date.now())
    expect((await openApp(tab, configFor())).scopes.granted).toEqual(['user/Appointment.rs'])
  })

  it('says nothing about rights where it names none, or the same', async () => {
    const session = await sessionWith()
    const changed = vi.fn<() => void>()
    session.onScopesChanged(changed)
    const before = session.scopes
    serve(['token-2'], renewed)
    await renewIn(session)
    serve(['token-2'], () => renewed({ scope: tokenResponse.scope }))
    await renewIn(session)
    expect(renewals()).toBe(2)
    expect(session.scopes).toBe(before)
    expect(changed).not.toHaveBeenCalled()
  })

  it('keeps them when a later one names none', async () => {
    const session = await sessionWith()
    serve(['token-2'], narrower)
    await renewIn(session)
    serve(['token-2'], renewed)
    await renewIn(session)
    expect(session.scopes.granted).toEqual(['user/Appointment.rs'])
    session.noteActivity(Date.now())
    expect((await openApp(tab, configFor())).scopes.granted).toEqual(['user/Appointment.rs'])
  })
})
