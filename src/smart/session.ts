import type { Config } from '../config/schema.ts'
import { takeAuthorizationResponse, type AuthorizationResponse } from './authorization-response.ts'
import { fhirUserReference } from './fhir-user.ts'
import { readIdToken } from './id-token.ts'
import { readLaunch, writeLaunch, type LaunchContext, type LaunchRecord } from './launch-record.ts'
import { createSession, type Session } from './live-session.ts'
import { forgetKept, redeemCode, refusalOf, reopen, type OAuthClient } from './oauth-client.ts'
import { splitScopes } from './scopes.ts'
import { clearTab, tabStorage } from './tab-storage.ts'
import { readTokenResponse, type TokenResponse } from './token-response.ts'
import { userKeyOf } from './user-key.ts'

export type { Session }

export type SessionResult =
  | { readonly kind: 'open'; readonly session: Session }
  /** Nobody launched the app in this tab, or the launch was left before its end. */
  | { readonly kind: 'not-launched' }
  /** The launch of this tab is over: its token expired while the page was closed, and can't be renewed. */
  | { readonly kind: 'expired' }
  /** The user or the EHR said no (`access_denied`). */
  | { readonly kind: 'denied'; readonly description?: string }
  | { readonly kind: 'authorization-error'; readonly error: string; readonly description?: string }
  /** The answer isn't to this tab's launch: `state` is missing, unknown or used, or the answer contradicts itself. */
  | { readonly kind: 'state-mismatch' }
  | { readonly kind: 'token-refused'; readonly status: number; readonly error?: string }
  | { readonly kind: 'token-unreachable' }
  /** The token endpoint answered, but not with what SMART demands. */
  | { readonly kind: 'token-invalid'; readonly problems: readonly string[] }
  /** The configuration doesn't list the EHR of this launch any more. */
  | { readonly kind: 'unknown-issuer'; readonly iss: string }
  | { readonly kind: 'storage-unavailable' }

let opening: Promise<SessionResult> | undefined

/**
 * Opens the session of this tab: redeems the code when the authorization server has just sent the browser back, or takes
 * up, without any request, the session that the tab had before a reload. It does so once per page load, whoever asks how
 * often (React's StrictMode asks twice): a code works once. Never rejects.
 */
export function openSession(config: Config): Promise<SessionResult> {
  opening ??= open(config)
  return opening
}

async function open(config: Config): Promise<SessionResult> {
  const response = takeAuthorizationResponse()
  const storage = tabStorage()
  if (!storage) return { kind: 'storage-unavailable' }
  const record = readLaunch(storage)
  if (response.kind === 'none') return record?.stage === 'open' ? resume(storage, record, config) : { kind: 'not-launched' }
  // A session that this tab already has stays untouched: anyone can write a link with a code or an error in it.
  if (!record || !answers(response, record)) return { kind: 'state-mismatch' }
  if (response.kind === 'code') return redeem(storage, record, response.code, config)
  clearTab(storage)
  const described = response.description === undefined ? {} : { description: response.description }
  if (response.error === 'access_denied') return { kind: 'denied', ...described }
  return { kind: 'authorization-error', error: response.error, ...described }
}

function answers(
  response: AuthorizationResponse,
  record: LaunchRecord,
): response is Extract<AuthorizationResponse, { kind: 'code' | 'error' }> {
  if (record.stage !== 'authorizing') return false
  if (response.kind === 'code') return response.state === record.state
  // Some servers leave the state out when they refuse. An error alone opens nothing, so it may say why.
  return response.kind === 'error' && (response.state === undefined || response.state === record.state)
}

async function redeem(storage: Storage, record: LaunchRecord, code: string, config: Config): Promise<SessionResult> {
  writeLaunch(storage, { ...record, stage: 'redeeming' })
  const sentAtInstant = Date.now()
  const redemption = redeemCode(storage, record.state, code)
  let client: OAuthClient
  try {
    client = await within(config.requestTimeoutSeconds * 1000, redemption)
  } catch (error) {
    clearTab(storage)
    void forgetWhenLate(storage, redemption)
    return redemptionFailure(error)
  }
  if (readLaunch(storage)?.id !== record.id) {
    forgetKept(storage, client)
    return { kind: 'state-mismatch' }
  }
  const read = readTokenResponse(client.state.tokenResponse)
  if (read.kind === 'invalid') {
    clearTab(storage)
    return { kind: 'token-invalid', problems: read.problems }
  }
  const context = await contextOf(read.response, record)
  const lifetime = read.response.expires_in === undefined ? undefined : read.response.expires_in * 1000
  const opened: LaunchRecord = {
    ...record,
    stage: 'open',
    context,
    ...(lifetime === undefined ? {} : { lifetime, expiresAtInstant: sentAtInstant + lifetime }),
  }
  writeLaunch(storage, opened)
  return assemble(storage, client, opened, context, config)
}

async function resume(storage: Storage, record: LaunchRecord, config: Config): Promise<SessionResult> {
  const client = await reopen(storage, record.state).catch(() => undefined)
  const { access_token, refresh_token } = client?.state.tokenResponse ?? {}
  if (!client || !access_token || !record.context) {
    clearTab(storage)
    return { kind: 'not-launched' }
  }
  if ((record.expiresAtInstant ?? Infinity) <= Date.now() && refresh_token === undefined) {
    clearTab(storage)
    return { kind: 'expired' }
  }
  return assemble(storage, client, record, record.context, config)
}

function assemble(
  storage: Storage,
  client: OAuthClient,
  record: LaunchRecord,
  context: LaunchContext,
  config: Config,
): SessionResult {
  const issuer = config.issuers.find(({ iss }) => iss === record.iss)
  if (issuer) return { kind: 'open', session: createSession({ storage, client, record, context, issuer, config }) }
  clearTab(storage)
  return { kind: 'unknown-issuer', iss: record.iss }
}

async function contextOf(token: TokenResponse, { id, iss, requested }: LaunchRecord): Promise<LaunchContext> {
  const claims = readIdToken(token.id_token)
  const fhirUser = fhirUserReference(claims?.fhirUser ?? token.fhirUser, iss)
  const subject = claims?.sub ?? fhirUser
  // `sub` means something to its issuer only, which needn't be the FHIR server.
  const issuer = claims?.sub === undefined ? iss : (claims.iss ?? iss)
  return {
    // RFC 6749 5.1: a response without scope grants what was asked for.
    granted: token.scope === undefined ? requested : splitScopes(token.scope),
    // A user whom nobody names shares stored records with no one, not even with themselves later.
    userKey: await userKeyOf(iss, subject ?? id),
    needPatientBanner: token.need_patient_banner ?? true,
    ...(subject === undefined ? {} : { user: { issuer, subject } }),
    ...(token.patient === undefined ? {} : { patientId: token.patient }),
    ...(token.encounter === undefined ? {} : { encounterId: token.encounter }),
    ...(fhirUser === undefined ? {} : { fhirUser }),
    ...(token.intent === undefined ? {} : { intent: token.intent }),
    ...(token.tenant === undefined ? {} : { tenant: token.tenant }),
  }
}

function redemptionFailure(error: unknown): SessionResult {
  const refusal = refusalOf(error)
  if (refusal) return { kind: 'token-refused', ...refusal }
  // fetch fails with a TypeError when no answer came. So does fhirclient, looking into the answer `null` for a token.
  const noAnswer = error instanceof TypeError && !error.message.includes('access_token')
  if (noAnswer || (error instanceof Error && error.name === 'TimeoutError')) return { kind: 'token-unreachable' }
  return { kind: 'token-invalid', problems: ['the answer: expected JSON with an access token'] }
}

/** A token that comes after the time limit isn't wanted any more. */
async function forgetWhenLate(storage: Storage, redemption: Promise<OAuthClient>): Promise<void> {
  const client = await redemption.catch(() => undefined)
  if (client) forgetKept(storage, client)
}

/** fhirclient sets no limit of its own to the token request, and takes none. `limit` is in milliseconds. */
function within<T>(limit: number, work: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(limit)
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}
