import type { Appointment, Coding, Patient } from '../fhir/types.ts'

/** Holds one proposed Appointment while the user fills in the booking. ITI-116 2:3.116. */
export interface HoldIntent {
  readonly kind: 'hold'
  /** As `$find` returned it; it must have an id to be held. */
  readonly offer: Appointment
  /** The patient is not sent, but an answer that names somebody else isn't believed. */
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
  /** Whether the time is held for us; `perhaps` after a hold whose result nobody knows. */
  readonly held: boolean | 'perhaps'
  readonly patient: Patient
  /** The reason for the visit, in the user's words. */
  readonly reasonForVisit?: string
  readonly note?: string
  /** UUID. It is sent as an identifier with a booking by resource, so that the booking can be found again. */
  readonly correlationId: string
}

/** Changes the time or the particulars of a booked Appointment. */
export interface ModifyIntent {
  readonly kind: 'modify'
  /** As just read from the server. */
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

/** Every change on a Scheduling Server is one of these. */
export type Intent = HoldIntent | ReleaseIntent | BookIntent | ModifyIntent | CancelIntent

/** The Appointment that an intent acts on, as it was before. */
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

/** The Appointment as it will be when the intent succeeds; reconciliation looks for its start, end and actors. */
export function wishedFor(intent: Intent): Appointment {
  return intent.kind === 'modify' ? intent.changed : subjectOf(intent)
}
