import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import type { OfferDay } from '../offers/offer-days.ts'
import { placeAfter, type MovingKey } from './offer-moves.ts'
import { offerRows } from './offer-rows.ts'

/** Two days of offers, by their keys. With three columns, their lines are: a b c, d e; f g h, i. */
const days = [
  ['2026-11-23', 'a b c d e'],
  ['2026-11-24', 'f g h i'],
].map(([dayKey = '', keys = '']): OfferDay => ({ dayKey, change: undefined, offers: keys.split(' ').map((id) => ({ id }) as Appointment) }))
const rows = offerRows(days, 3)

function after(key: string, ...pressed: MovingKey[]): string | undefined {
  let place = rows.placeOf(key)
  for (const one of pressed) place = place && placeAfter(rows, place, one)
  return rows.offerAt(place)?.id
}

describe('the keys lead', () => {
  test.each<[from: string, key: MovingKey, to: string]>([
    ['a', 'ArrowRight', 'b'],
    ['c', 'ArrowRight', 'd'],
    ['e', 'ArrowRight', 'f'],
    ['i', 'ArrowRight', 'i'],
    ['d', 'ArrowLeft', 'c'],
    ['f', 'ArrowLeft', 'e'],
    ['a', 'ArrowLeft', 'a'],
    ['b', 'ArrowDown', 'e'],
    ['c', 'ArrowDown', 'e'],
    ['e', 'ArrowDown', 'g'],
    ['i', 'ArrowDown', 'i'],
    ['g', 'ArrowUp', 'e'],
    ['b', 'ArrowUp', 'b'],
    ['e', 'PageDown', 'f'],
    ['g', 'PageDown', 'g'],
    ['i', 'PageUp', 'a'],
    ['d', 'PageUp', 'a'],
    ['g', 'Home', 'a'],
    ['b', 'End', 'i'],
  ])('from %s by %s to %s', (from, key, to) => {
    expect(after(from, key)).toBe(to)
  })

  test('nowhere from an offer that is gone', () => {
    expect(rows.placeOf('z')).toBeUndefined()
    expect(rows.placeOf(undefined)).toBeUndefined()
  })
})
