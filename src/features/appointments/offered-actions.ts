import type { Appointment } from '../../fhir/types.ts'

export type Action = 'reschedule' | 'change' | 'cancel'

export interface OfferedActions {
  readonly actions: readonly Action[]
  /** Why the others are not offered. */
  readonly because?: 'being-changed' | 'not-confirmed' | 'over-and-done' | 'not-permitted'
}

/**
 * What can be done with an appointment: `$book` modifies booked ones and cancels booked and held or pending ones
 * (ITI-117 2:3.117.4.1.2). Everything else the server decides.
 * @param mayUpdate whether the launch granted writing to appointments
 */
export function offeredActions({ status }: Appointment, mayUpdate: boolean): OfferedActions {
  if (status !== 'booked' && status !== 'pending') return { actions: [], because: 'over-and-done' }
  if (!mayUpdate) return { actions: [], because: 'not-permitted' }
  return status === 'booked' ? { actions: ['reschedule', 'change', 'cancel'] } : { actions: ['cancel'], because: 'not-confirmed' }
}
