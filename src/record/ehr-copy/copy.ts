import type { Appointment, Identifier } from '../../fhir/types.ts'

/** What the EHR is to be told about one Appointment of the Scheduling Server. */
export interface Copy {
  /** The EHR's copy is found again by any of these, and created by the first. */
  readonly identifiers: readonly [Identifier, ...Identifier[]]
  /** The copy as it is created where the EHR has none. */
  readonly appointment: Appointment
  /**
   * Whether `appointment` says how things stand. If not (the outcome of a change isn't known, or the server didn't show what it has),
   * an existing copy keeps its state, and only the error is added to it.
   */
  readonly isCurrent: boolean
}

/** An identifier as a token of a search (R4 3.1.1.4.10). */
export function tokenOf({ system = '', value = '' }: Identifier): string {
  return `${system}|${value}`
}
