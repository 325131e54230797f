import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, stored, type FakeTab } from './testing/fake-tab.ts'
import { configFor, ehr, iss, smartConfiguration, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { app, keptExpiry, launchIn, loadApp, openApp, watchEnd } from './testing/fake-launch.ts'

const config = configFor({ scope: 'openid fhirUser online_access user/Appointment.cruds user/Patient.rs' })

const server = 'https://clinic.example.org/r4'
const secondSignIn = {
  schedulingServer: server,
  schedulingClientId: 'desk',
  authorizationOrigins: ['https://auth.example.org'],
}

let tab: FakeTab

afterEach(() => void vi.useRealTimers())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  tab = openTab(app)
  tab.onRequest(ehr())
})

const launch = () => launchIn(tab, config)
const launched = async () => openApp(tab, config, `?code=c1&state=${await launch()}`)

describe('a page that stops', () => {
  it('sends nothing more, and leaves the session to the next page', async () => {
    const session = await launched()
    const ended = watchEnd(session)
    tab.requests.length = 0
    session.stop()
    expect((await session.transport(new Request(`${iss}/Patient/ida`))).status).toBe(401)
    expect(tab.sent()).toEqual([])
    expect(ended).not.toHaveBeenCalled()
    expect(await openApp(tab, config)).toMatchObject({ patientId: 'ida' })
  })

  it('leaves it the token, too, that comes only then: the refresh token before works once', async () => {
    const session = await launched()
    let answer = (_: Response) => {}
    tab.onRequest(() => new Promise((resolve) => (answer = resolve)))
    vi.setSystemTime(Date.now() + 3_600_000)
    tab.requests.length = 0
    const read = session.transport(new Request(`${iss}/Patient/ida`))
    await vi.waitFor(() => expect(tab.sent()).toEqual([`POST ${tokenUrl}`]))
    session.stop()
    answer(Response.json({ ...tokenResponse, access_token: 'token-2', refresh_token: 'refresh-2', scope: 'user/Appointment.rs' }))
    expect((await read).status, 'nothing more is sent from here').toBe(401)
    expect(tab.sent()).toEqual([`POST ${tokenUrl}`])

    session.noteActivity(Date.now())
    const next = await openApp(tab, config)
    tab.onRequest(() => new Response('{}'))
    await next.transport(new Request(`${iss}/Patient/ida`))
    expect(tab.requests.at(-1)?.headers.get('authorization')).toBe('Bearer token-2')
    expect(keptExpiry(tab)).toBeGreaterThan(Date.now() + 3_000_000)
    expect(next.scopes.granted).toEqual(['user/Appointment.rs'])
    expect(stored(tab)).toContain('refresh-2')
    expect(stored(tab)).not.toContain('refresh-1')
  })
})

describe('a session ends', () => {
  it('on request: the token is gone from the tab and nothing is sent any more', async () => {
    const session = await launched()
    const ended = watchEnd(session)
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
    const ended = watchEnd(session)
    await launch()
    tab.dispatch(event, { storageArea: tab.storage, key: 'slotline.launch', persisted: true })
    expect(ended).toHaveBeenCalledExactlyOnceWith('replaced')
    expect((await session.transport(new Request(`${iss}/Patient/ida`))).status).toBe(401)
    expect(stored(tab)).toContain('"stage":"authorizing"')
  })

  it('while the page was away, when nobody had been at work for too long', async () => {
    const session = await launched()
    const leftInstant = Date.now()
    session.noteActivity(leftInstant)
    vi.setSystemTime(leftInstant + 15 * 60_000 - 1)
    expect(await loadApp(tab, config)).toMatchObject({ kind: 'open' })
    vi.setSystemTime(leftInstant + 15 * 60_000)
    tab.requests.length = 0
    expect(await loadApp(tab, config)).toEqual({ kind: 'deserted', idleMinutes: 15 })
    expect(tab.storage.length).toBe(0)
    expect(tab.sent()).toEqual([])
    expect(await loadApp(tab, config)).toEqual({ kind: 'not-launched' })
  })

  it.each([
    ['was open and nobody was seen in', () => config, 'open'],
    ['waits for the scheduling server’s sign-in', () => configFor({ ...secondSignIn }), 'redirect'],
  ] as const)('when a page that %s is come back to hours after the code was redeemed', async (_, settings, kind) => {
    tab.onRequest(ehr({ [`${server}/.well-known/smart-configuration`]: () => Response.json(smartConfiguration) }))
    const state = await launchIn(tab, settings())
    expect(await loadApp(tab, settings(), `?code=c1&state=${state}`)).toMatchObject({ kind })
    vi.setSystemTime(Date.now() + 4 * 3_600_000)
    expect(await loadApp(tab, settings())).toEqual({ kind: 'deserted', idleMinutes: 15 })
    expect(tab.storage.length).toBe(0)
  })

  it('when nothing says when somebody was last seen', async () => {
    await launched()
    tab.storage.removeItem('slotline.active')
    expect(await loadApp(tab, config)).toEqual({ kind: 'deserted', idleMinutes: 15 })
  })

  it('not where the settings let nobody be away for too long', async () => {
    const lenient = configFor({}, { idleMinutes: 0 })
    await openApp(tab, lenient, `?code=c1&state=${await launchIn(tab, lenient)}`)
    vi.setSystemTime(Date.now() + 3_000_000)
    tab.storage.removeItem('slotline.active')
    expect(await loadApp(tab, lenient)).toMatchObject({ kind: 'open' })
  })

  it('not when the tab writes something else or the page comes back unchanged', async () => {
    const session = await launched()
    const ended = watchEnd(session)
    tab.dispatch('storage', { storageArea: tab.storage, key: 'ehr.theme' })
    tab.dispatch('pageshow', { persisted: true })
    expect(ended).not.toHaveBeenCalled()
  })
})
