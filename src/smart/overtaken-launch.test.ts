import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, stored, type FakeTab } from './testing/fake-tab.ts'
import { configFor, discoveryUrl, ehr, iss, smartConfiguration, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { app, launchIn, loadApp, openApp, watchEnd } from './testing/fake-launch.ts'

const server = 'https://clinic.example.org/r4'
const schedulingDiscovery = `${server}/.well-known/smart-configuration`
const schedulingTokenUrl = 'https://login.clinic.example.org/token'
const config = configFor({
  schedulingServer: server,
  schedulingClientId: 'desk',
  authorizationOrigins: ['https://auth.example.org', 'https://login.clinic.example.org'],
})

const discovered = () =>
  Response.json({
    issuer: server,
    authorization_endpoint: 'https://login.clinic.example.org/authorize',
    token_endpoint: schedulingTokenUrl,
    code_challenge_methods_supported: ['S256'],
  })
const schedulingToken = () => Response.json({ access_token: 'token-b', token_type: 'Bearer', expires_in: 3600 })

let tab: FakeTab

beforeEach(() => {
  tab = openTab(app)
})

/** Holds back the answer to `url` until the returned function is called. */
function holdBack(url: string, answer: () => Response): () => void {
  let release = () => {}
  const held = new Promise<Response>((resolve) => (release = () => resolve(answer())))
  const others = { [schedulingDiscovery]: discovered, [schedulingTokenUrl]: schedulingToken }
  tab.onRequest(ehr({ ...others, [url]: () => held, [`${iss}/Patient/ida`]: () => Response.json({}) }))
  return release
}

describe('a launch that another one replaces while its second sign-in is on its way', () => {
  it.each([
    ['redeems its code', schedulingTokenUrl, schedulingToken],
    ['looks for its address', schedulingDiscovery, discovered],
  ])('is over when it only %s', async (_, url, answer) => {
    tab.onRequest(ehr({ [schedulingDiscovery]: discovered }))
    const state = await launchIn(tab, config)
    let query = `?code=c1&state=${state}`
    if (url === schedulingTokenUrl) {
      const sentOn = await loadApp(tab, config, query)
      query = `index.html?code=c2&state=${sentOn.kind === 'redirect' ? new URL(sentOn.url).searchParams.get('state') : ''}`
    }
    const release = holdBack(url, answer)
    const loading = loadApp(tab, config, query)
    await vi.waitFor(() => expect(tab.sent().at(-1)).toContain(url))

    await launchIn(tab, config)
    release()
    const result = await loading
    if (result.kind !== 'open') throw new Error(`not open but ${JSON.stringify(result)}`)
    const ended = watchEnd(result.session)
    await vi.waitFor(() => expect(ended).toHaveBeenCalledExactlyOnceWith('replaced'))
    expect((await result.session.ehrTransport(new Request(`${iss}/Patient/ida`))).status).toBe(401)
    expect(tab.sent()).not.toContain(`GET ${iss}/Patient/ida`)
    expect(stored(tab), 'the next launch goes on').toContain('"stage":"authorizing"')
    expect(stored(tab)).not.toMatch(/token-(1|b)/)
    expect(stored(tab).match(/^slotline\.oauth\./gm), 'with what it needs itself').toHaveLength(1)
  })
})

describe('two launches in one tab', () => {
  const patient = `${iss}/Patient/ida`

  it('leave nothing of the one that was open when the other, begun before it, hears from its EHR only then', async () => {
    tab.onRequest(ehr())
    tab.goTo(`${app}launch.html`)
    const { beginLaunch } = await import('./authorize.ts')
    const release = holdBack(discoveryUrl, () => Response.json(smartConfiguration))
    const older = beginLaunch({ search: `?iss=${iss}&launch=1`, config: configFor() })
    await vi.waitFor(() => expect(tab.sent()).toEqual([`GET ${discoveryUrl}`]))
    tab.onRequest(ehr())
    const session = await openApp(tab, configFor(), `?code=c1&state=${await launchIn(tab, configFor())}`)
    const ended = watchEnd(session)
    expect(stored(tab)).toContain('token-1')

    release()
    expect(await older).toMatchObject({ kind: 'redirect' })
    expect(stored(tab)).not.toContain('token-1')
    tab.dispatch('storage', { storageArea: tab.storage, key: 'slotline.launch' })
    expect(ended).toHaveBeenCalledExactlyOnceWith('replaced')
    expect(stored(tab)).toContain('"stage":"authorizing"')
  })

  it('leave nothing of the first that it writes after the second has begun', async () => {
    tab.onRequest(ehr())
    const session = await openApp(tab, configFor(), `?code=c1&state=${await launchIn(tab, configFor())}`)
    const before = tab.storage.getItem('slotline.launch') ?? ''
    const key = `slotline.oauth.${JSON.parse(before).state}`
    const tokens = tab.storage.getItem(key) ?? ''
    expect(tokens).toContain('token-1')
    await launchIn(tab, configFor())
    tab.storage.setItem(key, tokens)
    session.end()
    expect(stored(tab)).not.toContain('token-1')
    expect(stored(tab)).toContain('"stage":"authorizing"')
  })

  it('leave no token of the first that was being renewed when the second began', async () => {
    tab.onRequest(ehr())
    const session = await openApp(tab, configFor(), `?code=c1&state=${await launchIn(tab, configFor())}`)
    const renewed = Response.json({ ...tokenResponse, access_token: 'token-2', refresh_token: 'refresh-2' })
    const release = holdBack(tokenUrl, () => renewed)
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_601_000)
    const read = session.transport(new Request(patient))
    await vi.waitFor(() => expect(tab.sent().at(-1)).toBe(`POST ${tokenUrl}`))
    await launchIn(tab, configFor())
    release()
    await read
    expect(stored(tab)).not.toMatch(/token-2|refresh-2/)
    expect(stored(tab)).toContain('"stage":"authorizing"')
  })
})
