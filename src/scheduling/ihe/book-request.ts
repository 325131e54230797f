import { nameText } from '../../fhir/names.ts'
import { actorType } from '../../fhir/references.ts'
import type { Appointment, AppointmentParticipant, ParametersParameter, Patient, Reference } from '../../fhir/types.ts'
import type { ChangeAddress } from '../dialect.ts'
import { correlationIdentifier } from '../correlation.ts'
import type { BookIntent, CancelIntent, ModifyIntent, ReleaseIntent } from '../intent.ts'
import { patientReference } from '../patient-reference.ts'
import { staffCancel, statusReasonExtension } from '../status-reasons.ts'
import { operationRequest } from './operation-request.ts'

type BookableIntent = BookIntent | ModifyIntent | CancelIntent | ReleaseIntent

/** `$book`: the status that is sent tells a new booking, a change and a cancellation apart (ITI-117 2:3.117.4.1.2). */
export function bookRequest(server: ChangeAddress, intent: BookableIntent): Request {
  return operationRequest(server, '$book', parametersOf(intent, server.sharesPatients))
}

function parametersOf(intent: BookableIntent, sharesPatients: boolean): ParametersParameter[] {
  switch (intent.kind) {
    case 'book':
      return [
        newAppointment(intent, sharesPatients),
        patientResource(intent.patient, sharesPatients),
        ...comment(newComment(intent)),
      ]
    case 'modify':
      return [resource(modified(intent)), patientResource(intent.patient, sharesPatients)]
    case 'cancel':
      return [resource(cancelled(intent)), patientResource(intent.patient, sharesPatients), ...comment(intent.note)]
    case 'release':
      return [resource(released(intent))]
  }
}

/** By reference when the server gave the offer an id, else by resource, which must then be pending and name the patient. */
function newAppointment(
  { offer, patient, correlationId, reasonForVisit }: BookIntent,
  sharesPatients: boolean,
): ParametersParameter {
  if (offer.id !== undefined) {
    return { name: 'appointment-reference', valueReference: { reference: `Appointment/${offer.id}` } }
  }
  return resource({
    ...withPeriod(withoutCancelation(offer)),
    status: 'pending',
    identifier: [...(offer.identifier ?? []), correlationIdentifier(correlationId)],
    participant: withPatient(offer.participant, patient, sharesPatients),
    ...(reasonForVisit ? { reasonCode: [{ text: reasonForVisit }] } : {}),
  })
}

/** A booking by reference has no place for the reason but the comment. */
function newComment({ offer, reasonForVisit, note }: BookIntent): string | undefined {
  const byReference = offer.id !== undefined
  return [byReference ? reasonForVisit : undefined, note].filter(Boolean).join('\n') || undefined
}

function modified({ changed }: ModifyIntent): Appointment {
  return { ...withPeriod(withoutCancelation(changed)), status: 'booked' }
}

/** app-4: a cancelation reason belongs to cancelled appointments only. */
function withoutCancelation({ cancelationReason: _gone, ...kept }: Appointment): Appointment {
  return kept
}

function cancelled({ original, reason }: CancelIntent): Appointment {
  return withStatusReason(original, { coding: [reason] })
}

function released({ held }: ReleaseIntent): Appointment {
  return withStatusReason(held, { coding: [staffCancel] })
}

function withStatusReason(appointment: Appointment, reason: NonNullable<Appointment['cancelationReason']>): Appointment {
  return {
    ...withPeriod(appointment),
    status: 'cancelled',
    cancelationReason: reason,
    extension: [
      ...(appointment.extension ?? []).filter((extension) => extension.url !== statusReasonExtension),
      { url: statusReasonExtension, valueCodeableConcept: reason },
    ],
  }
}

/** The profile demands exactly one requestedPeriod. If the server left it out or repeated it, the appointment's own time is sent. */
function withPeriod(appointment: Appointment): Appointment {
  const { start, end } = appointment
  if (appointment.requestedPeriod?.length === 1 || !start || !end) return appointment
  return { ...appointment, requestedPeriod: [{ start, end }] }
}

function withPatient(
  participants: readonly AppointmentParticipant[] | undefined,
  patient: Patient,
  sharesPatients: boolean,
): AppointmentParticipant[] {
  const others = (participants ?? []).filter((participant) => actorType(participant.actor) !== 'Patient')
  const display = nameText(patient.name)
  const actor: Reference = {
    type: 'Patient',
    ...patientReference(patient, sharesPatients),
    ...(display ? { display } : {}),
  }
  return [...others, { actor, status: 'accepted' }]
}

/** The patient as known here, without the narrative and the metadata of the server that the record was read from. */
function patientResource(patient: Patient, sharesPatients: boolean): ParametersParameter {
  const { meta: _meta, text: _text, ...record } = patient
  return { name: 'patient-resource', resource: sharesPatients ? record : detached(record) }
}

/** On a server with its own records, an id or a reference from here would mean somebody else. */
function detached({ id: _id, link: _link, generalPractitioner: _gp, managingOrganization: _org, ...record }: Patient): Patient {
  return record
}

function resource(appointment: Appointment): ParametersParameter {
  return { name: 'appointment-resource', resource: appointment }
}

function comment(text: string | undefined): ParametersParameter[] {
  return text ? [{ name: 'comment', valueString: text }] : []
}
