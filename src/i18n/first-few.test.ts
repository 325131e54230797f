import { expect, test } from 'vitest'
import type { Appointment } from '../fhir/types.ts'
import { appointmentFacts } from './appointment-facts.ts'
import { firstFew } from './first-few.ts'

test('the first few are named, each once, and the others counted', () => {
  expect(firstFew([], String)).toEqual([])
  expect(firstFew(['a', 'b', 'a', ''], String)).toEqual(['a', 'b'])
  expect(firstFew(Array.from('abcdefgh'), String)).toEqual(Array.from('abcdefgh'))
  expect(firstFew(Array.from('abcdefghij'), String)).toEqual([...Array.from('abcdefgh'), 'and 2 more'])
})

test('no more of fifty thousand are put into words than are shown', () => {
  let asked = 0
  firstFew(Array.from({ length: 50_000 }, (_, index) => index), (index) => {
    asked += 1
    return `Dr. ${index}`
  })
  expect(asked).toBe(8)
})

test('an appointment with fifty thousand practitioners and places names eight of each', () => {
  const participant = (['Practitioner', 'Location'] as const).flatMap((type) =>
    Array.from({ length: 50_000 }, (_, index) => ({ actor: { reference: `${type}/${index}`, display: `${type} ${index}` }, status: 'accepted' as const })),
  )
  const crowd: Appointment = { resourceType: 'Appointment', status: 'booked', participant }
  const { who, where } = appointmentFacts(crowd, { names: new Map(), locations: new Map() }, { configuredZone: undefined, locale: 'en-GB' })
  expect(who).toEqual([...Array.from({ length: 8 }, (_, index) => `Practitioner ${index}`), 'and 49992 more'])
  expect(where.at(-1)).toBe('and 49992 more')
})
