import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockMinutes, isOffset, stretchAt } from './zone-clock.ts'

const zones = [
  'America/Chicago', 'America/Phoenix', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Havana',
  'Asia/Beirut', 'America/St_Johns', 'Pacific/Apia', 'UTC', '-06:00', '+05:30', '+14:00',
]

/** What Temporal says of each moment alone. */
function asTemporal(zone: string, instantMs: number) {
  const shown = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone)
  return {
    dayKey: shown.toPlainDate().toString(),
    offset: shown.offsetNanoseconds / 1_000_000,
    minutes: shown.hour * 60 + shown.minute,
  }
}

function asKept(zone: string, instantMs: number) {
  const stretch = stretchAt(zone, instantMs)
  if (instantMs < stretch.from || instantMs >= stretch.until) throw new Error('The stretch doesn’t hold its own moment.')
  return { dayKey: stretch.dayKey, offset: stretch.offset, minutes: clockMinutes(stretch, instantMs) }
}

describe('a zone’s clock', () => {
  test('shows the same as when each moment is looked up alone, in any order', () => {
    const moments = fc.date({ noInvalidDate: true, min: new Date('1999-12-31'), max: new Date('2040-01-01') })
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(moments, { maxLength: 20 }), (zone, dates) => {
        for (const date of dates) expect(asKept(zone, date.getTime())).toEqual(asTemporal(zone, date.getTime()))
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    ['America/Chicago', '2026-11-01'],
    ['America/Chicago', '2027-03-14'],
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Australia/Lord_Howe', '2027-04-04'],
    ['America/Havana', '2026-11-01'],
    ['Asia/Beirut', '2027-03-28'],
    ['America/St_Johns', '2006-10-29'],
    ['Pacific/Apia', '2011-12-30'],
  ])('of %s is right at every minute around %s', (zone, date) => {
    const noon = Date.parse(`${date}T12:00:00Z`)
    const minutes = Array.from({ length: 54 * 60 }, (_, minute) => noon + (minute - 27 * 60) * 60_000)
    const wrong = minutes.filter((instantMs) => JSON.stringify(asKept(zone, instantMs)) !== JSON.stringify(asTemporal(zone, instantMs)))
    expect(wrong).toEqual([])
  })

  test('is a fixed one where the zone is an offset', () => {
    expect(['-06:00', '+14:00', 'UTC', 'America/Chicago', '-06:60', '+1'].map(isOffset)).toEqual([true, true, false, false, false, false])
  })

  test('isn’t known for a zone that doesn’t exist', () => {
    expect(() => stretchAt('Mars/Olympus', 0)).toThrow(RangeError)
  })
})
