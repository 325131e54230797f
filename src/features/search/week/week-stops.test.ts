import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import type { MovingKey } from '../list/offer-moves.ts'
import type { HourRow } from './week-hours.ts'
import { stopAfter, weekStops } from './week-stops.ts'

/** Hours of two days with offers and of a third without, each cell given by the ids of its offers. */
const rows = [
  { hour: 9, days: ['a b', 'f', ''] },
  { hour: 10, days: ['', '', ''] },
  { hour: 11, days: ['c d e x y', 'g h', ''] },
].map(({ hour, days }): HourRow => ({
  hour,
  cells: days.map((ids, at) => ({
    dayKey: `2026-11-2${at + 3}`,
    hour,
    clock: undefined,
    offers: ids.split(' ').filter(Boolean).map((id) => ({ id }) as Appointment),
  })),
}))
const more = 'more 2026-11-23 11'
const stops = weekStops(rows, undefined)
const after = (id: string, key: MovingKey, all = stops) => stopAfter(all, all.find((stop) => stop.id === id)!, key)?.id

describe('the keys lead', () => {
  test('to what is shown, and to the others of an hour once they are', () => {
    expect(stops.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e', more, 'f', 'g', 'h'])
    expect(weekStops(rows, '2026-11-23 11').map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e', more, 'x', 'y', 'f', 'g', 'h'])
    expect(weekStops([], undefined)).toEqual([])
  })

  test.each<[from: string, key: MovingKey, to: string]>([
    ['a', 'ArrowDown', 'b'],
    ['b', 'ArrowDown', 'c'],
    [more, 'ArrowDown', more],
    ['c', 'ArrowUp', 'b'],
    ['f', 'ArrowUp', 'f'],
    ['b', 'ArrowRight', 'f'],
    ['d', 'ArrowRight', 'g'],
    ['g', 'ArrowRight', 'g'],
    ['h', 'ArrowLeft', 'c'],
    ['a', 'ArrowLeft', 'a'],
    ['g', 'Home', 'a'],
    ['a', 'End', 'h'],
  ])('from %s by %s to %s', (from, key, to) => {
    expect(after(from, key)).toBe(to)
  })

  test('from an hour’s number into the others', () => {
    expect(after(more, 'ArrowDown', weekStops(rows, '2026-11-23 11'))).toBe('x')
  })

  test('off the page by Page Up and Page Down', () => {
    expect([after('a', 'PageUp'), after('a', 'PageDown')]).toEqual([undefined, undefined])
  })
})
