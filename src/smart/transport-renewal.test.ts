import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, type FakeTab } from './fake-tab.ts'
import { configFor, ehr, iss, tokenResponse, tokenUrl } from './fake-ehr.ts'
import { app, launchIn, openApp, watchEnd } from './fake-launch.ts'
import type { Session } from './session.ts'

const patient = `${iss}/Patient/ida`
const book = `${iss}/Appointment/$book`

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
})

/** A session whose token response has these changes; the requests of the launch are forgotten. */
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

describe('a token that is about to expire', () => {
  it('is renewed first, once for all that wait, and the refresh token rotates', async () => {
    const session = await sessionWith()
    afterMinutes(59.5)
    serve(['token-2'], renewed)
    const answers = await Promise.all([1, 2, 3].map(() => session.transport(new Request(patient))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`, ...Array.from({ length: 3 }, () => `GET ${patient}`)])
    expect(Object.fromEntries(new URLSearchParams(await tab.requests[0]?.text()))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'slotline',
    })
    afterMinutes(59.5)
    await session.transport(new Request(patient))
    expect(new URLSearchParams(await tab.requests[4]?.text()).get('refresh_token')).toBe('refresh-2')
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
    tab.requests.length = 0
    const after = await openApp(tab, configFor())
    await after.transport(new Request(patient))
    expect(tab.sent()).toEqual([`GET ${patient}`])
    expect(after.expiresAtInstant()).toBe(before.expiresAtInstant())
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
    expect(ended).not.toHaveBeenCalled()
    afterMinutes(1)
    expect((await session.transport(new Request(patient))).status).toBe(401)
    expect(ended).toHaveBeenCalledOnce()
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`, `GET ${patient}`])
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
    expect(session.expiresAtInstant()).toBeUndefined()
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
    expect(response.headers.get('retry-after')).toBe('10')
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'transient' }] })
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
    expect(ended).not.toHaveBeenCalled()
    serve(['token-2'], renewed)
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
