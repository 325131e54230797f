import { beforeEach, describe, expect, it } from 'vitest'
import type { LaunchContext } from '../authorization.ts'
import { createAuthorizationServer, type SimulatedAuthorizationServer } from './authorization-server.ts'
import { base64Url } from './base64-url.ts'

const base = 'https://ehr.example.org/fhir'
const authorizeUrl = 'https://ehr.example.org/auth/authorize'
const tokenUrl = 'https://ehr.example.org/auth/token'
const redirectUri = 'https://app.example.org/slotline/'
const verifier = 'a-verifier-of-at-least-forty-three-characters'
const allScopes = 'launch openid fhirUser online_access user/Appointment.cruds user/Patient.rs'

let now: number
let server: SimulatedAuthorizationServer

function newServer(): SimulatedAuthorizationServer {
  return createAuthorizationServer({
    base,
    authorizeUrl,
    clock: () => now,
    clients: [{ clientId: 'slotline', redirectUris: [redirectUri], name: 'Slotline' }],
    directory: {
      users: [{ resourceType: 'Practitioner', id: 'haas', name: [{ prefix: ['Dr.'], family: 'Haas' }] }],
      patients: [
        { resourceType: 'Patient', id: 'romero', name: [{ given: ['Ida'], family: 'Romero' }], birthDate: '1958-03-04' },
        { resourceType: 'Patient', id: 'tricky', name: [{ family: `<script>"O'Hara"</script>` }] },
      ],
    },
  })
}

beforeEach(() => {
  now = Date.UTC(2026, 10, 23, 9)
  server = newServer()
})

async function get(url: string | URL): Promise<Response> {
  const response = await server.handle(new Request(url))
  if (!response) throw new Error(`not answered: ${String(url)}`)
  return response
}

async function post(url: string, form: Record<string, string> | URLSearchParams): Promise<Response> {
  const response = await server.handle(new Request(url, { method: 'POST', body: new URLSearchParams(form) }))
  if (!response) throw new Error(`not answered: ${url}`)
  return response
}

async function challenge(): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
}

async function authorizeParameters(changes: Record<string, string | undefined> = {}, context?: LaunchContext): Promise<URLSearchParams> {
  const launch = server.issueLaunch(context ?? { user: 'haas', patient: 'romero', askConsent: false })
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: 'slotline',
    redirect_uri: redirectUri,
    scope: allScopes,
    state: 'state-1',
    aud: base,
    launch,
    code_challenge: await challenge(),
    code_challenge_method: 'S256',
    ...changes,
  }
  return new URLSearchParams(Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

async function authorize(changes: Record<string, string | undefined> = {}, context?: LaunchContext): Promise<Response> {
  return get(`${authorizeUrl}?${String(await authorizeParameters(changes, context))}`)
}

function redirectOf(response: Response): Record<string, string> {
  expect(response.status).toBe(303)
  const location = new URL(response.headers.get('location') ?? '')
  expect(location.origin + location.pathname).toBe(redirectUri)
  return Object.fromEntries(location.searchParams)
}

async function newCode(changes: Record<string, string | undefined> = {}, context?: LaunchContext): Promise<string> {
  return redirectOf(await authorize(changes, context))['code'] ?? ''
}

function exchange(code: string, changes: Record<string, string> = {}): Promise<Response> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, client_id: 'slotline', code_verifier: verifier }
  return post(tokenUrl, { ...form, ...changes })
}

function refresh(token: string, changes: Record<string, string> = {}): Promise<Response> {
  return post(tokenUrl, { grant_type: 'refresh_token', refresh_token: token, ...changes })
}

interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly scope: string
  readonly id_token: string
}

async function tokensOf(response: Response): Promise<Tokens> {
  expect(response.status).toBe(200)
  return response.json()
}

async function newTokens(changes: Record<string, string | undefined> = {}, context?: LaunchContext): Promise<Tokens> {
  return tokensOf(await exchange(await newCode(changes, context)))
}

function grantOf(accessToken: string) {
  return server.grantOf(new Request(`${base}/Patient`, { headers: { authorization: `Bearer ${accessToken}` } }))
}

describe('discovery', () => {
  it('announces endpoints, PKCE and the kinds of launch, to every origin', async () => {
    const response = await get(`${base}/.well-known/smart-configuration`)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.json()).toMatchObject({
      issuer: base,
      authorization_endpoint: authorizeUrl,
      token_endpoint: tokenUrl,
      code_challenge_methods_supported: ['S256'],
      capabilities: expect.arrayContaining(['launch-ehr', 'launch-standalone', 'client-public', 'permission-v2']),
    })
  })

  it('is absent, or silent about PKCE, when the variant says so', async () => {
    server.useVariant('no-smart-configuration')
    expect((await get(`${base}/.well-known/smart-configuration`)).status).toBe(404)
    server.useVariant('no-pkce-announced')
    expect(await (await get(`${base}/.well-known/smart-configuration`)).json()).not.toHaveProperty('code_challenge_methods_supported')
  })

  it('answers preflights and leaves all other URLs alone', async () => {
    const preflight = await server.handle(new Request(tokenUrl, { method: 'OPTIONS' }))
    expect(preflight?.status).toBe(204)
    expect(preflight?.headers.get('access-control-allow-methods')).toContain('POST')
    expect(await server.handle(new Request(`${base}/metadata`))).toBeUndefined()
    expect((await get(tokenUrl)).status).toBe(405)
  })
})

describe('authorize', () => {
  it('sends the user back with a code and the state', async () => {
    expect(redirectOf(await authorize())).toEqual({ code: expect.stringMatching(/^\w{32}$/), state: 'state-1' })
  })

  it.each([
    ['an unknown client', { client_id: 'other' }],
    ['no client', { client_id: undefined }],
    ['a redirect address that differs in one character', { redirect_uri: `${redirectUri}?` }],
    ['no redirect address', { redirect_uri: undefined }],
  ])('tells the user, and redirects nowhere, for %s', async (_case, changes) => {
    const response = await authorize(changes)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(await response.text()).toContain('can’t be opened')
  })

  it.each([
    ['another response_type', { response_type: 'token' }, 'unsupported_response_type'],
    ['another aud', { aud: 'https://other.example.org/fhir' }, 'invalid_request'],
    ['aud with a slash at its end', { aud: `${base}/` }, 'invalid_request'],
    ['no code_challenge', { code_challenge: undefined }, 'invalid_request'],
    ['a code_challenge that is no digest', { code_challenge: 'short' }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no scope', { scope: undefined }, 'invalid_scope'],
    ['only scopes that nobody knows', { scope: 'user/Appointment.everything', launch: undefined }, 'invalid_scope'],
    ['an unknown launch', { launch: 'guessed' }, 'invalid_request'],
    ['the scope launch without a launch', { launch: undefined }, 'invalid_request'],
    ['a launch without the scope launch', { scope: 'openid' }, 'invalid_request'],
  ])('sends the app an error for %s', async (_case, changes, error) => {
    const decided = await authorizeParameters(changes)
    decided.append('user', 'haas')
    decided.append('decision', 'allow')
    expect(redirectOf(await post(authorizeUrl, decided))).toMatchObject({ error, state: 'state-1' })
  })

  it('refuses a request without state, and repeated parameters', async () => {
    expect(redirectOf(await authorize({ state: undefined }))).toMatchObject({ error: 'invalid_request' })
    const parameters = await authorizeParameters()
    parameters.append('scope', 'openid')
    expect(redirectOf(await get(`${authorizeUrl}?${String(parameters)}`))).toMatchObject({ error: 'invalid_request' })
  })

  it('refuses a launch that is older than ten minutes', async () => {
    const parameters = await authorizeParameters()
    now += 600_000
    expect(redirectOf(await get(`${authorizeUrl}?${String(parameters)}`))).toMatchObject({ error: 'invalid_request' })
  })

  it('asks for consent, in words, unless the launch says otherwise', async () => {
    const response = await authorize({}, { user: 'haas', patient: 'romero' })
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain('Dr. Haas')
    expect(page).toContain('Ida Romero · 1958-03-04')
    expect(page).toContain('Search, read, create, change, and delete appointments that you have access to')
  })

  it('escapes what it shows', async () => {
    const page = await (await authorize({ state: '"><img src=x>' }, { user: 'haas', patient: 'tricky' })).text()
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('<img')
  })

  it('redirects as the user decides', async () => {
    const parameters = await authorizeParameters({}, { user: 'haas', patient: 'romero' })
    const asked = Object.fromEntries(parameters)
    expect(redirectOf(await post(authorizeUrl, { ...asked, decision: 'deny' }))).toMatchObject({ error: 'access_denied', state: 'state-1' })
    expect(redirectOf(await post(authorizeUrl, { ...asked, decision: 'allow' }))).toMatchObject({ state: 'state-1', code: expect.anything() })
  })

  it('lets a decision come only from the page, never from the address', async () => {
    const parameters = await authorizeParameters({ decision: 'allow' }, { user: 'haas' })
    expect((await get(`${authorizeUrl}?${String(parameters)}`)).status).toBe(200)
  })

  it('has user and patient chosen in a standalone launch', async () => {
    const asked = Object.fromEntries(await authorizeParameters({ launch: undefined, scope: 'openid fhirUser launch/patient' }))
    const page = await (await post(authorizeUrl, asked)).text()
    expect(page).toContain('<select id="user"')
    expect(page).toContain('<select id="patient"')
    expect((await post(authorizeUrl, { ...asked, decision: 'allow', user: 'haas' })).status).toBe(200)

    const decided = redirectOf(await post(authorizeUrl, { ...asked, decision: 'allow', user: 'haas', patient: 'romero' }))
    expect(await tokensOf(await exchange(decided['code'] ?? ''))).toMatchObject({ patient: 'romero' })
  })

  it('refuses at once, or alters the state, when the variant says so', async () => {
    server.useVariant('denied')
    expect(redirectOf(await authorize())).toMatchObject({ error: 'access_denied', state: 'state-1' })
    server.useVariant('other-state')
    expect(redirectOf(await authorize())['state']).not.toBe('state-1')
  })

  it('gives launches only for people that it knows', () => {
    expect(() => server.issueLaunch({ user: 'nobody' })).toThrow(RangeError)
    expect(() => server.issueLaunch({ user: 'haas', patient: 'nobody' })).toThrow(RangeError)
  })
})

describe('token', () => {
  it('exchanges a code for a token with the launch context, which no cache may keep', async () => {
    const context = { user: 'haas', patient: 'romero', needPatientBanner: false, intent: 'reschedule', tenant: 'north', askConsent: false }
    const response = await exchange(await newCode({}, context))
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.json()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: allScopes,
      patient: 'romero',
      need_patient_banner: false,
      intent: 'reschedule',
      tenant: 'north',
      refresh_token: expect.any(String),
    })
  })

  it('names no patient, and no patient scope, when none is in context', async () => {
    const tokens = await newTokens({ scope: `${allScopes} patient/Appointment.rs` }, { user: 'haas', askConsent: false })
    expect(tokens).not.toHaveProperty('patient')
    expect(tokens.scope).toBe(allScopes)
  })

  it('signs an id_token that names the user', async () => {
    const [header = '', claims = '', signature = ''] = (await newTokens({ nonce: 'n-1' })).id_token.split('.')
    const { keys } = await (await get('https://ehr.example.org/auth/keys')).json()
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('jwk', keys[0], algorithm, false, ['verify'])
    const bytes = Buffer.from(signature, 'base64url')
    expect(await crypto.subtle.verify(algorithm, key, bytes, new TextEncoder().encode(`${header}.${claims}`))).toBe(true)
    expect(keys[0]).not.toHaveProperty('d')
    const seconds = now / 1000
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      iss: base,
      sub: 'haas',
      aud: 'slotline',
      iat: seconds,
      exp: seconds + 300,
      nonce: 'n-1',
      fhirUser: `${base}/Practitioner/haas`,
    })
  })

  it.each([
    ['another verifier', { code_verifier: `${verifier}x` }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_request'],
    ['another client', { client_id: 'other' }, 'invalid_grant'],
    ['another redirect address', { redirect_uri: 'https://app.example.org/' }, 'invalid_grant'],
    ['an unknown code', { code: 'guessed' }, 'invalid_grant'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('refuses %s', async (_case, changes, error) => {
    const response = await exchange(await newCode(), changes)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error, error_description: expect.any(String) })
  })

  it('takes a code for 60 seconds', async () => {
    const code = await newCode()
    now += 60_000
    expect(await (await exchange(code)).json()).toMatchObject({ error: 'invalid_grant' })
  })

  it('takes a code once; its second use revokes the tokens of the first', async () => {
    const code = await newCode()
    const tokens = await tokensOf(await exchange(code))
    expect(grantOf(tokens.access_token)).toBeDefined()
    expect((await exchange(code)).status).toBe(400)
    expect(grantOf(tokens.access_token)).toBeUndefined()
    expect((await refresh(tokens.refresh_token)).status).toBe(400)
  })

  it('takes a code once even when two exchanges come at the same time', async () => {
    const code = await newCode()
    const answers = await Promise.all([exchange(code), exchange(code)])
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1)
  })

  it('refuses a body that is not a form', async () => {
    const response = await server.handle(new Request(tokenUrl, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }))
    expect(await response?.json()).toMatchObject({ error: 'invalid_request' })
  })

  it('fails, shortens, narrows or leaves out the refresh token when the variant says so', async () => {
    server.useVariant('fewer-scopes')
    expect((await newTokens()).scope).toBe('launch openid fhirUser online_access user/Appointment.rs user/Patient.rs')
    server.useVariant('short-token')
    expect(await newTokens()).toMatchObject({ expires_in: 60 })
    server.useVariant('no-refresh')
    expect(await newTokens()).not.toHaveProperty('refresh_token')
    server.useVariant('token-endpoint-fails')
    expect((await exchange(await newCode())).status).toBe(500)
  })
})

describe('refresh', () => {
  it('gives a new pair, after which the old refresh token revokes the session', async () => {
    const first = await newTokens()
    const second = await tokensOf(await refresh(first.refresh_token))
    expect(second.access_token).not.toBe(first.access_token)
    expect(second.refresh_token).not.toBe(first.refresh_token)

    expect(await (await refresh(first.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' })
    expect(grantOf(second.access_token)).toBeUndefined()
    expect((await refresh(second.refresh_token)).status).toBe(400)
  })

  it('may narrow the scopes, never widen them', async () => {
    const { refresh_token } = await newTokens()
    expect(await (await refresh(refresh_token, { scope: 'user/Patient.cruds' })).json()).toMatchObject({ error: 'invalid_scope' })
    const narrowed = await tokensOf(await refresh(refresh_token, { scope: 'online_access user/Patient.rs' }))
    expect(narrowed.scope).toBe('online_access user/Patient.rs')
    expect((await tokensOf(await refresh(narrowed.refresh_token))).scope).toBe(allScopes)
  })

  it('refuses another client', async () => {
    const { refresh_token } = await newTokens()
    expect((await refresh(refresh_token, { client_id: 'other' })).status).toBe(400)
    expect((await refresh(refresh_token, { client_id: 'slotline' })).status).toBe(200)
  })
})

describe('grants', () => {
  it('stand for user, patient and scopes until the token expires', async () => {
    const { access_token } = await newTokens()
    expect(grantOf(access_token)).toEqual({ user: 'Practitioner/haas', patient: 'romero', scopes: new Set(allScopes.split(' ')) })
    now += 3_600_000
    expect(grantOf(access_token)).toBeUndefined()
  })

  it('are refused to requests without a known bearer token', () => {
    expect(server.grantOf(new Request(base))).toBeUndefined()
    expect(grantOf('guessed')).toBeUndefined()
    expect(grantOf('constructor')).toBeUndefined()
  })
})

describe('saved state', () => {
  it('carries launches, codes, tokens and the variant over a reload', async () => {
    server.useVariant('short-token')
    const { access_token, refresh_token } = await newTokens()
    const parameters = await authorizeParameters()
    const code = await newCode()

    const saved: unknown = JSON.parse(JSON.stringify(server.save()))
    server = newServer()
    server.restore(saved)

    expect(server.variant).toBe('short-token')
    expect(grantOf(access_token)).toBeDefined()
    expect((await refresh(refresh_token)).status).toBe(200)
    expect((await exchange(code)).status).toBe(200)
    expect(redirectOf(await get(`${authorizeUrl}?${String(parameters)}`))).toHaveProperty('code')
  })

  it('starts anew from what it can’t read, and after a reset', async () => {
    const { access_token } = await newTokens()
    server.restore({ version: 0 })
    expect(grantOf(access_token)).toBeUndefined()
    server.useVariant('denied')
    server.reset()
    expect(server.variant).toBe('usual')
  })
})
