import { describe, expect, it } from 'vitest'
import { addDays, epochAt, instantText, localDate, localMinutes, weekdayOf } from './clinic-time.ts'

describe('clinic time', () => {
  it('writes an instant on the clock of its zone', () => {
    const instant = Date.parse('2026-07-01T15:30:00Z')
    expect(instantText(instant, 'America/Chicago')).toBe('2026-07-01T10:30:00-05:00')
    expect(instantText(instant, 'America/Phoenix')).toBe('2026-07-01T08:30:00-07:00')
    expect(instantText(instant, 'Asia/Kolkata')).toBe('2026-07-01T21:00:00+05:30')
    expect(instantText(instant, 'UTC')).toBe('2026-07-01T15:30:00+00:00')
  })

  it('knows on which side of a clock change a time lies', () => {
    expect(instantText(epochAt('2026-03-08', '01:59', 'America/Chicago'), 'America/Chicago')).toBe('2026-03-08T01:59:00-06:00')
    expect(instantText(epochAt('2026-03-08', '03:00', 'America/Chicago'), 'America/Chicago')).toBe('2026-03-08T03:00:00-05:00')
    // The clock skips this time; it moves forward by the hour that is skipped.
    expect(instantText(epochAt('2026-03-08', '02:30', 'America/Chicago'), 'America/Chicago')).toBe('2026-03-08T03:30:00-05:00')
  })

  it('gives the date and the minute of the day in the zone', () => {
    const instant = Date.parse('2026-03-05T03:15:00Z')
    expect([localDate(instant, 'America/Chicago'), localMinutes(instant, 'America/Chicago')]).toEqual([
      '2026-03-04',
      21 * 60 + 15,
    ])
  })

  it('counts days across months, and names their weekday', () => {
    expect([addDays('2026-02-27', 2), addDays('2026-01-01', -1)]).toEqual(['2026-03-01', '2025-12-31'])
    expect(weekdayOf('2026-03-08')).toBe('sun')
  })
})
