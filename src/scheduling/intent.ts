import type { Appointment, Coding, Patient } from '../fhir/types.ts'

/** Holds one proposed Appointment while the booking is typed. ITI-116 2:3.116. */
export interface HoldIntent {
  readonly kind: 'hold'
  /** As `$find` returned it; it has an id (without one it can't be held). */
  readonly offer: Appointment
  /** For whom; not sent, but an answer that names somebody else isn't believed. */
  readonly patient: Patient
}

/** Gives a held time back: a cancellation through `$book`. */
export interface ReleaseIntent {
  readonly kind: 'release'
  /** As `$hold` returned it, status pending. */
  readonly held: Appointment
}

/** Books a time that `$find` proposed or `$hold` reserved. ITI-117 2:3.117.4.1.2. */
export interface BookIntent {
  readonly kind: 'book'
  readonly offer: Appointment
  /** Whether the time is held for us; `perhaps` where a hold was asked for and nobody knows what came of it. */
  readonly held: boolean | 'perhaps'
  readonly patient: Patient
  /** The visit's reason in the words of the user. */
  readonly reasonForVisit?: string
  readonly note?: string
  /** UUID. Sent as an identifier when the booking goes by resource, so that it can be found again. */
  readonly correlationId: string
}

/** Changes the time or the particulars of a booked Appointment. */
export interface ModifyIntent {
  readonly kind: 'modify'
  /** As it was read from the server just before. */
  readonly original: Appointment
  /** The original with the changes that were asked for. */
  readonly changed: Appointment
  readonly patient: Patient
}

/** Cancels a booked Appointment. */
export interface CancelIntent {
  readonly kind: 'cancel'
  readonly original: Appointment
  readonly patient: Patient
  readonly reason: Coding
  readonly note?: string
}

/** Everything that changes something on a Scheduling Server. One way in for all of them. */
export type Intent = HoldIntent | ReleaseIntent | BookIntent | ModifyIntent | CancelIntent

/** The Appointment an intent acts on, as it was before. */
export function subjectOf(intent: Intent): Appointment {
  switch (intent.kind) {
    case 'hold':
    case 'book':
      return intent.offer
    case 'release':
      return intent.held
    case 'modify':
    case 'cancel':
      return intent.original
  }
}

/** The Appointment as it will be when the intent succeeds; its start, end and actors are what reconciliation looks for. */
export function wishedFor(intent: Intent): Appointment {
  return intent.kind === 'modify' ? intent.changed : subjectOf(intent)
}
