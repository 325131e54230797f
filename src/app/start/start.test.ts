import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ehr, iss, smartConfiguration } from '../../smart/testing/fake-ehr.ts'
import { app, launchIn, openApp } from '../../smart/testing/fake-launch.ts'
import { openTab, stored, type FakeTab } from '../../smart/testing/fake-tab.ts'
import { readConfig } from '../../config/load-config.ts'
import type { Config } from '../../config/schema.ts'

const file = `${app}config.json`
const authorizationOrigins = ['https://auth.example.org', 'https://login.clinic.example.org']
const settings = { issuers: [{ iss, clientId: 'slotline', authorizationOrigins }] }
const server = 'https://clinic.example.org/r4'
const twoSignIns = { issuers: [{ ...settings.issuers[0], schedulingServer: server, schedulingClientId: 'desk' }] }

let tab: FakeTab
/** Answers the request for `config.json`. */
let answerFile: (response: Response) => void
const leaveTo = vi.fn<(url: string) => void>()

beforeEach(() => {
  tab = openTab(app)
  leaveTo.mockReset()
  Object.assign(location, { replace: leaveTo })
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('document', { baseURI: app, createElement: () => ({}), head: { append: () => undefined } })
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  serve()
  return () => void vi.useRealTimers()
})

function serve(): void {
  const coming = new Promise<Response>((resolve) => (answerFile = resolve))
  const others = ehr({
    [`${server}/.well-known/smart-configuration`]: () =>
      Response.json({ ...smartConfiguration, authorization_endpoint: 'https://login.clinic.example.org/authorize' }),
  })
  tab.onRequest((request) => (request.url === file ? coming : others(request)))
}

function configOf(json: object): Config {
  const result = readConfig(json)
  return result.kind === 'ok' ? result.config : expect.fail('the settings are in order')
}

/** Loads the app's page, which has kept these settings from before, while the settings file is still on its way. */
async function startPage(known: object, query = '') {
  localStorage.setItem(`slotline.settings ${new URL(file).pathname}`, JSON.stringify(known))
  tab.goTo(app + query)
  const { takeAuthorizationResponse } = await import('../../smart/authorization-response.ts')
  const { start } = await import('./start.ts')
  return start(takeAuthorizationResponse())
}

describe('a page without a session that knows its settings from before', () => {
  it('says so at once, and that the settings are wrong when it turns out', async () => {
    const result = await startPage(settings)
    expect(result).toMatchObject({ kind: 'not-launched' })
    answerFile(Response.json({ issuers: [] }))
    expect(await result.stopped).toMatchObject({ kind: 'config-problem' })
  })

  it('goes on to the second sign-in when the file is there, or after two seconds', async () => {
    const query = `?code=c1&state=${await launchIn(tab, configOf(twoSignIns))}`
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const starting = startPage(twoSignIns, query)
    await vi.waitFor(() => expect(tab.sent()).toContain(`GET ${server}/.well-known/smart-configuration`))
    await vi.advanceTimersByTimeAsync(1_500)
    expect(leaveTo).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(600)
    expect(leaveTo).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^https:\/\/login\.clinic\.example\.org\/authorize\?/))
    expect(await starting).toMatchObject({ kind: 'redirect' })
  })

  it('does not go there by settings that are wrong', async () => {
    const query = `?code=c1&state=${await launchIn(tab, configOf(twoSignIns))}`
    answerFile(new Response('', { status: 404 }))
    expect(await startPage(twoSignIns, query)).toMatchObject({ kind: 'config-problem' })
    expect(leaveTo).not.toHaveBeenCalled()
  })
})

describe('a session that began by settings known from before', () => {
  async function ready() {
    await openApp(tab, configOf(settings), `?code=c1&state=${await launchIn(tab, configOf(settings))}`)
    tab.requests.length = 0
    const result = await startPage(settings)
    if (result.kind !== 'ready') throw new Error(`not ready but ${result.kind}`)
    const { isClosed } = await import('../../queries/session-state.ts')
    return { ...result, session: result.connection.session, isClosed }
  }

  it('is closed when they are others by now, and the tab keeps it for the reload', async () => {
    const { session, stopped, isClosed } = await ready()
    answerFile(Response.json({ ...settings, clinicTimeZone: 'Europe/Berlin' }))
    expect(await stopped).toEqual({ kind: 'settings-changed' })
    expect(isClosed(session)).toBe(true)
    expect((await session.transport(new Request(`${iss}/Patient/ida`))).status).toBe(401)
    expect(tab.sent().filter((sent) => sent !== `GET ${file}`)).toEqual([])
    expect(stored(tab)).toContain('token-1')
  })

  it('is closed for good when its EHR is listed no more', async () => {
    const { session, stopped, isClosed } = await ready()
    answerFile(Response.json({ issuers: [{ iss: 'https://other.example.org', clientId: 'a' }] }))
    expect(await stopped).toEqual({ kind: 'unknown-issuer', iss })
    expect(isClosed(session)).toBe(true)
    await vi.waitFor(() => expect(tab.storage.length).toBe(0))
  })

  it('goes on when they are the same', async () => {
    const { session, stopped, isClosed } = await ready()
    answerFile(Response.json(settings))
    expect(await stopped).toBeUndefined()
    expect(isClosed(session)).toBe(false)
    await session.transport(new Request(`${iss}/Patient/ida`)).catch(() => undefined)
    expect(tab.sent()).toContain(`GET ${iss}/Patient/ida`)
  })
})
