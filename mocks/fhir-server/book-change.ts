import type { Appointment, AppointmentParticipant } from '../../src/fhir/types.ts'
import { requirePatient, type Access } from './access.ts'
import { requireStatusReason } from './appointment-profile.ts'
import { actorIds, requireFree, timeOf } from './availability.ts'
import { placeParticipants } from './book-new.ts'
import { requirePatientsFree } from './book-patients.ts'
import type { Context } from './context.ts'
import { conflicting, issue, malformed, Refusal, unacceptable, unknownResource } from './refusal.ts'

interface Change {
  readonly sent: Appointment
  readonly comment: string | undefined
  readonly ifMatch: string | null
}

/**
 * Changes a booked appointment (ITI-117 2:3.117.4.1.2). Refuses with 404 when there is none, with 409 when it is not booked, was
 * changed since the client read it, or the new time is not free, and with 422 when its patients would change.
 */
export function modify(context: Context, access: Access, { sent, comment, ifMatch }: Change): Appointment {
  const stored = currentOf(context, access, sent, ifMatch)
  if (stored.status !== 'booked') throw conflicting(`The appointment is ${stored.status}; only a booked one can be changed.`)
  const patients = actorIds(stored.participant, 'Patient', context.base)
  if (!sameMembers(patients, actorIds(sent.participant, 'Patient', context.base))) {
    throw unacceptable('The patients of an appointment cannot be changed.', 'Appointment.participant')
  }
  return context.store.put({
    ...sent,
    participant: isMoved(stored, sent, context.base) ? movedParticipants(context, stored, sent) : stored.participant,
    ...(comment && { comment }),
  })
}

/** Cancels a booked or held appointment; everything but status, reason and comment stays as it was stored. */
export function cancel(context: Context, access: Access, { sent, comment, ifMatch }: Change): Appointment {
  requireStatusReason(sent)
  const stored = currentOf(context, access, sent, ifMatch)
  if (stored.status !== 'booked' && stored.status !== 'pending') throw conflicting(`The appointment is already ${stored.status}.`)
  if (timeOf(stored).start < context.clock()) throw unacceptable('The appointment has begun or is over.', 'Appointment.start')
  const { extension, cancelationReason } = sent
  const note = comment ?? sent.comment
  return context.store.put({
    ...stored,
    status: 'cancelled',
    ...(extension && { extension }),
    ...(cancelationReason && { cancelationReason }),
    ...(note && { comment: note }),
    participant: stored.participant.map((participant) => ({ ...participant, status: 'declined' })),
  })
}

/** The stored appointment that `sent` refers to, provided that the client has seen its current version. */
function currentOf(context: Context, access: Access, sent: Appointment, ifMatch: string | null): Appointment {
  if (!sent.id) throw malformed('The appointment to change must have its id.', 'Appointment.id', 'required')
  const stored = context.store.appointment(sent.id)
  if (!stored) throw unknownResource(`Appointment/${sent.id}`)
  const patients = actorIds(stored.participant, 'Patient', context.base)
  if (patients.length > 0) patients.forEach((id) => requirePatient(access, id))
  const version = stored.meta?.versionId
  if (ifMatch !== null && ifMatch !== `W/"${version ?? ''}"`) {
    throw new Refusal(412, [issue('error', 'conflict', `The appointment is at version ${version ?? ''} by now.`)])
  }
  if (sent.meta?.versionId !== undefined && sent.meta.versionId !== version) {
    throw conflicting(`The appointment was changed since it was read: it is at version ${version ?? ''} by now.`)
  }
  return stored
}

function movedParticipants(context: Context, stored: Appointment, sent: Appointment): AppointmentParticipant[] {
  const place = requireFree(context, sent, stored.id)
  requirePatientsFree(context, sent, actorIds(stored.participant, 'Patient', context.base), stored.id)
  const patients = stored.participant.filter(({ actor }) => actor?.reference?.startsWith('Patient/'))
  return [...patients, ...placeParticipants(place)]
}

const PLACES = ['Practitioner', 'PractitionerRole', 'Location']

const isMoved = (stored: Appointment, sent: Appointment, base: string): boolean =>
  timeOf(stored).start !== timeOf(sent).start ||
  timeOf(stored).end !== timeOf(sent).end ||
  PLACES.some((type) => !sameMembers(actorIds(stored.participant, type, base), actorIds(sent.participant, type, base)))

const sameMembers = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((member) => other.includes(member))
