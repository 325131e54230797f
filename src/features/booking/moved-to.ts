import { withTexts, type AppointmentTexts } from '../../fhir/appointment-texts.ts'
import { actorType } from '../../fhir/references.ts'
import type { Appointment } from '../../fhir/types.ts'

/**
 * The appointment with the offer's time, practitioner, place and service, the given texts, and the rest as it was
 * (ITI-117 2:3.117.4.1.2: a modification sends the whole Appointment, still booked).
 */
export function movedTo(
  original: Appointment,
  offer: Appointment,
  texts: AppointmentTexts,
): Appointment {
  const { start, end } = offer
  const patients = (original.participant ?? []).filter((participant) => actorType(participant.actor) === 'Patient')
  const others = (offer.participant ?? []).filter((participant) => actorType(participant.actor) !== 'Patient')
  const { slot: _slot, minutesDuration: _minutes, ...kept } = withTexts(original, texts)
  return {
    ...kept,
    ...(start && end ? { start, end, requestedPeriod: [{ start, end }] } : {}),
    ...(offer.serviceType ? { serviceType: offer.serviceType } : {}),
    ...(offer.specialty ? { specialty: offer.specialty } : {}),
    ...(offer.minutesDuration === undefined ? {} : { minutesDuration: offer.minutesDuration }),
    participant: [...others.map((participant) => ({ ...participant, status: 'accepted' as const })), ...patients],
  }
}
