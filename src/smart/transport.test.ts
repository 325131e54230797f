import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Config } from '../config/schema.ts'
import { openTab, type FakeTab } from './testing/fake-tab.ts'
import { configFor, ehr, iss, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { app, launchIn, openApp, watchEnd } from './testing/fake-launch.ts'
import type { Session } from './session.ts'

const patient = `${iss}/Patient/ida`
const book = `${iss}/Appointment/$book`

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
})

/** A session whose token response has these changes; the launch's requests are forgotten. */
async function sessionWith(changes: object = {}, settings: Partial<Config> = {}): Promise<Session> {
  tab.onRequest(ehr({ [tokenUrl]: () => Response.json({ ...tokenResponse, ...changes }) }))
  const config = { ...configFor(), ...settings }
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

const authorizations = () => tab.requests.map((request) => request.headers.get('authorization'))

describe('what is sent', () => {
  it('carries the token, a request id and the FHIR media type, and no cookies', async () => {
    const session = await sessionWith()
    serve(['token-1'])
    await session.transport(new Request(patient))
    const [request] = tab.requests
    expect(request?.headers.get('authorization')).toBe('Bearer token-1')
    expect(request?.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(request?.headers.get('accept')).toBe('application/fhir+json')
    expect(request).toMatchObject({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', cache: 'no-store' })
  })

  it('by POST leaves the browser what it knows of whether it may be sent', async () => {
    const session = await sessionWith()
    serve(['token-1'])
    await session.transport(new Request(`${patient}/$validate`, { method: 'POST', body: '{}' }))
    expect(tab.requests[0]).toMatchObject({ method: 'POST', cache: 'default', credentials: 'omit' })
  })

  it('is otherwise what the caller asked for, body included', async () => {
    const session = await sessionWith()
    serve(['token-1'])
    const headers = {
      'X-Request-Id': 'mine',
      Accept: 'text/calendar',
      'Content-Type': 'application/fhir+json',
      'If-Match': 'W/"1"',
    }
    await session.transport(new Request(book, { method: 'POST', headers, body: '{"é":1}' }))
    const [request] = tab.requests
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      'x-request-id': 'mine',
      accept: 'text/calendar',
      'content-type': 'application/fhir+json',
      'if-match': 'W/"1"',
    })
    expect(request?.method).toBe('POST')
    expect(await request?.text()).toBe('{"é":1}')
  })

  it('never goes outside the base that the token was issued for', async () => {
    const session = await sessionWith()
    for (const url of ['https://evil.example/fhir/Patient/ida', `${iss}x/Patient`, `${iss}/../admin`, `${iss}/..%2fadmin`]) {
      await expect(session.transport(new Request(url))).rejects.toThrow(/Refused to send the token to https:\/\//)
    }
    expect(tab.requests).toEqual([])
  })
})

describe('an answer that does not come', () => {
  it('in time rejects with a TimeoutError', async () => {
    const session = await sessionWith({}, { requestTimeoutSeconds: 0.05 })
    tab.onRequest(() => new Promise(() => undefined))
    await expect(session.transport(new Request(patient))).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('because the caller gave up rejects with the reason', async () => {
    const session = await sessionWith()
    const given = new AbortController()
    tab.onRequest(() => {
      given.abort(new DOMException('left the page', 'AbortError'))
      return new Promise(() => undefined)
    })
    await expect(session.transport(new Request(patient, { signal: given.signal }))).rejects.toMatchObject({ name: 'AbortError' })
    tab.requests.length = 0
    await expect(session.transport(new Request(patient, { signal: given.signal }))).rejects.toMatchObject({ name: 'AbortError' })
    expect(tab.requests).toEqual([])
  })

  it('because the connection was lost rejects with a TypeError and is not tried again', async () => {
    const session = await sessionWith()
    tab.onRequest(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(session.transport(new Request(book, { method: 'POST' }))).rejects.toThrow(TypeError)
    expect(tab.sent()).toEqual([`POST ${book}`])
  })
})

describe('a 401', () => {
  it.each([
    ['GET', patient],
    ['POST', `${iss}/Appointment/_search`],
    ['POST', `${iss}/Appointment/$find?_count=50`],
  ])('to a read, %s %s, is answered by one more attempt with a new token', async (method, url) => {
    const session = await sessionWith()
    serve(['token-2'], renewed)
    const body = method === 'POST' ? { body: 'patient=ida' } : {}
    expect((await session.transport(new Request(url, { method, ...body }))).status).toBe(200)
    expect(authorizations()).toEqual(['Bearer token-1', null, 'Bearer token-2'])
    expect(await tab.requests[2]?.text()).toBe(body.body ?? '')
    expect(tab.requests[2]?.headers.get('x-request-id')).toBe(tab.requests[0]?.headers.get('x-request-id'))
  })

  it('to reads sent together renews the token once', async () => {
    const session = await sessionWith()
    serve(['token-2'], renewed)
    const answers = await Promise.all([1, 2, 3].map(() => session.transport(new Request(patient))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(tab.sent().filter((line) => line === `POST ${tokenUrl}`)).toHaveLength(1)
  })

  it.each(['$hold', '$book'])('to %s is returned as it came, is never sent again, and ends the session', async (operation) => {
    const session = await sessionWith()
    const ended = watchEnd(session)
    serve(['token-2'], renewed)
    const url = `${iss}/Appointment/${operation}`
    expect((await session.transport(new Request(url, { method: 'POST', body: '{}' }))).status).toBe(401)
    expect(tab.sent()).toEqual([`POST ${url}`])
    expect(ended).toHaveBeenCalledOnce()
  })

  it.each([
    ['renewing is refused', () => Response.json({ error: 'invalid_grant' }, { status: 400 }), 2],
    ['the new token is refused too', () => renewed(), 3],
  ])('to a read ends the session when %s', async (_, token: () => Response, requests) => {
    const session = await sessionWith()
    const ended = watchEnd(session)
    serve([], token)
    expect((await session.transport(new Request(patient))).status).toBe(401)
    expect(tab.requests).toHaveLength(requests)
    expect(ended).toHaveBeenCalledOnce()
  })

  it('is told to those who ask after the session ended, too', async () => {
    const session = await sessionWith({ refresh_token: undefined })
    serve([])
    await session.transport(new Request(patient))
    const ended = watchEnd(session)
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
  })
})

it('passes every other answer on as it is', async () => {
  const session = await sessionWith()
  const ended = watchEnd(session)
  for (const status of [200, 201, 400, 403, 404, 409, 429, 500, 503]) {
    tab.onRequest(() => new Response('body', { status, headers: { ETag: 'W/"1"' } }))
    const response = await session.transport(new Request(patient))
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([status, 'W/"1"', 'body'])
  }
  expect(tab.requests).toHaveLength(9)
  expect(ended).not.toHaveBeenCalled()
})
