import { participantsOf } from '../../fhir/references.ts'
import type { Appointment, CodeableConcept } from '../../fhir/types.ts'

const said = new WeakMap<Appointment, string>()

/**
 * One offer for all that name the same people, places and codes: thousands of times name few of them. Each offer is read
 * once, however often the list grows.
 */
export function distinctOffers(offers: readonly Appointment[]): Appointment[] {
  const distinct = new Map<string, Appointment>()
  for (const offer of offers) {
    const names = namesOf(offer)
    if (!distinct.has(names)) distinct.set(names, offer)
  }
  return [...distinct.values()]
}

function namesOf(offer: Appointment): string {
  const before = said.get(offer)
  if (before !== undefined) return before
  const { specialty, serviceType, reasonCode } = offer
  const names = [
    ...[specialty, serviceType, reasonCode].map(conceptsKey),
    ...participantsOf(offer).map(({ actor }) => `${actor?.reference}|${actor?.display}|${actor?.type}`),
  ].join('\n')
  said.set(offer, names)
  return names
}

function conceptsKey(concepts: readonly CodeableConcept[] = []): string {
  return concepts
    .map(({ text, coding = [] }) => `${text} ${coding.map(({ system, code, display }) => `${system}|${code}|${display}`).join(' ')}`)
    .join('; ')
}
