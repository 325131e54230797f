import { forgetKept, redeemCode, type OAuthClient } from './oauth-client.ts'
import { refusalOf } from './token-request.ts'
import { readTokenResponse, validityOf, type TokenResponse, type Validity } from './token-response.ts'

export type RedemptionFailure =
  | { readonly kind: 'token-refused'; readonly status: number; readonly error?: string }
  | { readonly kind: 'token-unreachable' }
  /** The token endpoint answered, but not with what SMART demands. */
  | { readonly kind: 'token-invalid'; readonly problems: readonly string[] }

export interface Redeemed {
  readonly kind: 'redeemed'
  readonly client: OAuthClient
  readonly response: TokenResponse
  readonly validity: Validity
}

/**
 * Redeems the code of the authorization that was begun with `state`. Forgets a token that can't be used or arrives too late. Never
 * rejects.
 */
export async function redeem(
  storage: Storage,
  state: string,
  code: string,
  timeoutMs: number,
): Promise<Redeemed | RedemptionFailure> {
  const sentAtInstant = Date.now()
  const redemption = redeemCode(storage, state, code)
  let client: OAuthClient
  try {
    client = await within(timeoutMs, redemption)
  } catch (error) {
    void forgetWhenLate(storage, redemption)
    return redemptionFailure(error)
  }
  const read = readTokenResponse(client.state.tokenResponse)
  if (read.kind === 'invalid') {
    forgetKept(storage, client)
    return { kind: 'token-invalid', problems: read.problems }
  }
  const { response } = read
  return { kind: 'redeemed', client, response, validity: validityOf(response, sentAtInstant) }
}

function redemptionFailure(error: unknown): RedemptionFailure {
  const refusal = refusalOf(error)
  if (refusal) {
    const { headers: _, ...said } = refusal
    return { kind: 'token-refused', ...said }
  }
  // fetch fails with a TypeError when no answer came.
  if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')) return { kind: 'token-unreachable' }
  return { kind: 'token-invalid', problems: ['the answer: expected JSON with an access token'] }
}

/** A token that arrives after the time limit is no longer wanted. */
async function forgetWhenLate(storage: Storage, redemption: Promise<OAuthClient>): Promise<void> {
  const client = await redemption.catch(() => undefined)
  if (client) forgetKept(storage, client)
}

/** fhirclient has no time limit for the token request. */
function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(limitMs)
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}
