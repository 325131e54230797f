import { accidentPauses, backOffMs, overloaded, overloadPauses, wishedMs } from '../fhir/http/back-off.ts'
import { retryAfterSeconds } from '../fhir/http/retry-after.ts'
import { keepTokensSecret } from '../fhir/text/tokens.ts'
import type { OAuthClient } from './oauth-client.ts'
import { refusalOf, requestToken } from './token-request.ts'
import { readTokenResponse, validityOf, withoutNulls, type TokenResponse, type Validity } from './token-response.ts'

/** What came of asking for another token. */
type Renewal =
  | {
      readonly kind: 'renewed'
      readonly response: TokenResponse
      readonly validity: Validity
    }
  /** There is none: the refresh token is no good any more and is forgotten, or the session was, meanwhile. */
  | { readonly kind: 'none' }
  /** What came is no token for this session. */
  | { readonly kind: 'unusable' }
  /** The token endpoint is in trouble, and isn't asked before then (epoch milliseconds). The refresh token is as good as before. */
  | { readonly kind: 'unreachable'; readonly untilInstant: number }

interface RenewalOptions {
  readonly client: OAuthClient
  /** The patient of the launch: a renewed token for another one isn't accepted. */
  readonly patientId?: string | undefined
  /** Milliseconds to wait for the token endpoint. */
  readonly timeoutMs: number
}

/**
 * Trades the refresh token for a new access token (RFC 6749 6), with the scopes that the first one had. While the token endpoint is
 * in trouble it gets less to do: after each failure it is left alone for a longer while, spread by chance, and for no shorter
 * one than it asked for. What is returned never rejects.
 */
export function createRenewal({ client, patientId, timeoutMs }: RenewalOptions): () => Promise<Renewal> {
  const { state, environment } = client
  let failures = 0
  let untilInstant = 0

  /** False where the session was ended meanwhile, which forgets its tokens for good. */
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
