import { instantMs } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { SchedulingServer } from '../server.ts'
import { halfDayMs, seekByPatient } from './find-booking.ts'
import type { ModifyIntent } from '../intent.ts'
import { progressOf } from './modification.ts'
import { stillUnknown, type Truth } from './truth.ts'

/**
 * What the server shows of a change.
 * @param current the changed Appointment as it is now
 * @throws ProtocolError
 */
export async function truthOfModification(
  server: SchedulingServer,
  intent: ModifyIntent,
  current: Appointment,
): Promise<Truth> {
  if (current.status === 'cancelled' || current.status === 'entered-in-error') return truthOfReplacement(server, intent, current)
  const progress = progressOf(intent, current)
  if (current.status === 'pending') {
    return progress === 'as-asked' ? { kind: 'awaiting-confirmation', appointment: current } : stillUnknown
  }
  if (progress === 'as-asked') return { kind: 'done', appointment: current }
  return progress === 'as-before' ? { kind: 'not-done', current } : stillUnknown
}

/** Some servers change an Appointment by cancelling it and booking another (ITI-117 2:3.117.4.2.2). */
async function truthOfReplacement(
  server: SchedulingServer,
  { original, changed, patient }: ModifyIntent,
  current: Appointment,
): Promise<Truth> {
  const sought = { wished: changed, patient, isOther: ({ id }: Appointment) => id === original.id }
  const seen = await seekByPatient(server, sought, distanceMs(original, changed) + halfDayMs)
  if (seen.kind === 'done' || seen.kind === 'awaiting-confirmation') return seen
  // A missing replacement counts only if the same search shows the cancelled original.
  const showsOriginal = seen.kind === 'absent' && seen.shown.some(({ id }) => id === original.id)
  return showsOriginal ? { kind: 'not-done', current } : stillUnknown
}

function distanceMs(a: Appointment, b: Appointment): number {
  return Math.abs((instantMs(a.start) ?? 0) - (instantMs(b.start) ?? 0))
}
