import { beforeEach, describe, expect, it, vi } from 'vitest'
import { configFor, discoveryUrl, ehr, iss, smartConfiguration, tokenResponse, tokenUrl } from './testing/fake-ehr.ts'
import { app, launchIn, openApp } from './testing/fake-launch.ts'
import { openTab, type FakeTab } from './testing/fake-tab.ts'

/**
 * What a test suite of SMART App Launch 2.2 (such as Inferno's) checks of a public client with PKCE, item by item and on the wire.
 * Reasons, refusals and edge cases are in the tests of authorize, session, session-refused, transport, transport-renewal and the reach
 * of a token.
 */

let tab: FakeTab
const config = configFor()

beforeEach(() => {
  tab = openTab(app)
  tab.onRequest(ehr())
})

/** The authorization request of one launch, as the browser would send it. */
async function authorizationRequest(answers: Parameters<typeof ehr>[0] = {}): Promise<URL> {
  tab = openTab(app)
  tab.onRequest(ehr(answers))
  tab.goTo(`${app}launch.html`)
  const { beginLaunch } = await import('./authorize.ts')
  const result = await beginLaunch({ search: `?iss=${iss}&launch=handle-1`, config })
  if (result.kind !== 'redirect') throw new Error(`no redirect but ${JSON.stringify(result)}`)
  return new URL(result.url)
}

/** The requests to the token endpoint, in order. */
async function tokenRequests(): Promise<URLSearchParams[]> {
  const sent = tab.requests.filter(({ url }) => url === tokenUrl)
  return Promise.all(sent.map(async (request) => new URLSearchParams(await request.clone().text())))
}

describe('discovery', () => {
  it('reads .well-known/smart-configuration below the FHIR base, and resolves relative endpoints against it', async () => {
    const relative = { ...smartConfiguration, authorization_endpoint: '../auth/authorize', token_endpoint: '../auth/token' }
    const url = await authorizationRequest({ [discoveryUrl]: () => Response.json(relative) })
    expect(tab.requests.map((request) => request.url)).toEqual([discoveryUrl])
    expect(url.origin + url.pathname).toBe('https://ehr.example.org/auth/authorize')
  })
})

describe('the authorization request', () => {
  it('has each parameter once, with the registered redirect URL, the exact audience and S256', async () => {
    const { searchParams } = await authorizationRequest()
    expect([...searchParams.keys()].sort()).toEqual(
      ['aud', 'client_id', 'code_challenge', 'code_challenge_method', 'launch', 'redirect_uri', 'response_type', 'scope', 'state'],
    )
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'slotline',
      redirect_uri: app,
      aud: iss,
      launch: 'handle-1',
      code_challenge_method: 'S256',
    })
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(searchParams.get('scope')?.split(' ')).toEqual(expect.arrayContaining(['launch', 'openid', 'fhirUser']))
  })

  it('has a state of at least 122 random bits and a challenge, neither of which ever comes again', async () => {
    const requests: URL[] = []
    for (let count = 0; count < 20; count += 1) requests.push(await authorizationRequest())
    const values = (name: string) => new Set(requests.map(({ searchParams }) => searchParams.get(name)))
    expect(values('state').size).toBe(20)
    expect(values('code_challenge').size).toBe(20)
    // A random UUID: 122 of its 128 bits are random (RFC 9562 5.4).
    for (const state of values('state')) expect(state).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })
})

describe('the token request', () => {
  it('redeems the code once, with the verifier of the challenge, the same redirect URL and no secret', async () => {
    const url = await authorizationRequest()
    const { searchParams } = url
    await openApp(tab, config, `?code=c1&state=${searchParams.get('state')}`)
    const [form, ...more] = await tokenRequests()
    expect(more).toEqual([])
    expect([...(form?.keys() ?? [])].sort()).toEqual(['client_id', 'code', 'code_verifier', 'grant_type', 'redirect_uri'])
    expect(form?.get('redirect_uri')).toBe(searchParams.get('redirect_uri'))
    expect(form?.get('client_id')).toBe('slotline')
    const verifier = new TextEncoder().encode(form?.get('code_verifier') ?? '')
    const digest = await crypto.subtle.digest('SHA-256', verifier)
    expect(Buffer.from(digest).toString('base64url')).toBe(searchParams.get('code_challenge'))
    const [request] = tab.requests.filter((sent) => sent.url === tokenUrl)
    expect(request?.headers.get('authorization')).toBeNull()
    expect(request?.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/)
  })
})

describe('smart_style_url', () => {
  it('is ignored: nothing is asked for at an address that a token response names', async () => {
    const styled = { ...tokenResponse, smart_style_url: 'https://style.example.org/theme.json' }
    const state = await launchIn(tab, config)
    tab.onRequest(ehr({ [tokenUrl]: () => Response.json(styled) }))
    await openApp(tab, config, `?code=c1&state=${state}`)
    expect(tab.requests.map(({ url }) => url)).toEqual([tokenUrl])
  })
})

describe('access', () => {
  it('is by the Authorization header alone, and only below the FHIR base', async () => {
    const session = await openApp(tab, config, `?code=c1&state=${await launchIn(tab, config)}`)
    tab.requests.length = 0
    tab.onRequest(() => Response.json({}))
    await session.transport(new Request(`${iss}/Patient/ida?_summary=true`))
    expect(tab.requests.map(({ url, headers }) => [url, headers.get('authorization')])).toEqual([
      [`${iss}/Patient/ida?_summary=true`, 'Bearer token-1'],
    ])
    await expect(session.transport(new Request('https://auth.example.org/userinfo'))).rejects.toThrow(TypeError)
    expect(tab.requests).toHaveLength(1)
  })
})

describe('refreshing', () => {
  it('uses each refresh token once, names no scopes, which asks for those that were granted, and uses what it got', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const session = await openApp(tab, config, `?code=c1&state=${await launchIn(tab, config)}`)
    tab.requests.length = 0
    let renewals = 0
    tab.onRequest((request) => {
      if (request.url !== tokenUrl) return Response.json({})
      renewals += 1
      return Response.json({ ...tokenResponse, access_token: `token-${renewals + 1}`, refresh_token: `refresh-${renewals + 1}` })
    })
    for (let hour = 0; hour < 3; hour += 1) {
      vi.setSystemTime(Date.now() + 3_600_000)
      await session.transport(new Request(`${iss}/Patient/ida`))
    }
    vi.useRealTimers()
    const forms = await tokenRequests()
    expect(forms.map((form) => form.get('grant_type'))).toEqual(['refresh_token', 'refresh_token', 'refresh_token'])
    expect(forms.map((form) => form.get('refresh_token'))).toEqual(['refresh-1', 'refresh-2', 'refresh-3'])
    // RFC 6749 6: without a scope, the request is for exactly what the resource owner granted; and a public client has no secret.
    for (const form of forms) expect([...form.keys()].sort()).toEqual(['client_id', 'grant_type', 'refresh_token'])
    const used = tab.requests.filter(({ url }) => url !== tokenUrl).map(({ headers }) => headers.get('authorization'))
    expect(used).toEqual(['Bearer token-2', 'Bearer token-3', 'Bearer token-4'])
  })
})
