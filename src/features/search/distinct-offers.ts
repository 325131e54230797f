import { participantsOf } from '../../fhir/references.ts'
import type { Appointment } from '../../fhir/types.ts'

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
  const names = JSON.stringify([specialty, serviceType, reasonCode, participantsOf(offer).map(({ actor }) => actor)])
  said.set(offer, names)
  return names
}
