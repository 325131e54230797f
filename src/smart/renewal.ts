import { accidentPauses, backOffMs, overloaded, overloadPauses, wishedMs } from '../fhir/http/back-off.ts'
import { retryAfterSeconds } from '../fhir/http/retry-after.ts'
import { keepTokensSecret } from '../fhir/text/tokens.ts'
import type { OAuthClient } from './oauth-client.ts'
import { refusalOf, requestToken } from './token-request.ts'
import { readTokenResponse, validityOf, withoutNulls, type TokenResponse, type Validity } from './token-response.ts'

/** The result of asking for another token. */
type Renewal =
  | {
      readonly kind: 'renewed'
      readonly response: TokenResponse
      readonly validity: Validity
    }
  /** No token: the refresh token was refused and is forgotten, or the session was forgotten meanwhile. */
  | { readonly kind: 'none' }
  /** The answer is no token for this session. */
  | { readonly kind: 'unusable' }
  /** The token endpoint is in trouble and isn't asked before this time (epoch milliseconds). The refresh token is kept. */
  | { readonly kind: 'unreachable'; readonly untilInstant: number }

interface RenewalOptions {
  readonly client: OAuthClient
  /** The patient of the launch: a renewed token for another patient isn't accepted. */
  readonly patientId?: string | undefined
  /** How long to wait for the token endpoint, in milliseconds. */
  readonly timeoutMs: number
}

/**
 * Trades the refresh token for a new access token (RFC 6749 6), with the scopes of the first one. After each failure of the token
 * endpoint, it waits longer before it asks again. The waits are randomised and no shorter than the endpoint asked for. The returned
 * function never rejects.
 */
export function createRenewal({ client, patientId, timeoutMs }: RenewalOptions): () => Promise<Renewal> {
  const { state, environment } = client
  let failures = 0
  let untilInstant = 0

  /** Returns false if the session was ended meanwhile: its tokens are forgotten for good. */
  async function keep(tokenResponse: OAuthClient['state']['tokenResponse'] & object): Promise<boolean> {
    if (state.key === undefined) return false
    keepTokensSecret(client, [tokenResponse.access_token, tokenResponse.refresh_token])
    state.tokenResponse = tokenResponse
    await environment.getStorage().set(state.key, state)
    return true
  }

  function pause(error: unknown): Renewal {
    const { status = 0, headers } = refusalOf(error) ?? {}
    const isOverloaded = overloaded.includes(status) || (error instanceof Error && error.name === 'TimeoutError')
    failures += 1
    const now = Date.now()
    const wish = headers && isOverloaded ? wishedMs(retryAfterSeconds(headers, now)) : 0
    untilInstant = now + wish + backOffMs(failures, Math.random(), isOverloaded ? overloadPauses : accidentPauses)
    return { kind: 'unreachable', untilInstant }
  }

  return async () => {
    const sentAtInstant = Date.now()
    if (sentAtInstant < untilInstant) return { kind: 'unreachable', untilInstant }
    const { tokenUri = '', clientId = '', tokenResponse: before = {} } = state
    const form = { grant_type: 'refresh_token', refresh_token: before.refresh_token ?? '', client_id: clientId }
    try {
      const answer = await requestToken(tokenUri, { body: String(new URLSearchParams(form)), signal: AbortSignal.timeout(timeoutMs) })
      if (!answer['access_token']) return pause(undefined)
      failures = 0
      const renewed = { ...before, ...withoutNulls(answer) }
      const read = readTokenResponse(renewed)
      if (read.kind === 'invalid' || read.response.patient !== patientId) return { kind: 'unusable' }
      if (!(await keep(renewed))) return { kind: 'none' }
      return { kind: 'renewed', response: read.response, validity: validityOf(read.response, sentAtInstant) }
    } catch (error) {
      const status = refusalOf(error)?.status
      if (status !== 400 && status !== 401 && status !== 403) return pause(error)
      const { refresh_token: _, ...rest } = before
      await keep(rest)
      return { kind: 'none' }
    }
  }
}
