import { instantMs } from '../../../fhir/instants.ts'
import { actorsOf, participantsOf, sameTarget } from '../../../fhir/references.ts'
import type { Appointment } from '../../../fhir/types.ts'

/** Identifies an offer among the others: its id, or where the server gave none, its time and actors. */
export function offerKey(offer: Appointment): string {
  const { id, start, end } = offer
  if (id !== undefined) return id
  const actors = participantsOf(offer).map(({ actor }) => actor?.reference ?? actor?.display ?? '')
  return [start, end, ...actors].join(' ')
}

/** Whether the offer is the appointment's present time: the same id, or the same start, practitioners and places. */
export function isPresentTime(offer: Appointment, appointment: Appointment): boolean {
  if (offer.id !== undefined && offer.id === appointment.id) return true
  if (instantMs(offer.start) !== instantMs(appointment.start)) return false
  return ['Practitioner', 'Location'].every((type) => {
    const [offered, present] = [actorsOf(offer, type), actorsOf(appointment, type)]
    return offered.length === present.length && offered.every((actor) => present.some((other) => sameTarget(actor, other)))
  })
}
