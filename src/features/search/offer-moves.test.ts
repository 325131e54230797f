import { describe, expect, test } from 'vitest'
import { placeAfter, placeOf, type MovingKey } from './offer-moves.ts'
import type { OfferCell, OfferRow } from './offer-rows.ts'

/** A timetable as its keys: a line begins with `#` where it is a day's heading. */
const timetable = ['# Monday', 'a b c', 'd e', '# Tuesday', 'f g h', 'i']
const rows = timetable.map((line): OfferRow => {
  const cells = line.split(' ').map((key) => ({ key }) as OfferCell)
  return line.startsWith('#')
    ? { kind: 'day', key: line, day: { dayKey: line, cells: [], change: undefined } }
    : { kind: 'offers', key: line, cells }
})

function after(key: string, ...pressed: MovingKey[]): string | undefined {
  let place = placeOf(rows, key)
  for (const one of pressed) place = place && placeAfter(rows, place, one)
  const row = place && rows[place.row]
  return row?.kind === 'offers' ? row.cells[place?.column ?? 0]?.key : undefined
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
    expect(placeOf(rows, 'z')).toBeUndefined()
    expect(placeOf(rows, undefined)).toBeUndefined()
  })
})
