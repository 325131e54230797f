import { forgetTokensOf, keepTokensSecret } from '../fhir/text/tokens.ts'
import { forgetTokens, type OAuthClient } from './oauth-client.ts'
import { compareScopes, splitScopes, type Scopes } from './scopes.ts'
import type { Validity } from './token-response.ts'

/** What there is to send with a request. */
export type Token =
  | { readonly kind: 'valid'; readonly token: string }
  /** It has to be renewed first, and the token endpoint is in trouble; it is asked again from then on (epoch milliseconds). */
  | { readonly kind: 'unreachable'; readonly untilInstant: number }
  | { readonly kind: 'ended' }

/** Why a session can't go on: its token is no longer good, or the tab belongs to another launch. */
export type Loss = 'over' | 'replaced'

/** Holds the access token of one session, renews it in time, and knows when the session is over. */
export interface TokenKeeper {
  /**
   * The token to send now. When it is about to expire it is renewed, and a read meanwhile goes out with it as long as it is valid. A change
   * waits for the new one: a server may forget the old one at once, and a change that is refused is not sent again.
   */
  current(isRead: boolean): Promise<Token>
  /** After a server refused `token`: another one, if there is or can be one. */
  replace(token: string): Promise<Token>
  /** What the token is good for; the same object until a renewed one is good for something else. */
  scopes(): Scopes
  onScopesChanged(listener: () => void): () => void
  /** After a server refused `token` for good: the session can't go on, unless another token has taken its place, or is about to. */
  refuse(token: string): void
  /** The session can't go on: tells every listener, once. */
  lose(why?: Loss): void
  /** No token is given out any more. What the tab keeps stays for the next page, with the token that a renewal under way may bring. */
  stop(): void
  /** The user is done: forgets every token without telling anyone. */
  forget(): void
  onLost(listener: (why: Loss) => void): () => void
}

interface TokenKeeperOptions {
  readonly client: OAuthClient
  /** Of the token that the client has. */
  readonly validity: Validity
  /** The patient of the launch: a renewed token for another one isn't accepted. */
  readonly patientId?: string | undefined
  /** Milliseconds to wait for the token endpoint. */
  readonly timeoutMs: number
  readonly requested: readonly string[]
  readonly granted: readonly string[]
  /** What the new token is good for, to be kept for a reload. */
  readonly onRenewed: (validity: Validity, granted: readonly string[]) => void
  /** Removes from the tab what is kept of the session. */
  readonly discard: () => void
}

/** Milliseconds before its expiry that a token is renewed. */
const marginMs = 60_000
/** Milliseconds before its expiry that a request may be too late with it. */
const lastMomentsMs = 5_000
/** Milliseconds after a token has come in which no read asks for another, whatever was said of how long it lasts. */
const restMs = 5_000
/** Milliseconds until what renews a token is downloaded again, where it could not be. */
const downloadPauseMs = 10_000

export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { client } = options
  const { access_token, refresh_token } = client.state.tokenResponse ?? {}
  keepTokensSecret(client, [access_token, refresh_token])
  const listeners = new Set<(why: Loss) => void>()
  const scopeListeners = new Set<() => void>()
  let { validity } = options
  let restUntilInstant = 0
  let scopes = compareScopes(options.requested, options.granted)
  let ended = false
  let loss: Loss | undefined
  let renewal: Promise<Token> | undefined
  let downloaded: ReturnType<typeof download> | undefined

  const accessToken = () => client.state.tokenResponse?.access_token
  const canRenew = () => Boolean(client.state.tokenResponse?.refresh_token)
  const remaining = () => (validity.expiresAtInstant ?? Infinity) - Date.now()
  // A token that lives a minute only would otherwise be renewed before every request.
  const isDue = () => remaining() <= Math.min(marginMs, (validity.lifetime ?? Infinity) / 2) && canRenew()

  function stop(): void {
    ended = true
  }

  function forget(): void {
    stop()
    forgetTokens(client)
    forgetTokensOf(client)
    options.discard()
  }

  function lose(why: Loss = 'over'): void {
    if (ended) return
    forget()
    loss = why
    for (const listener of listeners) listener(why)
    listeners.clear()
  }

  function lost(): Token {
    lose()
    return { kind: 'ended' }
  }

  /** What the token at hand is worth without renewal. */
  function asItIs(otherwise: () => Token): Token {
    const token = accessToken()
    return token !== undefined && remaining() > 0 ? { kind: 'valid', token } : otherwise()
  }

  // No page needs it to begin with.
  const download = async () => (await import('./renewal.ts')).createRenewal(options)

  async function renewOnce(): Promise<Token> {
    let outcome
    try {
      outcome = await (await (downloaded ??= download()))()
    } catch {
      downloaded = undefined
      return { kind: 'unreachable', untilInstant: Date.now() + downloadPauseMs }
    }
    if (outcome.kind === 'none') return { kind: 'ended' }
    if (outcome.kind === 'unreachable') return outcome
    if (outcome.kind === 'unusable') return lost()
    const { access_token: token, scope } = outcome.response
    validity = outcome.validity
    restUntilInstant = Date.now() + restMs
    // RFC 6749 6: a response without scope grants what the token before did.
    const granted = scope === undefined ? scopes.granted : splitScopes(scope)
    options.onRenewed(validity, granted)
    if (String(granted) !== String(scopes.granted)) {
      scopes = compareScopes(scopes.requested, granted)
      for (const listener of scopeListeners) listener()
    }
    return ended ? { kind: 'ended' } : { kind: 'valid', token }
  }

  // A refresh token that rotates works once: all that wait for a new token wait for the same request.
  function renew(): Promise<Token> {
    renewal ??= renewOnce().finally(() => (renewal = undefined))
    return renewal
  }

  return {
    async current(isRead) {
      if (ended) return { kind: 'ended' }
      const token = accessToken()
      // If it is refused, it is replaced.
      if (isRead && token !== undefined && Date.now() < restUntilInstant) return { kind: 'valid', token }
      if (!isDue() && (isRead || !renewal)) return asItIs(lost)
      const renewing = renew()
      if (isRead && remaining() > lastMomentsMs) return asItIs(lost)
      const renewed = await renewing
      if (ended || renewed.kind === 'valid') return renewed
      return asItIs(() => (renewed.kind === 'unreachable' ? renewed : lost()))
    },
    async replace(refused) {
      if (ended) return { kind: 'ended' }
      const token = accessToken()
      if (token !== undefined && token !== refused) return { kind: 'valid', token }
      if (!canRenew()) return lost()
      const renewed = await renew()
      return renewed.kind === 'ended' ? lost() : renewed
    },
    scopes: () => scopes,
    onScopesChanged: (listener) => {
      scopeListeners.add(listener)
      return () => scopeListeners.delete(listener)
    },
    refuse(token) {
      if (!renewal && token === accessToken()) lose()
    },
    lose,
    stop,
    forget,
    onLost(listener) {
      // The first request may fail before anyone listens.
      const known = loss
      if (known) queueMicrotask(() => listener(known))
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
