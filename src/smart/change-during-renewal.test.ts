import { beforeEach, describe, expect, it, vi } from 'vitest'
import { configFor, ehr, iss, tokenUrl } from './testing/fake-ehr.ts'
import { app, launchIn, openApp, watchEnd } from './testing/fake-launch.ts'
import { openTab, type FakeTab } from './testing/fake-tab.ts'
import type { Session } from './session.ts'

const patient = `${iss}/Patient/ida`
const book = `${iss}/Appointment/$book`

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
})

/** A session whose token was issued for an hour; the launch's requests are forgotten. */
async function openSession(): Promise<Session> {
  tab.onRequest(ehr())
  const session = await openApp(tab, configFor(), `?code=c1&state=${await launchIn(tab, configFor())}`)
  tab.requests.length = 0
  return session
}

function afterMinutes(minutes: number): void {
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + minutes * 60_000)
}

const statusOf = async (answer: Promise<Response>) => (await answer).status
const read = (session: Session) => statusOf(session.transport(new Request(patient)))
const change = (session: Session) => statusOf(session.transport(new Request(book, { method: 'POST', body: '{}' })))

/** Waits until everything that was begun waits for an answer. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

/** A server that accepts only the new token. The answers of the token endpoint and to `$book` wait until the test releases them. */
function serveSlowly() {
  const waiting: Record<string, () => void> = {}
  tab.onRequest((request) => {
    const isNew = request.headers.get('authorization') === 'Bearer token-2'
    const said = new Response('{}', { status: isNew ? 200 : 401 })
    if (request.url === patient || (request.url === book && isNew)) return said
    const renewed = { access_token: 'token-2', token_type: 'Bearer', expires_in: 3600, refresh_token: 'refresh-2' }
    const answer = request.url === tokenUrl ? Response.json(renewed) : said
    return new Promise((resolve) => (waiting[request.url] = () => resolve(answer)))
  })
  return { letRenew: () => waiting[tokenUrl]?.(), letRefuse: () => waiting[book]?.() }
}

describe('a change', () => {
  it('waits for the new token when the old one is about to expire: a server may forget that one at once', async () => {
    const session = await openSession()
    const ended = watchEnd(session)
    const { letRenew } = serveSlowly()
    afterMinutes(59.5)
    const changing = change(session)
    await vi.waitFor(() => expect(tab.sent()).toContain(`POST ${tokenUrl}`))
    await settle()
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])
    letRenew()
    expect(await changing).toBe(200)
    expect(ended).not.toHaveBeenCalled()
  })

  it('waits for a renewal that is under way, however much is left of the old token', async () => {
    const session = await openSession()
    const { letRenew } = serveSlowly()
    const reading = read(session)
    await vi.waitFor(() => expect(tab.sent()).toContain(`POST ${tokenUrl}`))
    const changing = change(session)
    await settle()
    expect(tab.sent()).toEqual([`GET ${patient}`, `POST ${tokenUrl}`])
    letRenew()
    expect(await Promise.all([reading, changing])).toEqual([200, 200])
  })

  it('is sent with the old token while that is valid and the token endpoint is in trouble', async () => {
    const session = await openSession()
    tab.onRequest(({ url }) => new Response('{}', { status: url === tokenUrl ? 503 : 200 }))
    afterMinutes(59.5)
    expect(await change(session)).toBe(200)
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`, `POST ${book}`])
  })

  it.each(['before', 'after'] as const)('whose token is refused just %s it is replaced is not sent again, and the session goes on', async (when) => {
    const session = await openSession()
    const ended = watchEnd(session)
    const { letRenew, letRefuse } = serveSlowly()
    const changing = change(session)
    await vi.waitFor(() => expect(tab.sent()).toContain(`POST ${book}`))
    const reading = read(session)
    await vi.waitFor(() => expect(tab.sent()).toContain(`POST ${tokenUrl}`))
    if (when === 'after') letRenew()
    if (when === 'after') await reading
    letRefuse()
    expect(await changing).toBe(401)
    letRenew()
    expect(await reading).toBe(200)
    expect(ended).not.toHaveBeenCalled()
    expect(await read(session)).toBe(200)
    expect(tab.sent().filter((sent) => sent === `POST ${book}`)).toHaveLength(1)
  })
})
