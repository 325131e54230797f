import type { Config } from '../config/schema.ts'
import { isAnswerTo, type AuthorizationResponse } from './authorization-response.ts'
import { fhirUserReference } from './fhir-user.ts'
import { readIdToken } from './id-token.ts'
import { readLaunch, writeLaunch, type LaunchContext, type LaunchRecord } from './launch-record.ts'
import { createSession, type Session, type SessionParts } from './live-session.ts'
import { forgetKept, reopen } from './oauth-client.ts'
import { redeem, type RedemptionFailure } from './redemption.ts'
import { ehrReturn, schedulingReturn } from './redirect-uri.ts'
import { readScheduling } from './scheduling-record.ts'
import { splitScopes } from './scopes.ts'
import { isDeserted, writeActivity } from './tab-activity.ts'
import { clearTab, tabStorage } from './tab-storage.ts'
import type { TokenResponse } from './token-response.ts'
import { userKeyOf } from './user-key.ts'

export type { Session }

export type SessionResult =
  | { readonly kind: 'open'; readonly session: Session }
  /** The EHR's sign-in is done; the scheduling server's own sign-in comes next, at this URL. */
  | { readonly kind: 'redirect'; readonly url: string }
  /** Nobody launched the app in this tab, or the launch was left before its end. */
  | { readonly kind: 'not-launched' }
  /** This tab's launch is over: its token expired while the page was closed and can't be renewed. */
  | { readonly kind: 'expired' }
  /** The browser restores the page after nobody was at work in this tab for too long. */
  | { readonly kind: 'deserted'; readonly idleMinutes: number }
  /** The scheduling server's sign-in took longer than this: somebody else may have done it. */
  | { readonly kind: 'late-sign-in'; readonly minutes: number }
  /** The user or the EHR said no (`access_denied`). */
  | { readonly kind: 'denied'; readonly description?: string }
  | { readonly kind: 'authorization-error'; readonly error: string; readonly description?: string }
  /** The answer isn't for this tab's launch: `state` is missing, unknown or used, or the answer contradicts itself. */
  | { readonly kind: 'state-mismatch' }
  | RedemptionFailure
  /** The configuration no longer lists the EHR of this launch. */
  | { readonly kind: 'unknown-issuer'; readonly iss: string }
  | { readonly kind: 'storage-unavailable' }

/** A password that has to be looked for, a second factor: whoever is at another server's sign-in has not gone away. */
const signInMinutes = 15

let opening: Promise<SessionResult> | undefined

/**
 * Opens this tab's session. It redeems the code when the authorization server has just sent the browser back, or resumes, without any
 * request, the session that the tab had before a reload. Repeated calls in one page load (React's StrictMode calls twice) share one
 * result, since a code works once. Never rejects.
 * @param response the answer that was taken out of the address before anything else
 */
export function openSession(config: Config, response: AuthorizationResponse): Promise<SessionResult> {
  opening ??= open(config, response)
  return opening
}

async function open(config: Config, response: AuthorizationResponse): Promise<SessionResult> {
  const storage = tabStorage()
  if (!storage) return { kind: 'storage-unavailable' }
  const record = readLaunch(storage)
  const issuer = config.issuers.find(({ iss }) => iss === record?.iss)
  if (record?.stage === 'open' && (response.kind === 'none' || answersScheduling(storage, record, response))) {
    return issuer ? resume({ storage, record, issuer, config }, response) : unlisted(storage, record)
  }
  if (response.kind === 'none') return { kind: 'not-launched' }
  // An existing session of this tab stays untouched: anyone can write a link with a code or an error in it.
  if (record?.stage !== 'authorizing') return { kind: 'state-mismatch' }
  // If no listed EHR has a second sign-in, the page need not distinguish the two.
  const page = config.issuers.some(({ schedulingClientId }) => schedulingClientId) ? ehrReturn : undefined
  if (!isAnswerTo(record, response, page)) return { kind: 'state-mismatch' }
  // Checked before the code is redeemed: another deployment on this web server may have begun the launch, and this one's EHR issued the
  // code.
  if (!issuer) return unlisted(storage, record)
  if (response.kind === 'code') return redeemLaunch({ storage, record, issuer, config }, response.code)
  clearTab(storage)
  const described = response.description === undefined ? {} : { description: response.description }
  if (response.error === 'access_denied') return { kind: 'denied', ...described }
  return { kind: 'authorization-error', error: response.error, ...described }
}

function unlisted(storage: Storage, { iss }: LaunchRecord): SessionResult {
  clearTab(storage)
  return { kind: 'unknown-issuer', iss }
}

/** Whether the response answers this launch's sign-in at a scheduling server with its own. */
function answersScheduling(storage: Storage, { id }: LaunchRecord, response: AuthorizationResponse): boolean {
  const record = readScheduling(storage, id)
  return record?.stage === 'authorizing' && isAnswerTo(record, response, schedulingReturn)
}

type OpenParts = Pick<SessionParts, 'storage' | 'record' | 'issuer' | 'config'>

async function redeemLaunch(parts: OpenParts, code: string): Promise<SessionResult> {
  const { storage, record, config } = parts
  writeLaunch(storage, { ...record, stage: 'redeeming' })
  const redeemed = await redeem(storage, record.state, code, config.requestTimeoutSeconds * 1000)
  if (readLaunch(storage)?.id !== record.id) {
    if (redeemed.kind === 'redeemed') forgetKept(storage, redeemed.client)
    return { kind: 'state-mismatch' }
  }
  if (redeemed.kind !== 'redeemed') {
    clearTab(storage)
    return redeemed
  }
  const { client, response, validity } = redeemed
  const context = await contextOf(response, record)
  const opened: LaunchRecord = { ...record, ...validity, stage: 'open', context }
  writeLaunch(storage, opened)
  // The user was present for the sign-in. The page may be left, for the next sign-in or for good, before it starts to record activity.
  writeActivity(storage, Date.now())
  return assemble({ ...parts, client, record: opened, context }, { kind: 'none' })
}

/** @param response the answer from the scheduling server's sign-in, if the browser comes from there */
async function resume(parts: OpenParts, response: AuthorizationResponse): Promise<SessionResult> {
  const { storage, record, config } = parts
  const client = await reopen(storage, record.state).catch(() => undefined)
  const { access_token, refresh_token } = client?.state.tokenResponse ?? {}
  if (!client || !access_token || !record.context) {
    clearTab(storage)
    return { kind: 'not-launched' }
  }
  const { idleMinutes } = config
  const isBack = response.kind !== 'none'
  const minutes = isBack && idleMinutes > 0 ? Math.max(idleMinutes, signInMinutes) : idleMinutes
  if (isDeserted(storage, minutes, Date.now())) {
    clearTab(storage)
    return isBack ? { kind: 'late-sign-in', minutes } : { kind: 'deserted', idleMinutes }
  }
  if (isBack) writeActivity(storage, Date.now())
  if ((record.expiresAtInstant ?? Infinity) <= Date.now() && !refresh_token) {
    clearTab(storage)
    return { kind: 'expired' }
  }
  return assemble({ ...parts, client, context: record.context }, response)
}

async function assemble(parts: SessionParts, response: AuthorizationResponse): Promise<SessionResult> {
  const { storage, record, issuer, config } = parts
  if (issuer.schedulingClientId === undefined) return { kind: 'open', session: createSession(parts) }
  // Only sites whose scheduling server has its own sign-in download this part.
  const { openScheduling } = await import('./scheduling-session.ts')
  const scheduling = await openScheduling({ storage, launch: record.id, issuer, config }, response)
  return 'kind' in scheduling ? scheduling : { kind: 'open', session: createSession({ ...parts, scheduling }) }
}

async function contextOf(token: TokenResponse, { id, iss, requested }: LaunchRecord): Promise<LaunchContext> {
  const claims = readIdToken(token.id_token)
  const fhirUser = fhirUserReference(claims?.fhirUser ?? token.fhirUser, iss)
  const subject = claims?.sub ?? fhirUser
  // `sub` is unique only to its issuer, which needn't be the FHIR server.
  const issuer = claims?.sub === undefined ? iss : (claims.iss ?? iss)
  return {
    // RFC 6749 5.1: a response without scope grants what was asked for.
    granted: token.scope === undefined ? requested : splitScopes(token.scope),
    // A user whom nobody names shares stored records with no one, not even with their own later sessions.
    userKey: await userKeyOf(iss, subject ?? id),
    needPatientBanner: token.need_patient_banner ?? true,
    ...(subject === undefined ? {} : { user: { issuer, subject } }),
    ...(token.patient === undefined ? {} : { patientId: token.patient }),
    ...(fhirUser === undefined ? {} : { fhirUser }),
  }
}
