import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openTab, stored, type FakeTab } from './testing/fake-tab.ts'
import { beginLaunch } from './authorize.ts'
import { configFor, discoveryUrl, ehr, iss, smartConfiguration } from './testing/fake-ehr.ts'

const launchPage = 'https://apps.example.org/slotline/launch.html'

let tab: FakeTab

beforeEach(() => {
  tab = openTab(launchPage)
  tab.onRequest(ehr())
})

/** Launches with the page's URL as the EHR would set it. */
function launch(parameters: string, config = configFor()) {
  tab.goTo(launchPage + parameters)
  return beginLaunch({ search: parameters, config })
}

async function redirectOf(parameters: string, config = configFor()): Promise<URL> {
  const result = await launch(parameters, config)
  if (result.kind !== 'redirect') throw new Error(`no redirect but ${JSON.stringify(result)}`)
  return new URL(result.url)
}

describe('an EHR launch', () => {
  it('goes to the authorization server with what SMART asks for', async () => {
    const url = await redirectOf(`?iss=${encodeURIComponent(iss)}&launch=handle%2F1`)
    expect(url.origin + url.pathname).toBe('https://auth.example.org/authorize')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'slotline',
      scope:
        'launch openid fhirUser online_access user/Appointment.cruds user/Patient.rs user/Practitioner.rs ' +
        'user/PractitionerRole.rs user/Location.rs user/Organization.rs user/HealthcareService.rs',
      redirect_uri: 'https://apps.example.org/slotline/',
      aud: iss,
      launch: 'handle/1',
      state: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
  })

  it('asks nobody but the SMART configuration of the EHR', async () => {
    await redirectOf(`?iss=${iss}&launch=1`)
    expect(tab.sent()).toEqual([`GET ${discoveryUrl}`])
  })

  it('spells aud as the EHR spelled iss', async () => {
    expect((await redirectOf(`?iss=${iss}/&launch=1`)).searchParams.get('aud')).toBe(`${iss}/`)
  })

  it('adds launch to configured scopes that lack it, once', async () => {
    for (const scope of ['openid', 'launch openid']) {
      expect((await redirectOf(`?iss=${iss}&launch=1`, configFor({ scope }))).searchParams.get('scope')).toBe('launch openid')
    }
  })

  it('takes the client id of that issuer', async () => {
    const config = configFor()
    const other = { iss: 'https://other.example.org', clientId: 'other' }
    const url = await redirectOf(`?iss=${iss}&launch=1`, { ...config, issuers: [other, ...config.issuers] })
    expect(url.searchParams.get('client_id')).toBe('slotline')
  })

  it("isn't swayed by parameters that fhirclient would obey", async () => {
    const overrides =
      '&fhirServiceUrl=https://evil.example&patientId=eve&clientId=evil&client_id=evil&redirectUri=https://evil.example'
    const url = await redirectOf(`?iss=${iss}&launch=1${overrides}`)
    expect(url.href).not.toMatch(/evil/)
    expect(stored(tab)).not.toMatch(/evil|eve/)
    expect(tab.sent().join()).not.toMatch(/evil/)
  })

  it('keeps parameters that the authorization endpoint has already, and resolves relative endpoints', async () => {
    const documents = { ...smartConfiguration, authorization_endpoint: '../auth?tenant=7', token_endpoint: 'token' }
    tab.onRequest(ehr({ [discoveryUrl]: () => Response.json(documents) }))
    const url = await redirectOf(`?iss=${iss}&launch=1`)
    expect(url.href).toMatch(/^https:\/\/ehr\.example\.org\/auth\?tenant=7&response_type=code&/)
    expect(stored(tab)).toContain('"tokenUri":"https://ehr.example.org/fhir/token"')
  })

  it('keeps the endpoints that were checked, and reads no document a second time', async () => {
    await redirectOf(`?iss=${iss}&launch=1`)
    expect(tab.sent()).toEqual([`GET ${discoveryUrl}`])
    expect(stored(tab)).toContain(`"authorizeUri":"${smartConfiguration.authorization_endpoint}"`)
    expect(stored(tab)).toContain(`"tokenUri":"${smartConfiguration.token_endpoint}"`)
  })
})

describe('a standalone launch', () => {
  it('offers the configured servers when it names none, and leaves the tab as it is', async () => {
    tab.storage.setItem('slotline.launch', 'earlier')
    expect(await launch('')).toEqual({ kind: 'choose-issuer', issuers: configFor().issuers })
    expect(tab.storage.getItem('slotline.launch')).toBe('earlier')
    expect(tab.requests).toEqual([])
  })

  it('sends neither a launch handle nor the launch scope', async () => {
    const url = await redirectOf(`?iss=${iss}`, configFor({ scope: 'launch openid user/Patient.rs' }))
    expect(url.searchParams.has('launch')).toBe(false)
    expect(url.searchParams.get('scope')).toBe('openid user/Patient.rs')
  })
})

describe('a launch that is refused before any request', () => {
  it.each([
    ['an EHR that is not in the list', '?iss=https://evil.example/fhir&launch=1', 'unknown-issuer'],
    ['another path of a listed server', `?iss=${iss}/other&launch=1`, 'unknown-issuer'],
    ['another spelling of a listed server', `?iss=${iss.toUpperCase()}&launch=1`, 'unknown-issuer'],
    ['a listed server with a query', `?iss=${encodeURIComponent(`${iss}?x`)}&launch=1`, 'unknown-issuer'],
    ['text that is no URL', '?iss=fhir&launch=1', 'unknown-issuer'],
    ['an unknown server named by fhirServiceUrl', '?fhirServiceUrl=https://evil.example&launch=1', 'missing-issuer'],
    ['a launch handle without an EHR', '?launch=1', 'missing-issuer'],
    ['an empty EHR', '?iss=&launch=1', 'missing-issuer'],
    ['two EHRs', `?iss=${iss}&iss=https://evil.example&launch=1`, 'repeated-parameter'],
    ['two launch handles', `?iss=${iss}&launch=1&launch=2`, 'repeated-parameter'],
    ['an oversized launch handle', `?iss=${iss}&launch=${'x'.repeat(8001)}`, 'launch-too-long'],
  ])('%s', async (_, parameters, kind) => {
    tab.storage.setItem('slotline.launch', 'of another patient')
    expect(await launch(parameters)).toMatchObject({ kind })
    expect(tab.requests).toEqual([])
    expect(tab.storage.length).toBe(0)
  })

  it('a browser that denies storage', async () => {
    vi.stubGlobal('sessionStorage', undefined)
    expect(await launch(`?iss=${iss}&launch=1`)).toEqual({ kind: 'storage-unavailable' })
    expect(tab.requests).toEqual([])
  })

  it('a page that came over plain http', async () => {
    vi.stubGlobal('isSecureContext', false)
    expect(await launch(`?iss=${iss}&launch=1`)).toEqual({ kind: 'insecure-page', origin: 'https://apps.example.org' })
    expect(tab.requests).toEqual([])
  })
})

describe('a SMART configuration that is of no use', () => {
  const documentWith = (changes: object) => () => Response.json({ ...smartConfiguration, ...changes })

  it.each([
    ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch')), { kind: 'discovery-unreachable' }],
    ['a server error', () => new Response('', { status: 502 }), { kind: 'discovery-unreachable', reason: 'status 502' }],
    ['a missing document', () => new Response('', { status: 404 }), { kind: 'discovery-missing', status: 404 }],
    ['a web page', () => new Response('<html>'), { kind: 'discovery-invalid', problems: ['it is not JSON'] }],
    ['JSON null', () => Response.json(null), { kind: 'discovery-invalid', problems: ['it: expected an object'] }],
    [
      'no token endpoint',
      documentWith({ token_endpoint: undefined }),
      { kind: 'discovery-invalid', problems: ['token_endpoint: expected a URL'] },
    ],
    [
      'an endpoint with a fragment',
      documentWith({ authorization_endpoint: 'https://auth.example.org/#a' }),
      { kind: 'discovery-invalid' },
    ],
    [
      'a token endpoint over http',
      documentWith({ token_endpoint: 'http://auth.example.org/token' }),
      { kind: 'insecure-endpoint', endpoint: 'http://auth.example.org/token' },
    ],
    [
      'a remote EHR that points to this computer',
      documentWith({ token_endpoint: 'http://localhost/' }),
      { kind: 'insecure-endpoint' },
    ],
    ['a script as endpoint', documentWith({ authorization_endpoint: 'javascript:alert(1)' }), { kind: 'insecure-endpoint' }],
    [
      'a token endpoint that the settings do not expect there',
      documentWith({ token_endpoint: 'https://evil.example/token' }),
      { kind: 'unlisted-endpoint', origin: 'https://evil.example' },
    ],
    [
      'a sign-in page that the settings do not expect there',
      documentWith({ authorization_endpoint: 'https://auth.example.org.evil.example/authorize' }),
      { kind: 'unlisted-endpoint', origin: 'https://auth.example.org.evil.example' },
    ],
    [
      'no PKCE with S256',
      documentWith({ code_challenge_methods_supported: ['plain'] }),
      { kind: 'pkce-unsupported', methods: ['plain'] },
    ],
    [
      'silence about PKCE',
      documentWith({ code_challenge_methods_supported: undefined }),
      { kind: 'pkce-unsupported', methods: [] },
    ],
  ])('%s', async (_, answer: () => Response | Promise<Response>, expected) => {
    tab.onRequest(ehr({ [discoveryUrl]: answer }))
    expect(await launch(`?iss=${iss}&launch=1`)).toMatchObject({ url: discoveryUrl, ...expected })
    expect(tab.sent()).toEqual([`GET ${discoveryUrl}`])
    expect(tab.storage.length).toBe(0)
  })

  it('one that never comes', async () => {
    tab.onRequest(() => new Promise(() => undefined))
    const config = { ...configFor(), requestTimeoutSeconds: 0.01 }
    expect(await launch(`?iss=${iss}&launch=1`, config)).toMatchObject({ reason: 'no answer in 0.01 s' })
  })
})

describe('a second launch in the same tab', () => {
  it('forgets the first, and nothing that is not the app’s', async () => {
    const first = await redirectOf(`?iss=${iss}&launch=1`)
    tab.storage.setItem('slotline.anything', 'of the first patient')
    tab.storage.setItem('ehr.theme', 'dark')
    const second = await redirectOf(`?iss=${iss}&launch=2`)
    const kept = stored(tab)
    expect(kept).not.toContain(first.searchParams.get('state'))
    expect(kept).toContain(second.searchParams.get('state'))
    expect(kept).not.toContain('first patient')
    expect(tab.storage.getItem('ehr.theme')).toBe('dark')
  })
})
