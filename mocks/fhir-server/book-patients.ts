import type { Appointment, AppointmentParticipant, Patient } from '../../src/fhir/types.ts'
import { patientName } from '../world/patients.ts'
import { requirePatient, type Access } from './access.ts'
import { actorIds, timeOf } from './availability.ts'
import type { Context } from './context.ts'
import { plain } from './match.ts'
import { isPatient } from './narrowing.ts'
import type { CheckedParameters } from './parameters.ts'
import { issue, malformed, Refusal, unacceptable } from './refusal.ts'
import { sameIdentifier } from './references.ts'

/** A patient of a booking: already on record, or to be registered once everything else is checked. */
export type BookingPatient =
  { readonly kind: 'known'; readonly patient: Patient } | { readonly kind: 'new'; readonly patient: Patient }

/**
 * The patients that `patient-resource` names. Refuses with 400 when there is none, with 422 when one is unknown, inactive,
 * replaced by another record, or does not agree with the record of the same id.
 */
export function bookingPatients(context: Context, parameters: CheckedParameters, access: Access): BookingPatient[] {
  const sent = parameters.all('patient-resource').flatMap(({ resource }) => (isPatient(resource) ? [resource] : []))
  if (sent.length === 0) throw malformed('A new booking needs a patient-resource.', 'patient-resource', 'required')
  return sent.map((patient) => {
    const found = identify(context, patient)
    requirePatient(access, found.patient.id)
    return found
  })
}

function identify({ store }: Context, sent: Patient): BookingPatient {
  const record = sent.id ? store.patient(sent.id) : store.patients().find((known) => sharesIdentifier(known, sent))
  if (!record) {
    if (sent.id) throw unacceptable(`There is no Patient/${sent.id}.`, 'Patient.id', 'not-found')
    if (!patientName(sent)) throw unacceptable('A new patient needs a name.', 'Patient.name', 'required')
    return { kind: 'new', patient: sent }
  }
  const replacement = record.link?.find(({ type }) => type === 'replaced-by')?.other.reference
  if (replacement) throw unacceptable(`This record was replaced by ${replacement}.`, 'Patient')
  if (record.active === false) throw unacceptable('This record is no longer active.', 'Patient.active')
  if (sent.birthDate && record.birthDate && sent.birthDate !== record.birthDate) throw disagrees('Patient.birthDate')
  const family = sent.name?.[0]?.family
  if (family && !record.name?.some((name) => plain(name.family ?? '') === plain(family))) throw disagrees('Patient.name')
  return { kind: 'known', patient: record }
}

const disagrees = (expression: string): Refusal =>
  unacceptable('The patient sent does not agree with the record of that id.', expression)

const sharesIdentifier = (known: Patient, sent: Patient): boolean =>
  known.identifier?.some((own) =>
    sent.identifier?.some((wanted) => wanted.system !== undefined && sameIdentifier(own, wanted)),
  ) ?? false

/** Refuses when the appointment already names other patients than the booking does. */
export function requireSamePatients({ participant }: Appointment, patients: readonly BookingPatient[], base: string): void {
  const named = actorIds(participant, 'Patient', base)
  const stranger = named.find((id) => !patients.some(({ patient }) => patient.id === id))
  if (stranger !== undefined)
    throw unacceptable(
      `The appointment names Patient/${stranger}, the patient-resource somebody else.`,
      'Appointment.participant',
    )
}

/** Refuses when a patient has another appointment at that time: with HTTP 200, as servers of the guide do for a business rule. */
export function requirePatientsFree(
  { store }: Context,
  appointment: Appointment,
  patientIds: readonly string[],
  except?: string,
): void {
  for (const id of patientIds) {
    const other = store.occupant(`Patient/${id}`, timeOf(appointment), except)
    if (other) {
      const what = `${other.description ?? other.id ?? ''}, ${other.start ?? ''}`
      const diagnostics = `The patient already has an appointment at that time: ${what}.`
      throw new Refusal(200, [issue('error', 'business-rule', diagnostics)], { inBundle: true })
    }
  }
}

/** Participants for the patients, registering those without a record. */
export const patientParticipants = ({ store }: Context, patients: readonly BookingPatient[]): AppointmentParticipant[] =>
  patients.map(({ kind, patient }) => {
    const record = kind === 'new' ? store.register(patient) : patient
    return { actor: { reference: `Patient/${record.id ?? ''}`, display: patientName(record) }, status: 'accepted' }
  })
