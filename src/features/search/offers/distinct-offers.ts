import { participantsOf } from '../../../fhir/references.ts'
import type { Appointment, AppointmentParticipant, CodeableConcept, Coding } from '../../../fhir/types.ts'

const known = new WeakMap<readonly Appointment[], readonly Appointment[]>()

/**
 * One offer for each distinct set of people, places and codes: thousands of offers name few of them. Offers whose first and last
 * actors are equal are compared field by field, since building a whole key for each offer takes twice as long.
 */
export function distinctOffers(offers: readonly Appointment[]): readonly Appointment[] {
  const before = known.get(offers)
  if (before) return before
  const distinct: Appointment[] = []
  const alike = new Map<string, Appointment[]>()
  for (const offer of offers) {
    const participants = participantsOf(offer)
    const key = `${nameOf(participants[0])}|${nameOf(participants[participants.length - 1])}`
    const others = alike.get(key)
    if (others?.some((other) => namesTheSame(offer, other))) continue
    distinct.push(offer)
    if (others) others.push(offer)
    else alike.set(key, [offer])
  }
  known.set(offers, distinct)
  return distinct
}

function nameOf(participant: AppointmentParticipant | undefined): string | undefined {
  return participant?.actor?.reference ?? participant?.actor?.display
}

function namesTheSame(a: Appointment, b: Appointment): boolean {
  return (
    areSame(participantsOf(a), participantsOf(b), isSameParticipant) &&
    areSame(a.serviceType, b.serviceType, isSameConcept) &&
    areSame(a.specialty, b.specialty, isSameConcept) &&
    areSame(a.reasonCode, b.reasonCode, isSameConcept)
  )
}

function areSame<T>(these: readonly T[] | undefined, those: readonly T[] | undefined, isSame: (a: T, b: T) => boolean): boolean {
  const length = these?.length ?? 0
  if (length !== (those?.length ?? 0)) return false
  for (let at = 0; at < length; at += 1) {
    const one = these?.[at]
    const other = those?.[at]
    if (one === undefined || other === undefined || !isSame(one, other)) return false
  }
  return true
}

function isSameParticipant({ actor: a }: AppointmentParticipant, { actor: b }: AppointmentParticipant): boolean {
  return a?.reference === b?.reference && a?.display === b?.display && a?.type === b?.type
}

function isSameConcept(a: CodeableConcept, b: CodeableConcept): boolean {
  return a.text === b.text && areSame(a.coding, b.coding, isSameCoding)
}

function isSameCoding(a: Coding, b: Coding): boolean {
  return a.code === b.code && a.system === b.system && a.display === b.display
}
