import { forgetTokensOf, keepTokensSecret } from '../fhir/text/tokens.ts'
import { forgetTokens, type OAuthClient } from './oauth-client.ts'
import { compareScopes, splitScopes, type Scopes } from './scopes.ts'
import type { Validity } from './token-response.ts'

/** The token for a request, or why there is none. */
export type Token =
  | { readonly kind: 'valid'; readonly token: string }
  /** The token must be renewed first, but the token endpoint is in trouble and is not asked before this time (epoch milliseconds). */
  | { readonly kind: 'unreachable'; readonly untilInstant: number }
  | { readonly kind: 'ended' }

/** Why a session can't go on: its token is no longer good, or the tab belongs to another launch. */
export type Loss = 'over' | 'replaced'

/** Holds the access token of one session, renews it in time, and knows when the session is over. */
export interface TokenKeeper {
  /**
   * The token to send now. Shortly before its expiry it is renewed. Meanwhile a read still uses the old one as long as that is valid. A
   * change waits for the new one: a server may forget the old one at once, and a refused change is not sent again.
   */
  current(isRead: boolean): Promise<Token>
  /** After a server refused `token`: another one, if there is or can be one. */
  replace(token: string): Promise<Token>
  /** The token's scopes; the same object until a renewed token has others. */
  scopes(): Scopes
  onScopesChanged(listener: () => void): () => void
  /** After a server refused `token` for good: ends the session, unless another token has replaced it or is about to. */
  refuse(token: string): void
  /** Ends the session and tells every listener, once. */
  lose(why?: Loss): void
  /** Gives out no more tokens. The tab's data stays for the next page, including the token of a renewal under way. */
  stop(): void
  /** For a user who is done: forgets every token without telling anyone. */
  forget(): void
  onLost(listener: (why: Loss) => void): () => void
}

interface TokenKeeperOptions {
  readonly client: OAuthClient
  /** Of the client's current token. */
  readonly validity: Validity
  /** The patient of the launch: a renewed token for another patient isn't accepted. */
  readonly patientId?: string | undefined
  /** How long to wait for the token endpoint, in milliseconds. */
  readonly timeoutMs: number
  readonly requested: readonly string[]
  readonly granted: readonly string[]
  /** Keeps a renewed token's validity and scopes for a reload. */
  readonly onRenewed: (validity: Validity, granted: readonly string[]) => void
  /** Removes the session's data from the tab. */
  readonly discard: () => void
}

/** How long before its expiry a token is renewed, in milliseconds. */
const marginMs = 60_000
/** How long before its expiry a token is too old for a new request, which may arrive late; in milliseconds. */
const lastMomentsMs = 5_000
/** How long after a renewal no read asks for another token, whatever lifetime the server stated; in milliseconds. */
const restMs = 5_000
/** How long to wait before the code for renewals is downloaded again after a failure, in milliseconds. */
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
  // At most half the lifetime: otherwise a token that lasts a minute would be renewed before every request.
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

  /** The current token while it is valid; no renewal. */
  function asItIs(otherwise: () => Token): Token {
    const token = accessToken()
    return token !== undefined && remaining() > 0 ? { kind: 'valid', token } : otherwise()
  }

  // Downloaded on demand, because no page needs it at its start.
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
    // RFC 6749 6: a response without scope grants the same as the token before.
    const granted = scope === undefined ? scopes.granted : splitScopes(scope)
    options.onRenewed(validity, granted)
    if (String(granted) !== String(scopes.granted)) {
      scopes = compareScopes(scopes.requested, granted)
      for (const listener of scopeListeners) listener()
    }
    return ended ? { kind: 'ended' } : { kind: 'valid', token }
  }

  // A rotating refresh token works once, so all callers share one request.
  function renew(): Promise<Token> {
    renewal ??= renewOnce().finally(() => (renewal = undefined))
    return renewal
  }

  return {
    async current(isRead) {
      if (ended) return { kind: 'ended' }
      const token = accessToken()
      // If the server refuses the token, `replace` renews it.
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
