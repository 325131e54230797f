import type { Issue } from '../fhir/issues.ts'
import type { Appointment } from '../fhir/types.ts'

/** Why there is no certain answer. */
export type Doubt =
  | 'timeout'
  | 'aborted'
  | 'connection-lost'
  | 'server-error'
  | 'empty'
  | 'html'
  | 'broken-json'
  | 'excessive'
  /** The answer is about another patient or record than the one that was asked for. */
  | 'another-subject'
  | 'unexpected-content'

/**
 * The result of one attempt to change something, as far as its answer tells. The specification's table is the contract, and `classify`
 * implements it. Only `success` may ever be shown as done.
 */
export type Outcome =
  | { readonly kind: 'success'; readonly appointment: Appointment; readonly issues: readonly Issue[] }
  /** Accepted for a person to confirm: not booked. */
  | { readonly kind: 'pending'; readonly appointment: Appointment; readonly issues: readonly Issue[] }
  /** The server said no. */
  | { readonly kind: 'rejected'; readonly why: 'refused' | 'invalid'; readonly issues: readonly Issue[] }
  /** The time is gone, or the Appointment was changed meanwhile. */
  | { readonly kind: 'conflict'; readonly issues: readonly Issue[] }
  | { readonly kind: 'forbidden'; readonly issues: readonly Issue[] }
  | { readonly kind: 'session-ended'; readonly issues: readonly Issue[] }
  /** Not accepted for now; `retryAfterSeconds` is the server's wish, or a default. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number; readonly issues: readonly Issue[] }
  /** The server answered, but the answer contradicts itself or the question: the record must be read again. */
  | {
      readonly kind: 'unconfirmed'
      readonly appointment?: Appointment
      readonly doubt?: 'another-subject'
      readonly issues: readonly Issue[]
    }
  /** No usable answer: the change may or may not have happened. Nothing is sent again before that is known. */
  | { readonly kind: 'unknown'; readonly doubt: Doubt; readonly issues: readonly Issue[] }

/** Whether the server must be asked for the truth before anything is said or sent again. */
export function isUncertain(outcome: Outcome): outcome is Extract<Outcome, { kind: 'unconfirmed' | 'unknown' }> {
  return outcome.kind === 'unconfirmed' || outcome.kind === 'unknown'
}
