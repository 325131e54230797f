import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, stored, type FakeTab } from './fake-tab.ts'
import { configFor, ehr, iss, tokenUrl } from './fake-ehr.ts'
import { app, launchIn, loadApp, openApp, watchEnd } from './fake-launch.ts'

const config = configFor({ scope: 'openid fhirUser online_access user/Appointment.cruds user/Patient.rs' })

let tab: FakeTab

afterEach(() => void vi.useRealTimers())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  tab = openTab(app)
  tab.onRequest(ehr())
})

const launch = () => launchIn(tab, config)
const launched = async () => openApp(tab, config, `?code=c1&state=${await launch()}`)

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

  it('not when the tab writes something else or the page comes back unchanged', async () => {
    const session = await launched()
    const ended = watchEnd(session)
    tab.dispatch('storage', { storageArea: tab.storage, key: 'ehr.theme' })
    tab.dispatch('pageshow', { persisted: true })
    expect(ended).not.toHaveBeenCalled()
  })
})
