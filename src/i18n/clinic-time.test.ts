import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changesClock, dayOf, formatDate, formatDay, formatShortDate, formatShortDay, formatTime, formatTimeRange, formatWhen,
} from './clinic-time.ts'

const locale = 'en-GB'
const at = (text: string) => Temporal.Instant.from(text)
const chicago = 'America/Chicago'

describe('a day and a time', () => {
  const start = at('2026-11-24T20:20:00Z')
  const end = at('2026-11-24T20:40:00Z')

  test('are shown as the clinic’s clock has them', () => {
    expect(formatDay(start, chicago, locale)).toBe('Tuesday 24 November 2026')
    expect(formatShortDay(start, chicago, locale)).toBe('Tue 24 Nov')
    expect(formatTime(start, chicago, locale)).toBe('14:20')
    expect(formatTimeRange(start, end, chicago, locale)).toBe('14:20–14:40')
    expect(formatTimeRange(start, undefined, chicago, locale)).toBe('14:20')
    expect(formatWhen(start, end, chicago, locale)).toBe('Tuesday 24 November 2026, 14:20–14:40')
    expect(formatWhen(start, end, '-06:00', locale)).toBe('Tuesday 24 November 2026, 14:20–14:40')
    expect(formatTime(start, '+05:30', locale)).toBe('01:50')
  })

  test('belong to the clinic’s day, not to the viewer’s or to UTC’s', () => {
    const late = at('2026-11-25T03:00:00Z')
    expect(dayOf(late, chicago)).toBe('2026-11-24')
    expect(dayOf(late, '-06:00')).toBe('2026-11-24')
    expect(formatDay(late, chicago, locale)).toBe('Tuesday 24 November 2026')
    expect(formatDay(late, '-06:00', locale)).toBe('Tuesday 24 November 2026')
  })

  test('a day alone is shown without any zone', () => {
    expect(formatDate('2026-11-24', locale)).toBe('Tuesday 24 November 2026')
    expect(formatShortDate('2026-11-24', locale)).toBe('Tue 24 Nov')
  })

  test('follow the language', () => {
    expect(formatWhen(start, end, 'Europe/Berlin', 'de')).toBe('Dienstag, 24. November 2026, 21:20–21:40')
  })
})

describe('a range', () => {
  const inBerlin = (start: string, end: string) => formatTimeRange(at(start), at(end), 'Europe/Berlin', locale)

  test('that ends on another day names that day', () => {
    expect(inBerlin('2026-11-24T22:40:00Z', '2026-11-24T23:20:00Z')).toBe('23:40–00:20 (Wed 25 Nov)')
  })

  test('over the hour that is skipped shows the clock before and after', () => {
    expect(inBerlin('2026-03-29T00:40:00Z', '2026-03-29T01:10:00Z')).toBe('01:40–03:10')
  })

  test('in the hour that comes twice says which of the two', () => {
    expect(inBerlin('2026-10-25T00:30:00Z', '2026-10-25T01:10:00Z')).toBe('02:30 (CEST)–02:10 (CET)')
    expect(formatTime(at('2026-11-01T06:30:00Z'), chicago, locale)).toBe('01:30 (UTC−05:00)')
    expect(formatTime(at('2026-11-01T07:30:00Z'), chicago, locale)).toBe('01:30 (UTC−06:00)')
    expect(formatTime(at('2026-11-01T08:00:00Z'), chicago, locale)).toBe('02:00')
  })
})

describe('a change of the clock', () => {
  test.each([
    ['2026-03-29', 'Europe/Berlin', 'forward'],
    ['2026-10-25', 'Europe/Berlin', 'back'],
    ['2026-10-26', 'Europe/Berlin', undefined],
    ['2026-11-01', chicago, 'back'],
    ['2026-11-01', 'Asia/Tokyo', undefined],
    ['2026-11-01', '-06:00', undefined],
    // Lord Howe Island moves its clock by half an hour.
    ['2026-04-05', 'Australia/Lord_Howe', 'back'],
    // Lebanon changes at midnight, so that the day begins at one o'clock.
    ['2025-03-30', 'Asia/Beirut', 'forward'],
  ])('on %s in %s: %s', (day, zone, change) => {
    expect(changesClock(day, zone)).toBe(change)
  })
})

describe('for any zone and instant', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin', 'Europe/London', 'America/Chicago', 'America/St_Johns', 'America/Santiago', 'America/Sao_Paulo',
    'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Beirut', 'Australia/Lord_Howe', 'Pacific/Auckland', 'Pacific/Chatham',
    'Africa/Casablanca', 'UTC', '-06:00', '+05:30',
  )
  const minute = 60_000
  const anywhen = fc.integer({ min: Date.UTC(2015, 0, 1) / minute, max: Date.UTC(2037, 0, 1) / minute })
  // Half of the instants lie around a change of the clock, where the mistakes are.
  const nearChange = fc.tuple(
    fc.constantFrom(
      '2026-10-25T01:00Z', '2026-11-01T07:00Z', '2026-04-04T15:00Z',
      '2026-04-05T03:00Z', '2018-02-18T02:00Z', '2025-10-25T21:00Z',
    ),
    fc.integer({ min: -180, max: 180 }),
  ).map(([change, shift]) => at(change).epochMilliseconds / minute + shift)
  const instants = fc.oneof(anywhen, nearChange).map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * minute))

  test('the day and time shown lead back to the instant', () => {
    fc.assert(fc.property(instants, zones, (instant, zone) => {
      const time = formatTime(instant, zone, locale)
      const wall = Temporal.PlainDateTime.from(`${dayOf(instant, zone)}T${time.slice(0, 5)}`)
      const meant = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }))
      const candidates = meant.filter((zoned) => formatTime(zoned.toInstant(), zone, locale) === time)
      expect(new Set(candidates.map((zoned) => zoned.epochMilliseconds))).toEqual(new Set([instant.epochMilliseconds]))
    }), { numRuns: 500 })
  })

  test('no end is shown before its start, unless a day or an offset beside it explains it', () => {
    fc.assert(fc.property(instants, fc.integer({ min: 1, max: 600 }), zones, (start, minutes, zone) => {
      const shown = formatTimeRange(start, start.add({ minutes }), zone, locale)
      const [from = '', to = ''] = shown.match(/\d\d:\d\d(?!\))/g) ?? []
      if (to <= from) expect(shown).toMatch(/\(/)
    }), { numRuns: 500 })
  })

  test('two instants are never shown alike on one day', () => {
    fc.assert(fc.property(instants, fc.integer({ min: 1, max: 300 }), zones, (one, minutes, zone) => {
      const other = one.add({ minutes })
      expect(formatWhen(one, undefined, zone, locale)).not.toBe(formatWhen(other, undefined, zone, locale))
    }), { numRuns: 500 })
  })
})
