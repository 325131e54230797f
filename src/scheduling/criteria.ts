import type { Identifier, Patient, Reference, Timing } from '../fhir/types.ts'

/** A code as a search token: both system and code are required (ITI-115 2:3.115.4.1.2). */
export interface Token {
  readonly system: string
  readonly code: string
}

/**
 * The criteria of `$find`. Different kinds are ANDed. Repeats of one kind are ORed in order of preference, except patients: several of
 * them mean a group appointment.
 */
export interface FindCriteria {
  /** Instants with offset; the window is [start, end). */
  readonly start: string
  readonly end: string
  readonly specialty?: readonly Token[]
  readonly visitType?: readonly Token[]
  readonly reason?: readonly Token[]
  readonly practitioner?: readonly Reference[]
  readonly organization?: readonly Reference[]
  readonly location?: readonly Reference[]
  /** Parts of an address: a city, a postal code. */
  readonly locationText?: readonly string[]
  readonly patient?: readonly Reference[]
  /** Patients without a record yet. */
  readonly newPatient?: readonly Patient[]
  readonly referral?: Identifier
  readonly timing?: Timing
  readonly insurance?: readonly Reference[]
  /** A hint for the page size; servers may ignore it. */
  readonly count?: number
}

/** The criteria of ITI-118. Patient and date go together (2:3.118.4.1.2). */
export interface AppointmentQuery {
  /** `Patient/[id]`, or undefined for a practitioner's or a place's day. */
  readonly patient?: string
  /** `system|value` of the patient, where the server doesn't know the patient's id. */
  readonly patientIdentifier?: string
  /** By what else an answer may name the patient; not sent. */
  readonly knownIdentifiers?: readonly Identifier[]
  /** First and last instant, with offset. */
  readonly from?: string
  readonly until?: string
  readonly status?: readonly string[]
  readonly practitioner?: string
  readonly location?: string
  /** `system|value` */
  readonly identifier?: string
  readonly count?: number
}
