import { forgetTokens, refresh, type OAuthClient } from './oauth-client.ts'
import { readTokenResponse } from './token-response.ts'

/** What there is to send with a request. */
export type Token =
  | { readonly kind: 'valid'; readonly token: string }
  /** It has to be renewed first, and the authorization server can't be reached. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'ended' }

/** Why a session can't go on: its token is no longer good, or the tab belongs to another launch. */
export type Loss = 'over' | 'replaced'

/** Holds the access token of one session, renews it in time, and knows when the session is over. */
export interface TokenKeeper {
  /** The token to send now, renewed when it has expired or is about to. */
  current(): Promise<Token>
  /** After a server refused `token`: another one, if there is or can be one. */
  replace(token: string): Promise<Token>
  /** Epoch milliseconds; undefined when the server didn't say. */
  expiresAtInstant(): number | undefined
  /** The session can't go on: tells every listener, once. */
  lose(why?: Loss): void
  /** The user is done: forgets the token without telling anyone. */
  forget(): void
  onLost(listener: (why: Loss) => void): () => void
}

interface TokenKeeperOptions {
  readonly client: OAuthClient
  /** Epoch milliseconds. */
  readonly expiresAtInstant?: number
  /** Milliseconds that a token is valid for. */
  readonly lifetime?: number
  /** The patient of the launch: a renewed token for another one isn't accepted. */
  readonly patientId?: string
  /** Milliseconds to wait for the token endpoint. */
  readonly timeout: number
  /** The new expiry, to be kept for a reload. */
  readonly onRenewed: (expiresAtInstant: number | undefined) => void
  /** Removes from the tab what is kept of the session. */
  readonly discard: () => void
}

/** Milliseconds before its expiry that a token is renewed. */
const margin = 60_000

export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { client, patientId, timeout } = options
  const listeners = new Set<(why: Loss) => void>()
  let { expiresAtInstant } = options
  let ended = false
  let loss: Loss | undefined
  let renewal: Promise<Token> | undefined

  const accessToken = () => client.state.tokenResponse?.access_token
  const canRenew = () => client.state.tokenResponse?.refresh_token !== undefined
  const remaining = () => (expiresAtInstant ?? Infinity) - Date.now()
  // A token that lives a minute only would otherwise be renewed before every request.
  const renewWithin = Math.min(margin, (options.lifetime ?? Infinity) / 2)

  function forget(): void {
    ended = true
    forgetTokens(client)
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

  async function renewOnce(): Promise<Token> {
    const outcome = await refresh(client, timeout)
    if (ended) return { kind: 'ended' }
    if (outcome === 'unreachable') return { kind: 'unreachable' }
    const read = readTokenResponse(client.state.tokenResponse)
    if (outcome === 'refused') return { kind: 'ended' }
    if (read.kind === 'invalid' || read.response.patient !== patientId) return lost()
    const { expires_in: seconds } = read.response
    expiresAtInstant = seconds === undefined ? undefined : Date.now() + seconds * 1000
    options.onRenewed(expiresAtInstant)
    return { kind: 'valid', token: read.response.access_token }
  }

  // A refresh token that rotates works once: all that wait for a new token wait for the same request.
  function renew(): Promise<Token> {
    renewal ??= renewOnce().finally(() => (renewal = undefined))
    return renewal
  }

  return {
    async current() {
      if (ended) return { kind: 'ended' }
      if (remaining() > renewWithin || (!canRenew() && remaining() > 0)) return asItIs(lost)
      if (!canRenew()) return lost()
      const renewed = await renew()
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
    expiresAtInstant: () => (ended ? undefined : expiresAtInstant),
    lose,
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
