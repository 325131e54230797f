import { actorType, participantsOf, targetOf } from '../../fhir/references.ts'
import type { Appointment, AppointmentParticipant, Identifier, Reference } from '../../fhir/types.ts'
import { statusReasonExtension } from '../../scheduling/status-reasons.ts'

/**
 * The part of an Appointment that means the same in the EHR as on the Scheduling Server. The server's bookkeeping is left out, and
 * every reference to a record of its own but the actors: in the EHR such a reference would lead nowhere, or to somebody else.
 * @param server FHIR base of the Scheduling Server
 * @param patient the patient as the EHR that receives the copy is to know them
 */
export function carriedState(appointment: Appointment, server: string, patient: Reference): Appointment {
  const { cancelationReason, extension, participant: _participants, ...state } = stateOf(appointment)
  const reasons = (extension ?? []).filter(({ url }) => url === statusReasonExtension)
  // app-4: only an appointment that was called off or missed has such a reason.
  const isOff = state.status === 'cancelled' || state.status === 'noshow'
  return {
    ...state,
    ...(isOff && cancelationReason ? { cancelationReason } : {}),
    ...(isOff && reasons.length > 0 ? { extension: reasons } : {}),
    participant: participantsFor(appointment, server, patient),
  }
}

/** An Appointment without what belongs to the server that has it. */
function stateOf(appointment: Appointment) {
  const { id: _id, meta: _meta, implicitRules: _rules, language: _language, text: _text, ...content } = appointment
  const {
    contained: _contained,
    identifier: _identifier,
    slot: _slot,
    basedOn: _basedOn,
    reasonReference: _reasons,
    supportingInformation: _information,
    ...state
  } = content
  return state
}

/** The identifier by which a server's record is named elsewhere. */
export function linkTo(server: string, type: string, id: string): Identifier {
  return { system: `${server}/${type}`, value: id }
}

function participantsFor(appointment: Appointment, server: string, patient: Reference): AppointmentParticipant[] {
  const participants = participantsOf(appointment)
  const own = participants.find(({ actor }) => actorType(actor) === 'Patient')
  const others = participants.filter(({ actor }) => actorType(actor) !== 'Patient')
  return [
    { ...own, actor: patient, status: own?.status ?? 'accepted' },
    ...others.map((participant) =>
      participant.actor ? { ...participant, actor: logicalReference(participant.actor, server) } : participant,
    ),
  ]
}

/**
 * A record of the Scheduling Server as others may name it (R4 2.3.0.2, logical reference): by the identifier that the server
 * gave, else by its address there. Servers refuse references that they can't resolve, and a bare `Practitioner/7` would be
 * somebody else in the EHR.
 */
function logicalReference(actor: Reference, server: string): Reference {
  const { reference: _reference, ...named } = actor
  const target = targetOf(actor)
  if (!target) return named
  return { ...named, type: target.type, identifier: actor.identifier ?? linkTo(target.base ?? server, target.type, target.id) }
}
