import { beforeEach, describe, expect, it } from 'vitest'
import {
  allScopes,
  authorizeUrl,
  base,
  newOAuthFixture,
  redirectOf,
  tokensOf,
  tokenUrl,
  verifier,
  type OAuthFixture,
} from './testing/oauth.ts'

let ehr: OAuthFixture

beforeEach(() => {
  ehr = newOAuthFixture()
})

describe('token', () => {
  it('exchanges a code for a token with the launch context, which no cache may keep', async () => {
    const context = { user: 'haas', patient: 'romero', needPatientBanner: false, intent: 'reschedule', tenant: 'north' }
    const response = await ehr.exchange(await ehr.newCode({}, { ...context, askConsent: false }))
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
    const tokens = await ehr.newTokens({ scope: `${allScopes} patient/Appointment.rs` }, { user: 'haas', askConsent: false })
    expect(tokens).not.toHaveProperty('patient')
    expect(tokens.scope).toBe(allScopes)
  })

  it('signs an id_token that names the user', async () => {
    const [header = '', claims = '', signature = ''] = (await ehr.newTokens({ nonce: 'n-1' })).id_token.split('.')
    const { keys } = await (await ehr.get('https://ehr.example.org/auth/keys')).json()
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('jwk', keys[0], algorithm, false, ['verify'])
    const bytes = Buffer.from(signature, 'base64url')
    expect(await crypto.subtle.verify(algorithm, key, bytes, new TextEncoder().encode(`${header}.${claims}`))).toBe(true)
    expect(keys[0]).not.toHaveProperty('d')
    const seconds = ehr.now() / 1000
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
    const response = await ehr.exchange(await ehr.newCode(), changes)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error, error_description: expect.any(String) })
  })

  it('takes a code for 60 seconds', async () => {
    const code = await ehr.newCode()
    ehr.advance(60_000)
    expect(await (await ehr.exchange(code)).json()).toMatchObject({ error: 'invalid_grant' })
  })

  it('takes a code once; its second use revokes the tokens of the first', async () => {
    const code = await ehr.newCode()
    const tokens = await tokensOf(await ehr.exchange(code))
    expect(ehr.grantOf(tokens.access_token)).toBeDefined()
    expect((await ehr.exchange(code)).status).toBe(400)
    expect(ehr.grantOf(tokens.access_token)).toBeUndefined()
    expect((await ehr.refresh(tokens.refresh_token)).status).toBe(400)
  })

  it('takes a code once even when two exchanges come at the same time', async () => {
    const code = await ehr.newCode()
    const answers = await Promise.all([ehr.exchange(code), ehr.exchange(code)])
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1)
  })

  it('refuses a body that is not a form', async () => {
    const headers = { 'content-type': 'application/json' }
    const response = await ehr.server.handle(new Request(tokenUrl, { method: 'POST', body: '{}', headers }))
    expect(await response?.json()).toMatchObject({ error: 'invalid_request' })
  })

  it('fails, shortens, narrows or leaves out the refresh token when the variant says so', async () => {
    ehr.server.useVariant('fewer-scopes')
    expect((await ehr.newTokens()).scope).toBe('launch openid fhirUser online_access user/Appointment.rs user/Patient.rs')
    ehr.server.useVariant('short-token')
    expect(await ehr.newTokens()).toMatchObject({ expires_in: 60 })
    ehr.server.useVariant('no-refresh')
    expect(await ehr.newTokens()).not.toHaveProperty('refresh_token')
    ehr.server.useVariant('token-endpoint-fails')
    expect((await ehr.exchange(await ehr.newCode())).status).toBe(500)
  })
})

describe('refresh', () => {
  it('gives a new pair, after which the old refresh token revokes the session', async () => {
    const first = await ehr.newTokens()
    const second = await tokensOf(await ehr.refresh(first.refresh_token))
    expect(second.access_token).not.toBe(first.access_token)
    expect(second.refresh_token).not.toBe(first.refresh_token)

    expect(await (await ehr.refresh(first.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' })
    expect(ehr.grantOf(second.access_token)).toBeUndefined()
    expect((await ehr.refresh(second.refresh_token)).status).toBe(400)
  })

  it('may narrow the scopes, never widen them', async () => {
    const { refresh_token } = await ehr.newTokens()
    const widened = await ehr.refresh(refresh_token, { scope: 'user/Patient.cruds' })
    expect(await widened.json()).toMatchObject({ error: 'invalid_scope' })
    const narrowed = await tokensOf(await ehr.refresh(refresh_token, { scope: 'online_access user/Patient.rs' }))
    expect(narrowed.scope).toBe('online_access user/Patient.rs')
    expect((await tokensOf(await ehr.refresh(narrowed.refresh_token))).scope).toBe(allScopes)
  })

  it('refuses another client', async () => {
    const { refresh_token } = await ehr.newTokens()
    expect((await ehr.refresh(refresh_token, { client_id: 'other' })).status).toBe(400)
    expect((await ehr.refresh(refresh_token, { client_id: 'slotline' })).status).toBe(200)
  })
})

describe('grants', () => {
  it('stand for user, patient and scopes until the token expires', async () => {
    const { access_token } = await ehr.newTokens()
    const scopes = new Set(allScopes.split(' '))
    expect(ehr.grantOf(access_token)).toEqual({ user: 'Practitioner/haas', patient: 'romero', scopes })
    ehr.advance(3_600_000)
    expect(ehr.grantOf(access_token)).toBeUndefined()
  })

  it('are refused to requests without a known bearer token', () => {
    expect(ehr.server.grantOf(new Request(base))).toBeUndefined()
    expect(ehr.grantOf('guessed')).toBeUndefined()
    expect(ehr.grantOf('constructor')).toBeUndefined()
  })
})

describe('saved state', () => {
  it('carries launches, codes, tokens and the variant over a reload', async () => {
    ehr.server.useVariant('short-token')
    const { access_token, refresh_token } = await ehr.newTokens()
    const parameters = await ehr.authorizeParameters()
    const code = await ehr.newCode()

    const saved: unknown = JSON.parse(JSON.stringify(ehr.server.save()))
    ehr.restart()
    ehr.server.restore(saved)

    expect(ehr.server.variant).toBe('short-token')
    expect(ehr.grantOf(access_token)).toBeDefined()
    expect((await ehr.refresh(refresh_token)).status).toBe(200)
    expect((await ehr.exchange(code)).status).toBe(200)
    expect(redirectOf(await ehr.get(`${authorizeUrl}?${String(parameters)}`))).toHaveProperty('code')
  })

  it('starts anew from what it can’t read, and after a reset', async () => {
    const { access_token } = await ehr.newTokens()
    ehr.server.restore({ version: 0 })
    expect(ehr.grantOf(access_token)).toBeUndefined()
    ehr.server.useVariant('denied')
    ehr.server.reset()
    expect(ehr.server.variant).toBe('usual')
  })
})
