import type { Appointment } from '../../fhir/types.ts'

export type Action = 'reschedule' | 'change' | 'cancel'

export interface OfferedActions {
  readonly actions: readonly Action[]
  /** Why the other actions are not offered. */
  readonly because?: 'being-changed' | 'not-confirmed' | 'over-and-done' | 'not-permitted'
}

/**
 * What can be done with an appointment: `$book` modifies booked appointments, and cancels booked, held and pending ones
 * (ITI-117 2:3.117.4.1.2). The server decides everything else.
 * @param mayUpdate whether the launch granted writing to appointments
 */
export function offeredActions({ status }: Appointment, mayUpdate: boolean): OfferedActions {
  if (status !== 'booked' && status !== 'pending') return { actions: [], because: 'over-and-done' }
  if (!mayUpdate) return { actions: [], because: 'not-permitted' }
  return status === 'booked' ? { actions: ['reschedule', 'change', 'cancel'] } : { actions: ['cancel'], because: 'not-confirmed' }
}
