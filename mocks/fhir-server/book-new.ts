import type { Appointment, AppointmentParticipant, Reference } from '../../src/fhir/types.ts'
import { practitionerName } from '../world/clinicians.ts'
import { placeName } from '../world/seed-appointments.ts'
import type { Access } from './access.ts'
import { requireFree, type Place } from './availability.ts'
import {
  bookingPatients,
  patientParticipants,
  requirePatientsFree,
  requireSamePatients,
  type BookingPatient,
} from './book-patients.ts'
import type { Context } from './context.ts'
import { resolveOffer } from './offers.ts'
import type { CheckedParameters } from './parameters.ts'
import { proposal } from './proposal.ts'
import { literalKey } from './references.ts'
import { malformed, notAvailable, unacceptable } from './refusal.ts'

/**
 * Books a proposed or held appointment by its id. Refuses with fatal / not-found when the time is gone (410 when it was held
 * and the hold has ended).
 */
export function bookByReference(
  context: Context,
  parameters: CheckedParameters,
  access: Access,
  { reference, comment }: { reference: Reference; comment: string | undefined },
): Appointment {
  if (!reference.reference)
    throw malformed('An appointment is booked by its literal reference.', 'appointment-reference', 'required')
  const { id } = literalKey(reference.reference, ['Appointment'], context.base, 'appointment-reference')
  const patients = bookingPatients(context, parameters, access)
  const offered = heldOrOffered(context, id)
  return confirm(context, { ...offered, ...(comment && { comment }) }, patients)
}

/** Books a pending resource: the held or proposed appointment that its id names, else any free time that the client has composed. */
export function bookByResource(
  context: Context,
  parameters: CheckedParameters,
  access: Access,
  { sent, comment }: { sent: Appointment; comment: string | undefined },
): Appointment {
  const patients = bookingPatients(context, parameters, access)
  requireSamePatients(sent, patients, context.base)
  if (sent.id) requireSameTime(sent, heldOrOffered(context, sent.id))
  const place = requireFree(context, sent, sent.id)
  const appointment: Appointment = {
    ...sent,
    id: sent.id ?? context.store.newAppointmentId(),
    participant: placeParticipants(place),
    ...(comment && { comment }),
  }
  return confirm(context, appointment, patients)
}

function heldOrOffered(context: Context, id: string): Appointment {
  const stored = context.store.appointment(id)
  const held = context.store.holds().some(({ appointment }) => appointment === id)
  if (stored && held) return stored
  if (stored?.status === 'cancelled') throw notAvailable('The hold has ended.', 410)
  const offered = stored ? 'taken' : resolveOffer(context, id)
  if (offered === undefined) throw notAvailable(`There is no Appointment/${id} to book.`, 404)
  if (offered === 'taken') throw notAvailable('That time is no longer available.')
  return proposal(offered)
}

function requireSameTime(sent: Appointment, offered: Appointment): void {
  if (
    Date.parse(sent.start ?? '') !== Date.parse(offered.start ?? '') ||
    Date.parse(sent.end ?? '') !== Date.parse(offered.end ?? '')
  ) {
    throw unacceptable(`Appointment/${sent.id ?? ''} was offered for another time.`, 'Appointment.start')
  }
}

/** Practitioner and room, by references that every client of this server can resolve, whatever form the client sent. */
export function placeParticipants({ clinician, room }: Place): AppointmentParticipant[] {
  return [
    {
      actor: { reference: `Practitioner/${clinician.id}`, display: practitionerName(clinician.practitioner) },
      required: 'required',
      status: 'accepted',
    },
    { actor: { reference: `Location/${room}`, display: placeName(room) }, required: 'required', status: 'accepted' },
  ]
}

function confirm(context: Context, appointment: Appointment, patients: readonly BookingPatient[]): Appointment {
  const known = patients.flatMap(({ kind, patient }) => (kind === 'known' && patient.id ? [patient.id] : []))
  requirePatientsFree(context, appointment, known, appointment.id)
  const others = appointment.participant.filter(({ actor }) => !actor?.reference?.startsWith('Patient/'))
  return context.store.put({
    ...appointment,
    status: 'booked',
    created: new Date(context.clock()).toISOString(),
    participant: [
      ...patientParticipants(context, patients),
      ...others.map((participant): AppointmentParticipant => ({ ...participant, status: 'accepted' })),
    ],
  })
}
