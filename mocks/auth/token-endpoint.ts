import { jsonAnswer, neverStored, tokenError } from './oauth-answers.ts'
import { verifierMatches } from './pkce.ts'
import { processKey, signToken } from './signing-key.ts'
import type { Approval, TokenStore } from './token-store.ts'

/** Lifetime of an access token in seconds. */
const tokenLifetime = 3600
const shortTokenLifetime = 60
/** Milliseconds after which a session ends for good, however often it was refreshed. */
const sessionLifetime = 24 * 3_600_000

export interface TokenSettings {
  readonly base: string
  clock(): number
  random(): string
}

/** Answers the token endpoint (RFC 6749 4.1.3 and 6, RFC 7636 4.6; SMART App Launch 2.2, "Obtain access token"). */
export async function answerToken(request: Request, store: TokenStore, settings: TokenSettings): Promise<Response> {
  if (store.variant === 'token-endpoint-fails') return tokenError('server_error', 'the token service is out of order', 500)
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/x-www-form-urlencoded') return tokenError('invalid_request', 'the body must be form-urlencoded')

  const form = new URLSearchParams(await request.text())
  if (new Set(form.keys()).size !== form.size) return tokenError('invalid_request', 'a parameter is given more than once')
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchangeCode(form, store, settings)
    case 'refresh_token':
      return refresh(form, store, settings)
    case null:
      return tokenError('invalid_request', 'grant_type is missing')
    default:
      return tokenError('unsupported_grant_type', 'grant_type must be authorization_code or refresh_token')
  }
}

async function exchangeCode(form: URLSearchParams, store: TokenStore, settings: TokenSettings): Promise<Response> {
  for (const name of ['code', 'redirect_uri', 'client_id', 'code_verifier']) {
    if (!form.get(name)) return tokenError('invalid_request', `${name} is missing`)
  }
  const code = store.codes.get(form.get('code') ?? '')
  if (!code) return tokenError('invalid_grant', 'the code is unknown')
  if (code.family !== undefined) {
    // RFC 6749 4.1.2: the tokens that a stolen code may have brought must stop working.
    store.families.delete(code.family)
    return tokenError('invalid_grant', 'the code was used before; its tokens are revoked')
  }
  if (code.expiresAt <= settings.clock()) return tokenError('invalid_grant', 'the code has expired')
  if (form.get('client_id') !== code.approval.clientId) return tokenError('invalid_grant', 'the code was given to another client')
  if (form.get('redirect_uri') !== code.redirectUri) return tokenError('invalid_grant', 'another redirect_uri was asked for')

  // The code is marked as used before anything is awaited, so that of two simultaneous exchanges only one can succeed.
  const family = settings.random()
  code.family = family
  if (!(await verifierMatches(form.get('code_verifier') ?? '', code.challenge))) {
    return tokenError('invalid_grant', 'code_verifier does not belong to the code_challenge')
  }
  store.families.set(family, { approval: code.approval, expiresAt: settings.clock() + sessionLifetime })
  return issueTokens(family, code.approval, code.approval.scopes, store, settings)
}

async function refresh(form: URLSearchParams, store: TokenStore, settings: TokenSettings): Promise<Response> {
  const presented = form.get('refresh_token')
  if (!presented) return tokenError('invalid_request', 'refresh_token is missing')
  const token = store.refreshTokens.get(presented)
  const family = token && store.families.get(token.family)
  if (!token || !family || family.expiresAt <= settings.clock()) {
    return tokenError('invalid_grant', 'the refresh token is unknown, revoked or has expired')
  }
  if (token.spent) {
    store.families.delete(token.family)
    return tokenError('invalid_grant', 'the refresh token was used before; the session is revoked')
  }
  const { approval } = family
  // A public client proves nothing by its id, and need not send it (RFC 6749 6).
  if ((form.get('client_id') ?? approval.clientId) !== approval.clientId) {
    return tokenError('invalid_grant', 'the refresh token was given to another client')
  }
  const scopes = form.get('scope')?.split(' ').filter(Boolean) ?? approval.scopes
  if (!scopes.every((scope) => approval.scopes.includes(scope))) {
    return tokenError('invalid_scope', 'a refresh can’t widen the scopes')
  }
  token.spent = true
  return issueTokens(token.family, approval, scopes, store, settings)
}

async function issueTokens(
  family: string,
  approval: Approval,
  approvedScopes: readonly string[],
  store: TokenStore,
  settings: TokenSettings,
): Promise<Response> {
  const scopes = store.variant === 'no-refresh' ? approvedScopes.filter((scope) => !isLasting(scope)) : [...approvedScopes]
  const lifetime = store.variant === 'short-token' ? shortTokenLifetime : tokenLifetime
  const accessToken = settings.random()
  store.accessTokens.set(accessToken, { family, scopes, expiresAt: settings.clock() + lifetime * 1000 })

  const refreshToken = scopes.some(isLasting) ? settings.random() : undefined
  if (refreshToken !== undefined) store.refreshTokens.set(refreshToken, { family, spent: false })

  const answer = {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: lifetime,
    scope: scopes.join(' '),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...launchParameters(approval),
    ...(scopes.includes('openid') && scopes.includes('fhirUser') && { id_token: await idToken(approval, store, settings) }),
  }
  return jsonAnswer(answer, 200, neverStored)
}

function isLasting(scope: string): boolean {
  return scope === 'online_access' || scope === 'offline_access'
}

/** SMART App Launch 2.2, "Launch context arrives with your access_token". */
function launchParameters({ context }: Approval) {
  return {
    ...(context.patient !== undefined && { patient: context.patient }),
    need_patient_banner: context.needPatientBanner ?? true,
    ...(context.intent !== undefined && { intent: context.intent }),
    ...(context.tenant !== undefined && { tenant: context.tenant }),
  }
}

async function idToken(approval: Approval, store: TokenStore, { base, clock }: TokenSettings): Promise<string> {
  store.signingKey ??= await processKey()
  const issuedAt = Math.floor(clock() / 1000)
  const claims = {
    iss: base,
    sub: approval.context.user,
    aud: approval.clientId,
    iat: issuedAt,
    exp: issuedAt + 300,
    ...(approval.nonce !== undefined && { nonce: approval.nonce }),
    fhirUser: `${base}/Practitioner/${approval.context.user}`,
  }
  return signToken(claims, store.signingKey)
}
