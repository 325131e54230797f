import { instantMs } from '../../fhir/instants.ts'
import type { Appointment, Patient } from '../../fhir/types.ts'
import type { SchedulingServer } from '../../scheduling/server.ts'
import { changesMeanwhile } from '../../scheduling/changes-meanwhile.ts'
import { ProtocolError } from '../../scheduling/failure.ts'
import { findWhose } from '../../scheduling/find-whose.ts'
import { bookedStatuses } from '../../scheduling/reconcile/find-booking.ts'
import { isStillThat } from '../../scheduling/reconcile/same-visit.ts'
import { readResource } from '../../scheduling/search-resources.ts'
import type { WithheldBecause } from '../journal.ts'

/** How one of the two appointments of a move stands at the server by now. */
export interface AppointmentNow {
  /**
   * `begun`: the patient has come. `moved`: it is still the patient's, at another time or with others. `changed`: it has any other
   * status, or is somebody else's.
   */
  readonly is: 'booked' | 'pending' | 'begun' | 'moved' | 'cancelled' | 'changed'
  readonly now: Appointment
}

/** Reads the appointment again; undefined where the server doesn't say how it stands. */
export async function appointmentNow(
  server: SchedulingServer,
  before: Appointment,
  patient: Patient,
): Promise<AppointmentNow | undefined> {
  const now = await current(server, before)
  return now && { is: await whatBecameOf(server, before, now, patient), now }
}

/**
 * Why an appointment must not be moved: the server doesn't show how it stands, or it is not what it was. Undefined where it may be
 * moved.
 */
export function whyNotToMove(original: Appointment, old: AppointmentNow | undefined): WithheldBecause | undefined {
  if (!old) return { kind: 'old-not-shown' }
  if (old.is === 'cancelled') return { kind: 'old-gone' }
  // `appointmentNow` has found out whose it is (the journal keeps no names), and a new version may say the same.
  const differs = changesMeanwhile(original, old.now).some((part) => part !== 'patient' && part !== 'version')
  return differs || (old.is !== 'booked' && old.is !== 'pending') ? { kind: 'old-changed' } : undefined
}

async function current(server: SchedulingServer, { id }: Appointment): Promise<Appointment | undefined> {
  if (id === undefined) return undefined
  try {
    return await readResource(server, 'Appointment', id)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

async function whatBecameOf(
  server: SchedulingServer,
  before: Appointment,
  now: Appointment,
  patient: Patient,
): Promise<AppointmentNow['is']> {
  if (now.status === 'cancelled') return 'cancelled'
  const stands = standingStatus(now)
  // A server may reuse an id for somebody else's appointment.
  if (stands === 'changed' || (await findWhose(server, now, patient)) === 'another') return 'changed'
  return isStillThat(before, now) && !isOtherwiseLong(before, now) ? stands : 'moved'
}

function standingStatus({ status }: Appointment): 'booked' | 'pending' | 'begun' | 'changed' {
  if (status === 'booked' || status === 'pending') return status
  return bookedStatuses.includes(status) ? 'begun' : 'changed'
}

function isOtherwiseLong(before: Appointment, now: Appointment): boolean {
  const [was, is] = [instantMs(before.end), instantMs(now.end)]
  return was !== undefined && is !== undefined && was !== is
}
