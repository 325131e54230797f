import type { Config, IssuerConfig } from '../config/schema.ts'
import type { AuthorizationResponse } from './authorization-response.ts'
import type { DiscoveryFailure } from './discovery.ts'
import { readLaunch } from './launch-record.ts'
import { schedulingScopesToRequest } from './launch-scopes.ts'
import { forgetKeptUnder, reopen, type OAuthClient } from './oauth-client.ts'
import { redeem, type RedemptionFailure } from './redemption.ts'
import { ehrReturn, redirectUri } from './redirect-uri.ts'
import { readScheduling, writeScheduling, type SchedulingRecord } from './scheduling-record.ts'
import { beginSchedulingSignIn, type SignInStart } from './scheduling-sign-in.ts'
import { compareScopes, splitScopes } from './scopes.ts'
import { createTokenKeeper, type TokenKeeper } from './token-keeper.ts'

/** Why nothing can be sent to the scheduling server. */
export type SchedulingProblem =
  | DiscoveryFailure
  | RedemptionFailure
  | { readonly kind: 'denied'; readonly description?: string }
  | { readonly kind: 'authorization-error'; readonly error: string; readonly description?: string }
  /** The user left the sign-in before its end. */
  | { readonly kind: 'left' }
  /** There was a session, and it is over. */
  | { readonly kind: 'ended' }

/** The sign-in at a scheduling server that has its own, beside the launch from the EHR. */
export interface SchedulingSignIn {
  /** Undefined while requests can be sent. */
  problem(): SchedulingProblem | undefined
  /** Calls once when an existing session is over. */
  onEnded(listener: () => void): () => void
  /** Prepares another sign-in, up to the URL to go to. The EHR's data in the tab stays, and the user comes back to the same screen. */
  begin(): Promise<SignInStart>
}

/** What a session needs of the scheduling server's sign-in. */
export interface SchedulingPart {
  readonly signIn: SchedulingSignIn
  readonly tokens: Pick<TokenKeeper, 'current' | 'replace' | 'scopes' | 'onScopesChanged' | 'refuse' | 'lose' | 'stop' | 'forget'>
}

interface OpenParts {
  readonly storage: Storage
  /** Id of the launch. */
  readonly launch: string
  readonly issuer: IssuerConfig
  readonly config: Config
}

/**
 * Opens the session with the scheduling server. It redeems the code when the authorization server has just sent the browser back, or
 * resumes the session that the tab had before a reload, or, right after the launch, begins the sign-in (`redirect`). After any failure,
 * the launch goes on without this session and says why. Never rejects.
 */
export async function openScheduling(
  parts: OpenParts,
  response: AuthorizationResponse,
): Promise<SchedulingPart | Extract<SignInStart, { kind: 'redirect' }>> {
  const { storage, launch, issuer } = parts
  const record = readScheduling(storage, launch)
  // If the settings were changed meanwhile, the record belongs to another sign-in.
  if (!record || record.server !== issuer.schedulingServer || record.clientId !== issuer.schedulingClientId) {
    const begun = await beginSchedulingSignIn(parts)
    return begun.kind === 'redirect' ? begun : withoutToken(parts, begun)
  }
  if (response.kind === 'code') return redeemed(parts, record, response.code)
  if (response.kind === 'error') {
    returnTo(record)
    writeScheduling(storage, { ...record, stage: 'over' })
    const described = response.description === undefined ? {} : { description: response.description }
    if (response.error === 'access_denied') return withoutToken(parts, { kind: 'denied', ...described })
    return withoutToken(parts, { kind: 'authorization-error', error: response.error, ...described })
  }
  return resumed(parts, record)
}

async function redeemed(parts: OpenParts, record: SchedulingRecord, code: string): Promise<SchedulingPart> {
  const { storage, launch, config } = parts
  returnTo(record)
  writeScheduling(storage, { ...record, stage: 'redeeming' })
  const result = await redeem(storage, record.state, code, config.requestTimeoutSeconds * 1000)
  if (result.kind !== 'redeemed') {
    forgetKeptUnder(storage, record.state)
    if (readLaunch(storage)?.id === launch) writeScheduling(storage, { ...record, stage: 'over' })
    return withoutToken(parts, result)
  }
  const { client, response, validity } = result
  const { scope, patient } = response
  const opened: SchedulingRecord = {
    ...record,
    ...validity,
    stage: 'open',
    // RFC 6749 5.1: a response without scope grants what was asked for.
    granted: scope === undefined ? record.requested : splitScopes(scope),
    ...(patient === undefined ? {} : { patientId: patient }),
  }
  if (readLaunch(storage)?.id === launch) writeScheduling(storage, opened)
  else forgetKeptUnder(storage, record.state)
  return withToken(parts, opened, client)
}

async function resumed(parts: OpenParts, record: SchedulingRecord): Promise<SchedulingPart> {
  const { storage } = parts
  if (record.stage === 'authorizing' || record.stage === 'redeeming') return withoutToken(parts, { kind: 'left' })
  const client = record.stage === 'open' ? await reopen(storage, record.state).catch(() => undefined) : undefined
  const { access_token, refresh_token } = client?.state.tokenResponse ?? {}
  const isOver = (record.expiresAtInstant ?? Infinity) <= Date.now() && !refresh_token
  if (!client || !access_token || isOver) {
    forgetKeptUnder(storage, record.state)
    writeScheduling(storage, { ...record, stage: 'over' })
    return withoutToken(parts, { kind: 'ended' })
  }
  return withToken(parts, record, client)
}

function withToken(parts: OpenParts, record: SchedulingRecord, client: OAuthClient): SchedulingPart {
  const { storage, launch, config } = parts
  const isKept = () => readScheduling(storage, launch)?.state === record.state
  const tokens = createTokenKeeper({
    client,
    timeoutMs: config.requestTimeoutSeconds * 1000,
    requested: record.requested,
    granted: record.granted ?? [],
    patientId: record.patientId,
    validity: record,
    onRenewed(validity, granted) {
      if (!isKept()) return forgetKeptUnder(storage, record.state)
      const { lifetime: _lifetime, expiresAtInstant: _expires, ...lasting } = record
      writeScheduling(storage, { ...lasting, ...validity, granted: [...granted] })
    },
    discard() {
      forgetKeptUnder(storage, record.state)
      if (isKept()) writeScheduling(storage, { ...record, stage: 'over' })
    },
  })
  let problem: SchedulingProblem | undefined
  tokens.onLost(() => (problem = { kind: 'ended' }))
  const signIn: SchedulingSignIn = {
    problem: () => problem,
    onEnded: tokens.onLost,
    begin: () => beginSchedulingSignIn(parts),
  }
  return { signIn, tokens }
}

/** Sends nothing to the scheduling server: every request is answered 401 at once. */
function withoutToken(parts: OpenParts, problem: SchedulingProblem): SchedulingPart {
  const ended = async () => ({ kind: 'ended' }) as const
  const nothing = () => undefined
  const wanted = schedulingScopesToRequest(parts.issuer)
  const scopes = compareScopes(wanted, wanted)
  return {
    signIn: { problem: () => problem, onEnded: () => nothing, begin: () => beginSchedulingSignIn(parts) },
    tokens: {
      ...{ current: ended, replace: ended, refuse: nothing, lose: nothing, stop: nothing, forget: nothing },
      scopes: () => scopes,
      onScopesChanged: () => nothing,
    },
  }
}

/** Returns to the screen from which the sign-in was begun, at the app's usual address. */
function returnTo({ returnTo: hash }: SchedulingRecord): void {
  history.replaceState(history.state, '', `${redirectUri(ehrReturn)}${location.search}${hash}`)
}
