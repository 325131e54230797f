import type { Issue } from '../fhir/issues.ts'
import type { Appointment } from '../fhir/types.ts'
import type { Doubt, Outcome } from '../scheduling/outcome.ts'
import type { Truth } from '../scheduling/reconcile/truth.ts'
import type { WithheldBecause } from './journal.ts'

/** Why something was not done. Each reason has its own words and its own next step. */
export type Reason =
  | 'refused'
  | 'invalid'
  /** The time was lost, or the appointment changed meanwhile. */
  | 'gone'
  | 'taken'
  | 'forbidden'
  | 'session-ended'
  | 'busy'
  /** No clear answer came, or the request never arrived; the server was asked and shows that nothing was changed. */
  | 'shown-not-done'
  /** The request was not sent, because another change of the same appointment is still open. */
  | 'withheld'
  /** The request was not sent, because the server doesn't show that the appointment to be moved stands as it was. */
  | 'not-standing'
  /** A held time was not given back, because the server didn't show whose it is by now. */
  | 'not-seen'

/** Why an outcome isn't known. `refused`: the server said no, but asking it doesn't confirm that. */
export type OpenDoubt = Doubt | 'refused'

/** What an intent has come to, as the user may be told: done (perhaps awaiting confirmation), not done, or not known yet. */
export type Conclusion =
  | { readonly kind: 'done'; readonly appointment: Appointment; readonly issues: readonly Issue[] }
  | { readonly kind: 'awaiting-confirmation'; readonly appointment: Appointment; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'not-done'
      readonly reason: Reason
      readonly issues: readonly Issue[]
      /** The Appointment as it stands on the server, where that is known. */
      readonly current?: Appointment
      /** Epoch milliseconds before which the server doesn't want to be asked again. */
      readonly retryInstant?: number
      /** The id of the journal entry because of which this one was withheld. */
      readonly earlier?: string
    }
  | { readonly kind: 'unknown'; readonly doubt?: OpenDoubt; readonly issues: readonly Issue[] }

export function concludeOutcome(outcome: Outcome, atInstant: number): Conclusion {
  const { issues } = outcome
  switch (outcome.kind) {
    case 'success':
      return { kind: 'done', appointment: outcome.appointment, issues }
    case 'pending':
      return { kind: 'awaiting-confirmation', appointment: outcome.appointment, issues }
    case 'rejected':
      return { kind: 'not-done', reason: outcome.why, issues }
    case 'conflict':
      return { kind: 'not-done', reason: 'gone', issues }
    case 'forbidden':
    case 'session-ended':
      return { kind: 'not-done', reason: outcome.kind, issues }
    case 'busy':
      return { kind: 'not-done', reason: 'busy', issues, retryInstant: atInstant + outcome.retryAfterSeconds * 1000 }
    case 'unconfirmed':
      return { kind: 'unknown', ...(outcome.doubt ? { doubt: outcome.doubt } : {}), issues }
    case 'unknown':
      return { kind: 'unknown', doubt: outcome.doubt, issues }
  }
}

export function concludeWithheld(because: WithheldBecause): Conclusion {
  switch (because.kind) {
    case 'already-so':
      return concludeTruth(because.truth, { kind: 'unknown', issues: [] })
    case 'same-request':
    case 'earlier-open':
      return { kind: 'not-done', reason: 'withheld', issues: [], earlier: because.entryId }
    case 'old-not-shown':
    case 'old-changed':
    case 'old-gone':
      return { kind: 'not-done', reason: 'not-standing', issues: [] }
    case 'not-seen':
      return { kind: 'not-done', reason: 'not-seen', issues: [] }
  }
}

/** The conclusion after the server was asked about an open one. It keeps the issues of the answer that left it open. */
export function concludeTruth(truth: Truth, before: Conclusion): Conclusion {
  // The issues of a refusal that proved wrong say nothing about what was done.
  const issues = before.kind === 'not-done' ? [] : before.issues
  switch (truth.kind) {
    case 'done':
    case 'awaiting-confirmation':
      return { kind: truth.kind, appointment: truth.appointment, issues }
    case 'not-done':
      return { kind: 'not-done', reason: 'shown-not-done', issues, ...(truth.current ? { current: truth.current } : {}) }
    case 'taken':
      return { kind: 'not-done', reason: 'taken', issues }
    case 'not-shown':
    case 'still-unknown':
      return before
  }
}

/**
 * How long a request may still be under way, in milliseconds: counted from the answer that left it open, or from sending where none
 * came. Until then, "not done" is only "not yet". A server that answered in its own words, however badly, has finished with the
 * request.
 */
export function settlingMs(doubt: OpenDoubt | undefined, wasAnswered: boolean): number {
  // A closed page can't tell how fast the server is: its request may be worked on for as long as a page would wait for the answer.
  if (!wasAnswered) return doubt === 'aborted' ? 45_000 : 0
  if (doubt === 'timeout' || doubt === 'aborted') return 25_000
  // A 5xx may come from a gateway that lost track of the request it passed on.
  return doubt === 'connection-lost' || doubt === 'server-error' ? 10_000 : 0
}
