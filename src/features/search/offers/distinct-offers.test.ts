import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Appointment, CodeableConcept } from '../../../fhir/types.ts'
import { distinctOffers } from './distinct-offers.ts'

const word = fc.option(fc.constantFrom('a', 'b'), { nil: undefined })
const concept = fc.record({ text: word, coding: fc.array(fc.record({ system: word, code: word, display: word }), { maxLength: 2 }) })
const concepts = fc.array(concept, { maxLength: 2 })
const participant = fc.record({ actor: fc.record({ reference: word, display: word, type: word }) })
const offer = fc.record({ id: fc.string(), specialty: concepts, serviceType: concepts, reasonCode: concepts, participant: fc.array(participant, { maxLength: 3 }) })

/** Everything by which offers are distinguished, as one text. */
const names = ({ specialty, serviceType, reasonCode, participant: who }: Appointment) =>
  JSON.stringify([[specialty, serviceType, reasonCode].map((each) => each?.map(read)), who.map(({ actor }) => [actor?.reference, actor?.display, actor?.type])])
const read = ({ text, coding }: CodeableConcept) => [text, coding?.map(({ system, code, display }) => [system, code, display])]

test('there is one offer for all that name the same people, places and codes, the first', () => {
  fc.assert(
    fc.property(fc.array(offer, { maxLength: 30 }), (drawn) => {
      const offers = drawn as unknown as Appointment[]
      const first = offers.filter((one, at) => offers.findIndex((other) => names(other) === names(one)) === at)
      expect(distinctOffers(offers)).toEqual(first)
      expect(distinctOffers(offers)).toBe(distinctOffers(offers))
    }),
  )
})
