import { beforeEach, describe, expect, it } from 'vitest'
import {
  authorizeUrl,
  base,
  newOAuthFixture,
  redirectOf,
  redirectUri,
  tokensOf,
  tokenUrl,
  type OAuthFixture,
} from './testing/oauth.ts'

let ehr: OAuthFixture

beforeEach(() => {
  ehr = newOAuthFixture()
})

describe('discovery', () => {
  it('announces endpoints, PKCE and the kinds of launch, to every origin', async () => {
    const response = await ehr.get(`${base}/.well-known/smart-configuration`)
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
    ehr.server.useVariant('no-smart-configuration')
    expect((await ehr.get(`${base}/.well-known/smart-configuration`)).status).toBe(404)
    ehr.server.useVariant('no-pkce-announced')
    const announced: unknown = await (await ehr.get(`${base}/.well-known/smart-configuration`)).json()
    expect(announced).not.toHaveProperty('code_challenge_methods_supported')
  })

  it('answers preflights and leaves all other URLs alone', async () => {
    const preflight = await ehr.server.handle(new Request(tokenUrl, { method: 'OPTIONS' }))
    expect(preflight?.status).toBe(204)
    expect(preflight?.headers.get('access-control-allow-methods')).toContain('POST')
    expect(await ehr.server.handle(new Request(`${base}/metadata`))).toBeUndefined()
    expect((await ehr.get(tokenUrl)).status).toBe(405)
  })
})

describe('authorize', () => {
  it('sends the user back with a code and the state', async () => {
    expect(redirectOf(await ehr.authorize())).toEqual({ code: expect.stringMatching(/^\w{32}$/), state: 'state-1' })
  })

  it.each([
    ['an unknown client', { client_id: 'other' }],
    ['no client', { client_id: undefined }],
    ['a redirect address that differs in one character', { redirect_uri: `${redirectUri}?` }],
    ['no redirect address', { redirect_uri: undefined }],
  ])('tells the user, and redirects nowhere, for %s', async (_case, changes) => {
    const response = await ehr.authorize(changes)
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
    const decided = await ehr.authorizeParameters(changes)
    decided.append('user', 'haas')
    decided.append('decision', 'allow')
    expect(redirectOf(await ehr.post(authorizeUrl, decided))).toMatchObject({ error, state: 'state-1' })
  })

  it('refuses a request without state, and repeated parameters', async () => {
    expect(redirectOf(await ehr.authorize({ state: undefined }))).toMatchObject({ error: 'invalid_request' })
    const parameters = await ehr.authorizeParameters()
    parameters.append('scope', 'openid')
    expect(redirectOf(await ehr.get(`${authorizeUrl}?${String(parameters)}`))).toMatchObject({ error: 'invalid_request' })
  })

  it('refuses a launch that is older than ten minutes', async () => {
    const parameters = await ehr.authorizeParameters()
    ehr.advance(600_000)
    expect(redirectOf(await ehr.get(`${authorizeUrl}?${String(parameters)}`))).toMatchObject({ error: 'invalid_request' })
  })

  it('asks for consent, in words, unless the launch says otherwise', async () => {
    const response = await ehr.authorize({}, { user: 'haas', patient: 'romero' })
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain('Dr. Haas')
    expect(page).toContain('Ida Romero · 1958-03-04')
    expect(page).toContain('Search, read, create, change, and delete appointments that you have access to')
  })

  it('escapes what it shows', async () => {
    const page = await (await ehr.authorize({ state: '"><img src=x>' }, { user: 'haas', patient: 'tricky' })).text()
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('<img')
  })

  it('redirects as the user decides', async () => {
    const parameters = await ehr.authorizeParameters({}, { user: 'haas', patient: 'romero' })
    const asked = Object.fromEntries(parameters)
    const denied = redirectOf(await ehr.post(authorizeUrl, { ...asked, decision: 'deny' }))
    expect(denied).toMatchObject({ error: 'access_denied', state: 'state-1' })
    const allowed = redirectOf(await ehr.post(authorizeUrl, { ...asked, decision: 'allow' }))
    expect(allowed).toMatchObject({ code: expect.any(String), state: 'state-1' })
  })

  it('lets a decision come only from the page, never from the address', async () => {
    const parameters = await ehr.authorizeParameters({ decision: 'allow' }, { user: 'haas' })
    expect((await ehr.get(`${authorizeUrl}?${String(parameters)}`)).status).toBe(200)
  })

  it('has user and patient chosen in a standalone launch', async () => {
    const scope = 'openid fhirUser launch/patient'
    const asked = Object.fromEntries(await ehr.authorizeParameters({ launch: undefined, scope }))
    const page = await (await ehr.post(authorizeUrl, asked)).text()
    expect(page).toContain('<select id="user"')
    expect(page).toContain('<select id="patient"')
    expect((await ehr.post(authorizeUrl, { ...asked, decision: 'allow', user: 'haas' })).status).toBe(200)

    const decided = redirectOf(await ehr.post(authorizeUrl, { ...asked, decision: 'allow', user: 'haas', patient: 'romero' }))
    expect(await tokensOf(await ehr.exchange(decided['code'] ?? ''))).toMatchObject({ patient: 'romero' })
  })

  it('refuses at once, or alters the state, when the variant says so', async () => {
    ehr.server.useVariant('denied')
    expect(redirectOf(await ehr.authorize())).toMatchObject({ error: 'access_denied', state: 'state-1' })
    ehr.server.useVariant('other-state')
    expect(redirectOf(await ehr.authorize())['state']).not.toBe('state-1')
  })

  it('gives launches only for people that it knows', () => {
    expect(() => ehr.server.issueLaunch({ user: 'nobody' })).toThrow(RangeError)
    expect(() => ehr.server.issueLaunch({ user: 'haas', patient: 'nobody' })).toThrow(RangeError)
  })
})
