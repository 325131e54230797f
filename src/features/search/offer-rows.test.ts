import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../fhir/types.ts'
import { dayOf } from '../../i18n/clinic-time.ts'
import { offerDays, offerRows } from './offer-rows.ts'

const offerAt = (start: string): Appointment => ({
  resourceType: 'Appointment',
  id: start,
  status: 'proposed',
  start,
  participant: [],
})
const clockIn = (zone: string) => (offer: Appointment) => {
  const start = Temporal.Instant.from(offer.start ?? '')
  return { zone, start, dayKey: dayOf(start, zone) }
}

describe('the days of a timetable', () => {
  test('are those of the clinic’s calendar, not of UTC', () => {
    const offers = ['2026-11-24T05:30:00Z', '2026-11-24T14:00:00Z'].map(offerAt)
    expect(offerDays(offers, clockIn('America/Chicago')).map(({ dayKey }) => dayKey)).toEqual(['2026-11-23', '2026-11-24'])
  })

  test('stand in order though the offers of two zones are mixed', () => {
    const offers = ['2026-11-24T05:30:00Z', '2026-11-24T05:45:00Z', '2026-11-24T06:30:00Z', '2026-11-24T06:45:00Z'].map(offerAt)
    const days = offerDays(offers, (offer) =>
      clockIn(offers.indexOf(offer) % 2 === 0 ? 'America/Chicago' : 'America/Phoenix')(offer),
    )
    expect(days.map(({ dayKey, cells }) => [dayKey, cells.length])).toEqual([
      ['2026-11-23', 3],
      ['2026-11-24', 1],
    ])
  })

  test.each([
    ['2026-11-01T15:00:00Z', 'America/Chicago', 'back'],
    ['2027-03-14T15:00:00Z', 'America/Chicago', 'forward'],
    ['2026-11-01T15:00:00Z', 'America/Phoenix', undefined],
  ])('say on %s in %s that the clock goes %s', (start, zone, change) => {
    expect(offerDays([offerAt(start)], clockIn(zone))[0]?.change).toBe(change)
  })

  test('leave out what has no time', () => {
    expect(offerDays([offerAt('2026-11-24T14:00:00Z')], () => undefined)).toEqual([])
  })
})

test('the lines hold every offer once, in order, never more than fit, each day under its heading', () => {
  const starts = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 })
  fc.assert(
    fc.property(starts, fc.integer({ min: 1, max: 6 }), (minutes, columns) => {
      const sorted = [...new Set(minutes)].sort((a, b) => a - b)
      const offers = sorted.map((minute) => offerAt(new Date(Date.UTC(2026, 10, 24) + minute * 60_000).toISOString()))
      const rows = offerRows(offerDays(offers, clockIn('America/Chicago')), columns)
      const lines = rows.flatMap((row) => (row.kind === 'offers' ? [row.cells] : []))
      expect(lines.flat().map(({ offer }) => offer)).toEqual(offers)
      expect(lines.every((line) => line.length >= 1 && line.length <= columns)).toBe(true)
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
      rows.forEach((row, index) => {
        if (row.kind === 'day') expect(rows[index + 1]?.kind).toBe('offers')
      })
    }),
  )
})
