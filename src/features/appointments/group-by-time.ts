import { instantMs } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'

export interface AppointmentsByTime {
  /** Those that are not over yet; the next one first. */
  readonly upcoming: readonly Appointment[]
  /** The latest first. */
  readonly past: readonly Appointment[]
  /** Those without a time that can be read (app-3 lets cancelled and waitlisted appointments have none). */
  readonly undated: readonly Appointment[]
}

/** @param nowInstant epoch milliseconds */
export function groupByTime(appointments: readonly Appointment[], nowInstant: number): AppointmentsByTime {
  const startOf = (appointment: Appointment) => instantMs(appointment.start) ?? 0
  const isDated = (appointment: Appointment) => instantMs(appointment.start) !== undefined
  const isOver = (appointment: Appointment) => (instantMs(appointment.end) ?? startOf(appointment)) <= nowInstant
  const dated = appointments.filter(isDated).toSorted((a, b) => startOf(a) - startOf(b))
  return {
    upcoming: dated.filter((appointment) => !isOver(appointment)),
    past: dated.filter(isOver).reverse(),
    undated: appointments.filter((appointment) => !isDated(appointment)),
  }
}
