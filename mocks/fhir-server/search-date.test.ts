import { describe, expect, it } from 'vitest'
import { matchesDate } from './search-date.ts'
import { Refusal } from './refusal.ts'

describe('a date parameter', () => {
  // Half past ten in the evening of 4 March in Chicago is the 5th already in UTC.
  const late = '2026-03-04T22:30:00-06:00'

  it.each([
    ['2026-03-04', true],
    ['eq2026-03-05', false],
    ['ne2026-03-05', true],
    ['2026-03', true],
    ['2026', true],
    ['ge2026-03-04', true],
    ['gt2026-03-04', false],
    ['lt2026-03-05', true],
    ['le2026-03-03', false],
    ['sa2026-03-03', true],
    ['eb2026-03-05', true],
    ['ge2026-03-05T04:30:00Z', true],
    ['gt2026-03-05T04:30:00Z', false],
    ['lt2026-03-05T04:30:00Z', false],
  ])('means the day on the site’s own clock: %s', (wanted, expected) => {
    expect(matchesDate(late, wanted, 'America/Chicago')).toBe(expected)
  })

  it('compares partly known dates as the stretch of time that they are', () => {
    expect([
      matchesDate('1939', '1939', 'UTC'),
      matchesDate('1939', '1939-05', 'UTC'),
      matchesDate('1939', 'lt1940', 'UTC'),
    ]).toEqual([true, false, true])
  })

  it.each(['', 'soon', '2026-13-01', '2026-03-04T10:00:00', 'ap2026'])('refuses “%s”', (wanted) => {
    expect(() => matchesDate(late, wanted, 'UTC')).toThrow(Refusal)
  })
})
