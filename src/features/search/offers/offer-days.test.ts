import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import { offerCalendar } from './offer-days.ts'

const offerAt = (start: string): Appointment => ({ resourceType: 'Appointment', id: start, status: 'proposed', start, participant: [] })
const inZone = (zone: string) => () => zone
const daysOf = (offers: readonly Appointment[], zoneOf: (offer: Appointment) => string) => offerCalendar(offers, zoneOf).days

describe('the days of a timetable', () => {
  test('are those of the clinic’s calendar, not of UTC', () => {
    const offers = ['2026-11-24T05:30:00Z', '2026-11-24T14:00:00Z'].map(offerAt)
    expect(daysOf(offers, inZone('America/Chicago')).map(({ dayKey }) => dayKey)).toEqual(['2026-11-23', '2026-11-24'])
  })

  test('stand in order though the offers of two zones are mixed', () => {
    const offers = ['2026-11-24T05:30:00Z', '2026-11-24T05:45:00Z', '2026-11-24T06:30:00Z', '2026-11-24T06:45:00Z'].map(offerAt)
    const zoneOf = (offer: Appointment) => (offers.indexOf(offer) % 2 === 0 ? 'America/Chicago' : 'America/Phoenix')
    expect(daysOf(offers, zoneOf).map((day) => [day.dayKey, day.offers.length])).toEqual([
      ['2026-11-23', 3],
      ['2026-11-24', 1],
    ])
    expect([...offerCalendar(offers, zoneOf).zones]).toEqual([
      ['America/Chicago', Date.parse('2026-11-24T05:30:00Z')],
      ['America/Phoenix', Date.parse('2026-11-24T05:45:00Z')],
    ])
  })

  test.each([
    ['2026-11-01T15:00:00Z', 'America/Chicago', 'back'],
    ['2027-03-14T15:00:00Z', 'America/Chicago', 'forward'],
    ['2026-11-01T15:00:00Z', 'America/Phoenix', undefined],
  ])('say on %s in %s that the clock goes %s', (start, zone, change) => {
    expect(daysOf([offerAt(start)], inZone(zone))[0]?.change).toBe(change)
  })

  test('leave out what has no time', () => {
    expect(daysOf([offerAt('tomorrow')], inZone('UTC'))).toEqual([])
  })

  test('hold each offer once, on its own clinic’s day, in order, over changes of the clock and in mixed zones', () => {
    const zones = ['America/Chicago', 'Europe/Berlin', 'Australia/Lord_Howe', '-06:00']
    const around = fc.constantFrom('2026-11-01', '2027-03-14', '2026-10-25', '2027-03-28', '2026-10-04').map((day) => Date.parse(`${day}T12:00:00Z`))
    const moments = fc.array(fc.tuple(fc.integer({ min: -2_000, max: 2_000 }), fc.constantFrom(...zones)), { maxLength: 40 })
    fc.assert(
      fc.property(around, moments, (middle, drawn) => {
        const sorted = drawn.toSorted(([a], [b]) => a - b)
        const zoneOf = new Map<Appointment, string>()
        const offers = sorted.map(([minutes, zone]) => {
          const offer = offerAt(new Date(middle + minutes * 60_000).toISOString())
          zoneOf.set(offer, zone)
          return offer
        })
        const days = daysOf(offers, (offer) => zoneOf.get(offer)!)
        expect(days.map(({ dayKey }) => dayKey)).toEqual([...new Set(days.map(({ dayKey }) => dayKey))].sort())
        for (const day of days) {
          const expected = offers.filter(
            (offer) => Temporal.Instant.from(offer.start!).toZonedDateTimeISO(zoneOf.get(offer)!).toPlainDate().toString() === day.dayKey,
          )
          expect(day.offers).toEqual(expected)
        }
        expect(days.reduce((sum, day) => sum + day.offers.length, 0)).toBe(offers.length)
      }),
    )
  })
})
