import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Config } from '../config/schema.ts'
import { openTab, type FakeTab } from './testing/fake-tab.ts'
import { configFor, discoveryUrl, ehr, iss, smartConfiguration, tokenUrl } from './testing/fake-ehr.ts'
import { app, launchIn, loadApp, openApp, watchEnd } from './testing/fake-launch.ts'

const server = 'https://clinic.example.org/r4'
const schedulingDiscovery = `${server}/.well-known/smart-configuration`
const schedulingTokenUrl = 'https://login.clinic.example.org/token'
const schedulingConfiguration = {
  issuer: server,
  authorization_endpoint: 'https://login.clinic.example.org/authorize',
  token_endpoint: schedulingTokenUrl,
  code_challenge_methods_supported: ['S256'],
}
const schedulingToken = {
  access_token: 'token-b',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'refresh-b',
  patient: 'somebody',
  scope: 'user/Appointment.rs',
}

const authorizationOrigins = ['https://auth.example.org', 'https://login.clinic.example.org']
const setUp = { schedulingServer: server, schedulingClientId: 'desk', authorizationOrigins }
const config = configFor(setUp)

let tab: FakeTab
type Answers = Parameters<typeof ehr>[0]

const servers = (answers: Answers = {}) =>
  ehr({
    [schedulingDiscovery]: () => Response.json(schedulingConfiguration),
    [schedulingTokenUrl]: () => Response.json(schedulingToken),
    [`${server}/metadata`]: () => Response.json({}),
    [`${iss}/metadata`]: () => Response.json({}),
    ...answers,
  })

beforeEach(() => {
  tab = openTab(app)
  tab.onRequest(servers())
})

/** Launches from the EHR and returns the URL that the app goes on to. */
async function launchedAndSentOn(hash = ''): Promise<URL> {
  const state = await launchIn(tab, config)
  const result = await loadApp(tab, config, `?code=c1&state=${state}${hash}`)
  if (result.kind !== 'redirect') throw new Error(`not sent on but ${JSON.stringify(result)}`)
  return new URL(result.url)
}

async function answerTo(url: URL, answer: string) {
  return openApp(tab, config, `index.html?${answer}&state=${url.searchParams.get('state') ?? ''}`)
}

const signedIn = async () => answerTo(await launchedAndSentOn(), 'code=c2')

const failureOf = async (answers: Answers) => {
  tab.onRequest(servers(answers))
  return (await signedIn()).scheduling?.problem()
}

describe('a scheduling server with a sign-in of its own', () => {
  it('is signed in to right after the EHR, standalone, with a state and a verifier of its own', async () => {
    const state = await launchIn(tab, config)
    const result = await loadApp(tab, config, `?code=c1&state=${state}`)
    const url = new URL(result.kind === 'redirect' ? result.url : app)
    expect(tab.sent().slice(0, 2)).toEqual([`POST ${tokenUrl}`, `GET ${schedulingDiscovery}`])
    expect(url.origin + url.pathname).toBe('https://login.clinic.example.org/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'desk',
      redirect_uri: `${app}index.html`,
      aud: server,
      code_challenge_method: 'S256',
      scope: expect.stringMatching(/^online_access user\/Appointment\.cruds user\/Patient\.rs /),
    })
    expect(url.searchParams.has('launch')).toBe(false)
    expect(url.searchParams.get('state')).not.toBe(state)
    expect(url.href).not.toContain('token-1')
  })

  it('asks for the scopes of the settings', async () => {
    const narrow = configFor({ ...setUp, schedulingScope: 'user/*.rs' })
    const result = await loadApp(tab, narrow, `?code=c1&state=${await launchIn(tab, narrow)}`)
    expect(new URL(result.kind === 'redirect' ? result.url : app).searchParams.get('scope')).toBe('user/*.rs')
  })

  it('gets its own token, and the EHR its own; who the user and the patient are, the EHR says', async () => {
    const session = await signedIn()
    expect(session).toMatchObject({ iss, fhirBase: server, patientId: 'ida', fhirUser: 'Practitioner/haas' })
    expect(session.scopes.allows('Appointment', 'c')).toBe(false)
    expect(session.ehrScopes.allows('Appointment', 'c')).toBe(true)
    tab.requests.length = 0
    await session.transport(new Request(`${server}/metadata`))
    await session.ehrTransport(new Request(`${iss}/metadata`))
    expect(tab.requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer token-b', 'Bearer token-1'])
    await expect(session.transport(new Request(`${iss}/metadata`))).rejects.toThrow(TypeError)
    await expect(session.ehrTransport(new Request(`${server}/metadata`))).rejects.toThrow(TypeError)
  })

  it('gets no token of the EHR’s when it lies below the EHR’s address', async () => {
    const nested = `${iss}/desk`
    const below = configFor({ ...setUp, schedulingServer: nested })
    const discovery = { [`${nested}/.well-known/smart-configuration`]: () => Response.json(schedulingConfiguration) }
    tab.onRequest(servers(discovery))
    const sentOn = await loadApp(tab, below, `?code=c1&state=${await launchIn(tab, below)}`)
    const url = new URL(sentOn.kind === 'redirect' ? sentOn.url : app)
    const session = await openApp(tab, below, `index.html?code=c2&state=${url.searchParams.get('state') ?? ''}`)
    await expect(session.ehrTransport(new Request(`${nested}/metadata`))).rejects.toThrow(TypeError)
    await expect(session.transport(new Request(`${iss}/metadata`))).rejects.toThrow(TypeError)
  })

  it('is taken up by a reload without any request', async () => {
    await signedIn()
    tab.requests.length = 0
    const session = await openApp(tab, config)
    expect(session.scheduling?.problem()).toBeUndefined()
    expect(tab.sent()).toEqual([])
  })
})

describe('a sign-in at the scheduling server that takes long', () => {
  const strict = (idleMinutes: number) => configFor(setUp, { idleMinutes })
  const back = async (idleMinutes: number, afterMs: number, answer = 'code=c2') => {
    const state = (await launchedAndSentOn()).searchParams.get('state') ?? ''
    vi.setSystemTime(Date.now() + afterMs)
    tab.requests.length = 0
    return loadApp(tab, strict(idleMinutes), `index.html?${answer}&state=${state}`)
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
    return () => vi.useRealTimers()
  })

  it.each([
    [2, 15],
    [15, 15],
    [30, 30],
  ])('goes on for as long as a sign-in may take, where %i minutes are the most that nobody is there', async (idleMinutes, most) => {
    expect(await back(idleMinutes, most * 60_000 - 1)).toMatchObject({ kind: 'open' })
    vi.setSystemTime(Date.now() + idleMinutes * 60_000 - 1)
    expect(await loadApp(tab, strict(idleMinutes)), 'it counts as a sign of life').toMatchObject({ kind: 'open' })
  })

  it.each([
    [2, 15, 'code=c2'],
    [15, 15, 'error=access_denied'],
    [30, 30, 'code=c2'],
  ])('and no longer: somebody else may have signed in (%i)', async (idleMinutes, minutes, answer) => {
    expect(await back(idleMinutes, minutes * 60_000, answer)).toEqual({ kind: 'late-sign-in', minutes })
    expect(tab.storage.length).toBe(0)
    expect(tab.sent()).toEqual([])
  })

  it('without end where the settings let nobody be away for too long', async () => {
    expect(await back(0, 50 * 60_000)).toMatchObject({ kind: 'open' })
  })
})

describe('a sign-in at the scheduling server that comes to nothing', () => {
  const refused = () => Response.json({ error: 'invalid_grant' }, { status: 400 })
  const offline = () => Promise.reject(new TypeError('Failed to fetch'))

  it.each([
    ['its token endpoint refuses', { [schedulingTokenUrl]: refused }, { kind: 'token-refused', status: 400, error: 'invalid_grant' }],
    ['its token endpoint is away', { [schedulingTokenUrl]: offline }, { kind: 'token-unreachable' }],
    ['its token is none', { [schedulingTokenUrl]: () => Response.json({ ...schedulingToken, token_type: 'mac' }) }, { kind: 'token-invalid' }],
  ])('says why when %s, and keeps the session with the EHR', async (_, answers: Answers, problem) => {
    expect(await failureOf(answers)).toMatchObject(problem)
    const session = await openApp(tab, config)
    expect(session.scheduling?.problem()).toEqual({ kind: 'ended' })
    tab.requests.length = 0
    await session.ehrTransport(new Request(`${iss}/metadata`))
    expect((await session.transport(new Request(`${server}/metadata`))).status).toBe(401)
    expect(tab.sent(), 'without a token nothing is sent').toEqual([`GET ${iss}/metadata`])
  })

  it('says why when it can’t begin, and begins when asked again', async () => {
    tab.onRequest(servers({ [schedulingDiscovery]: () => new Response('', { status: 404 }) }))
    const session = await openApp(tab, config, `?code=c1&state=${await launchIn(tab, config)}`)
    expect(session.scheduling?.problem()).toMatchObject({ kind: 'discovery-missing', status: 404 })
    tab.onRequest(servers())
    expect(await session.scheduling?.begin()).toMatchObject({ kind: 'redirect' })
  })

  it('says that it was denied, and comes back to the screen it was begun from', async () => {
    const url = await launchedAndSentOn('#/appointments?status=booked')
    const denied = await answerTo(url, 'error=access_denied&error_description=no')
    expect(denied.scheduling?.problem()).toEqual({ kind: 'denied', description: 'no' })
    expect(denied.patientId).toBe('ida')
    expect(tab.href()).toBe(`${app}#/appointments?status=booked`)

    const begun = await denied.scheduling?.begin()
    const again = await answerTo(new URL(begun?.kind === 'redirect' ? begun.url : app), 'code=c3')
    expect(again.scheduling?.problem()).toBeUndefined()
    expect(tab.href()).toBe(`${app}#/appointments?status=booked`)
  })

  it('says that it was left, and does not begin again by itself', async () => {
    await launchedAndSentOn()
    tab.requests.length = 0
    expect((await openApp(tab, config)).scheduling?.problem()).toEqual({ kind: 'left' })
    expect(tab.sent()).toEqual([])
  })

  it.each([
    ['another state', (url: URL) => `code=c2&state=${url.searchParams.get('state') ?? ''}x`],
    ['another server’s name', (url: URL) => `code=c2&state=${url.searchParams.get('state') ?? ''}&iss=${encodeURIComponent(iss)}`],
    ['no state, but an error', () => 'error=access_denied&error_description=Call%20this%20number'],
    ['another state, and an error', () => 'error=access_denied&state=other'],
  ])('takes no answer with %s', async (_, query) => {
    const url = await launchedAndSentOn()
    tab.requests.length = 0
    expect(await loadApp(tab, config, `index.html?${query(url)}`)).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
    expect((await answerTo(url, 'code=c2')).scheduling?.problem(), 'the sign-in goes on').toBeUndefined()
  })

  it('redeems a code once', async () => {
    const url = await launchedAndSentOn()
    await answerTo(url, 'code=c2')
    expect(await loadApp(tab, config, `index.html?code=c2&state=${url.searchParams.get('state') ?? ''}`)).toEqual({ kind: 'state-mismatch' })
  })
})

describe('two sessions', () => {
  const expired = () => Response.json({}, { status: 401 })
  const refused = () => Response.json({ error: 'invalid_grant' }, { status: 400 })

  it('are renewed apart, each at its own server and with its own refresh token', async () => {
    const session = await signedIn()
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_601_000)
    tab.requests.length = 0
    tab.onRequest(servers({ [schedulingTokenUrl]: () => Response.json({ ...schedulingToken, access_token: 'token-b2' }) }))
    await session.transport(new Request(`${server}/metadata`))
    expect(tab.sent()).toEqual([`POST ${schedulingTokenUrl}`, `GET ${server}/metadata`])
    expect(await tab.requests[0]?.text()).toContain('refresh_token=refresh-b')
    expect(tab.requests[1]?.headers.get('authorization')).toBe('Bearer token-b2')
    session.noteActivity(Date.now())
    const reloaded = await openApp(tab, config)
    tab.requests.length = 0
    await reloaded.transport(new Request(`${server}/metadata`))
    expect(tab.sent(), 'the renewed token lasts over a reload').toEqual([`GET ${server}/metadata`])
  })

  it('have rights of their own, which may become fewer with a renewal', async () => {
    const wide = { ...schedulingToken, scope: 'user/Appointment.cruds' }
    tab.onRequest(servers({ [schedulingTokenUrl]: () => Response.json(wide) }))
    const session = await signedIn()
    const changed = vi.fn<() => void>()
    session.onScopesChanged(changed)
    expect(session.scopes.allows('Appointment', 'c')).toBe(true)
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_601_000)
    tab.onRequest(servers({ [schedulingTokenUrl]: () => Response.json({ ...schedulingToken, access_token: 'token-b2' }) }))
    await session.transport(new Request(`${server}/metadata`))
    expect(session.scopes.allows('Appointment', 'c')).toBe(false)
    expect(session.ehrScopes.allows('Appointment', 'c')).toBe(true)
    expect(changed).toHaveBeenCalledOnce()
    session.noteActivity(Date.now())
    expect((await openApp(tab, config)).scopes.granted).toEqual(['user/Appointment.rs'])
  })

  it('a renewed token for another patient than the first one had is not taken', async () => {
    const session = await signedIn()
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_601_000)
    tab.onRequest(servers({ [schedulingTokenUrl]: () => Response.json({ ...schedulingToken, patient: 'another' }) }))
    tab.requests.length = 0
    expect((await session.transport(new Request(`${server}/metadata`))).status).toBe(401)
    expect(tab.sent()).toEqual([`POST ${schedulingTokenUrl}`])
    expect(session.scheduling?.problem()).toEqual({ kind: 'ended' })
  })

  it('the scheduling server’s can end while the EHR’s goes on, also over a reload', async () => {
    const session = await signedIn()
    const ehrEnded = watchEnd(session)
    const ended = vi.fn<() => void>()
    session.scheduling?.onEnded(ended)
    tab.onRequest(servers({ [`${server}/metadata`]: expired, [schedulingTokenUrl]: refused }))
    expect((await session.transport(new Request(`${server}/metadata`))).status).toBe(401)
    expect(ended).toHaveBeenCalledOnce()
    expect(session.scheduling?.problem()).toEqual({ kind: 'ended' })
    expect(ehrEnded).not.toHaveBeenCalled()
    expect((await session.ehrTransport(new Request(`${iss}/metadata`))).status).toBe(200)
    expect(JSON.stringify(Object.values(tab.storage))).not.toContain('token-b')
    expect((await openApp(tab, config)).scheduling?.problem()).toEqual({ kind: 'ended' })
  })

  it('the EHR’s can end while a booking goes on', async () => {
    const session = await signedIn()
    const ended = watchEnd(session)
    tab.onRequest(servers({ [`${iss}/metadata`]: expired, [tokenUrl]: refused }))
    await session.ehrTransport(new Request(`${iss}/metadata`))
    expect(ended).toHaveBeenCalledOnce()
    expect(session.scheduling?.problem()).toBeUndefined()
    expect((await session.transport(new Request(`${server}/metadata`))).status).toBe(200)
    expect(await session.scheduling?.begin(), 'there is no launch to sign in for any more').toEqual({ kind: 'left' })
  })

  it('are both forgotten when the user ends them, and when another launch begins', async () => {
    ;(await signedIn()).end()
    expect(tab.storage.length).toBe(0)
    await signedIn()
    await launchIn(tab, config)
    expect(JSON.stringify(Object.entries(tab.storage))).not.toMatch(/token-(1|b)/)
  })
})

describe('a code that was handed to the wrong sign-in', () => {
  // A rogue scheduling server sends the browser on to the EHR's sign-in, with the EHR's client id and the state and challenge that it
  // received itself. The EHR's answer comes to the EHR's address.
  it.each(['', 'find'])('comes to the EHR’s address and never gets to the scheduling server (%j)', async (page) => {
    const url = await launchedAndSentOn()
    tab.requests.length = 0
    const answer = `?code=of-the-ehr&state=${url.searchParams.get('state') ?? ''}`
    expect(await loadApp(tab, config, page + answer)).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
    expect((await answerTo(url, 'code=c2')).scheduling?.problem(), 'the sign-in goes on').toBeUndefined()
  })

  it('comes to the scheduling server’s address and never gets to the EHR', async () => {
    const state = await launchIn(tab, config)
    expect(await loadApp(tab, config, `index.html?code=of-the-other&state=${state}`)).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
    expect(await loadApp(tab, config, `?code=c1&state=${state}`)).toMatchObject({ kind: 'redirect' })
  })

  it('nor to another EHR of the list, which has no second sign-in itself', async () => {
    const other = { iss: 'https://other.example.org/fhir', clientId: 'slotline', ...setUp }
    const several: Config = { ...configFor(), issuers: [...configFor().issuers, other] }
    const state = await launchIn(tab, several)
    expect(await loadApp(tab, several, `index.html?code=of-the-other&state=${state}`)).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
    expect(await loadApp(tab, several, `?code=c1&state=${state}`)).toMatchObject({ kind: 'open' })
  })

  it('is none where there is one sign-in only: its answer counts by whatever name the page was served', async () => {
    const state = await launchIn(tab, configFor())
    expect(await openApp(tab, configFor(), `index.html?code=c1&state=${state}`)).toMatchObject({ patientId: 'ida' })
  })

  it('has an address of its own in the token request, too, and leaves the usual one', async () => {
    await answerTo(await launchedAndSentOn('#/appointments'), 'code=c2')
    const sent = await Promise.all(tab.requests.map((request) => request.clone().text()))
    const uris = sent.map((form) => new URLSearchParams(form).get('redirect_uri')).filter(Boolean)
    expect(uris).toEqual([app, `${app}index.html`])
    expect(tab.href()).toBe(`${app}#/appointments`)
  })
})

describe('a server that says that it puts its name into its answers', () => {
  const named = (issuer: string, configuration: object) => () =>
    Response.json({ ...configuration, issuer, authorization_response_iss_parameter_supported: true })

  it.each(['code=c1', 'error=access_denied'])('is not heard without it: %s', async (answer) => {
    tab.onRequest(servers({ [discoveryUrl]: named(iss, smartConfiguration) }))
    const state = await launchIn(tab, configFor())
    expect(await loadApp(tab, configFor(), `?${answer}&state=${state}`)).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
    const whole = `?code=c1&state=${state}&iss=${encodeURIComponent(iss)}`
    expect(await openApp(tab, configFor(), whole), 'the launch goes on').toMatchObject({ patientId: 'ida' })
  })

  it('is not heard without it at the second sign-in, either', async () => {
    tab.onRequest(servers({ [schedulingDiscovery]: named(server, schedulingConfiguration) }))
    const url = await launchedAndSentOn()
    tab.requests.length = 0
    const answer = `index.html?code=c2&state=${url.searchParams.get('state') ?? ''}`
    expect(await loadApp(tab, config, answer)).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
    const session = await openApp(tab, config, `${answer}&iss=${encodeURIComponent(server)}`)
    expect(session.scheduling?.problem()).toBeUndefined()
  })

  it('is heard without it where it says something else than yes', async () => {
    const unclear = { ...smartConfiguration, authorization_response_iss_parameter_supported: 'no' }
    tab.onRequest(servers({ [discoveryUrl]: () => Response.json(unclear) }))
    const state = await launchIn(tab, configFor())
    expect(await openApp(tab, configFor(), `?code=c1&state=${state}`)).toMatchObject({ patientId: 'ida' })
  })
})

describe('a launch answered under another server’s name', () => {
  it.each([
    ['that the EHR says is not its own', { issuer: iss }],
    ['while the EHR says none', {}],
    ['that the EHR claims, though the settings know it to be another’s', { issuer: server }],
  ])('%s opens nothing', async (_how, claimed) => {
    tab.onRequest(servers({ [discoveryUrl]: () => Response.json({ ...smartConfiguration, ...claimed }) }))
    const state = await launchIn(tab, config)
    expect(await loadApp(tab, config, `?code=c1&state=${state}&iss=${encodeURIComponent(server)}`)).toEqual({ kind: 'state-mismatch' })
    expect(tab.sent()).toEqual([])
  })
})
