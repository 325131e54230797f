import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, overlaps, subtract, type Interval } from './interval.ts'

const interval = fc
  .tuple(fc.nat(100), fc.integer({ min: 1, max: 50 }))
  .map(([start, length]): Interval => ({ start, end: start + length }))
const minutesOf = (intervals: readonly Interval[]): number[] =>
  intervals.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index))

describe('intervals', () => {
  it('do not overlap where they only touch', () => {
    expect(overlaps({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false)
    expect(overlaps({ start: 0, end: 11 }, { start: 10, end: 20 })).toBe(true)
  })

  it('contain what ends when they end', () => {
    expect(contains({ start: 0, end: 10 }, { start: 5, end: 10 })).toBe(true)
    expect(contains({ start: 0, end: 10 }, { start: 5, end: 11 })).toBe(false)
  })

  it('leave exactly the minutes that nothing takes', () => {
    fc.assert(
      fc.property(interval, fc.array(interval, { maxLength: 6 }), (whole, taken) => {
        const expected = minutesOf([whole]).filter((minute) => !minutesOf(taken).includes(minute))
        expect(minutesOf(subtract(whole, taken))).toEqual(expected)
      }),
    )
  })
})
