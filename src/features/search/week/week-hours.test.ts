import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import { offerCalendar } from '../offers/offer-days.ts'
import { weekHours, type HourRow } from './week-hours.ts'
import { weekPages } from './week-pages.ts'

const offerAt = (start: string): Appointment => ({ resourceType: 'Appointment', id: start, status: 'proposed', start, participant: [] })

function hoursOf(offers: readonly Appointment[], zoneOf: (offer: Appointment) => string): HourRow[] {
  return weekPages(offerCalendar(offers, zoneOf).days, 7).flatMap((page) => weekHours(page, zoneOf))
}
const filled = (rows: readonly HourRow[]) =>
  rows.flatMap(({ cells }) => cells).filter(({ offers, clock }) => offers.length > 0 || clock !== undefined)

describe('the hours of a week', () => {
  test('are those from the earliest offer to the latest', () => {
    const rows = hoursOf(['2026-11-23T15:20:00Z', '2026-11-24T18:00:00Z'].map(offerAt), () => 'America/Chicago')
    expect(rows.map(({ hour }) => hour)).toEqual([9, 10, 11, 12])
    expect(rows.every(({ cells }) => cells.length === 5)).toBe(true)
    expect(filled(rows).map(({ dayKey, hour }) => [dayKey, hour])).toEqual([
      ['2026-11-23', 9],
      ['2026-11-24', 12],
    ])
  })

  test('say which of them comes twice, and hold both, the first before the second', () => {
    const offers = ['2026-11-01T06:30:00Z', '2026-11-01T07:10:00Z', '2026-11-01T08:30:00Z'].map(offerAt)
    expect(filled(hoursOf(offers, () => 'America/Chicago')).map(({ hour, clock, offers: inside }) => [hour, clock, inside.length])).toEqual([
      [1, 'twice', 2],
      [2, undefined, 1],
    ])
  })

  test('say which of them the clock skips, where it skips all of it', () => {
    const offers = ['2027-03-14T07:30:00Z', '2027-03-14T08:30:00Z'].map(offerAt)
    expect(filled(hoursOf(offers, () => 'America/Chicago')).map(({ hour, clock }) => [hour, clock])).toEqual([
      [1, undefined],
      [2, 'skipped'],
      [3, undefined],
    ])
    const halves = ['2026-10-03T15:00:00Z', '2026-10-03T15:45:00Z'].map(offerAt)
    expect(filled(hoursOf(halves, () => 'Australia/Lord_Howe')).map(({ hour, clock }) => [hour, clock])).toEqual([
      [1, undefined],
      [2, undefined],
    ])
  })

  test('say nothing of the clock on a day that has several', () => {
    const offers = ['2027-03-14T07:30:00Z', '2027-03-14T08:30:00Z', '2027-03-14T09:30:00Z'].map(offerAt)
    const zoneOf = (offer: Appointment) => (offer === offers[0] ? 'America/Phoenix' : 'America/Chicago')
    expect(hoursOf(offers, zoneOf).flatMap(({ cells }) => cells).every(({ clock }) => clock === undefined)).toBe(true)
  })

  test('hold each offer once, in the hour that its own clinic’s clock shows, in order', () => {
    const around = fc.constantFrom('2026-11-01', '2027-03-14', '2026-10-25', '2026-10-04').map((date) => Date.parse(`${date}T12:00:00Z`))
    const moments = fc.array(fc.tuple(fc.integer({ min: -3_000, max: 3_000 }), fc.constantFrom('America/Chicago', 'Europe/Berlin', 'Australia/Lord_Howe', '+05:30')), { maxLength: 30 })
    fc.assert(
      fc.property(around, moments, (middle, drawn) => {
        const zones = new Map(
          drawn.toSorted(([a], [b]) => a - b).map(([minutes, zone]) => [offerAt(new Date(middle + minutes * 60_000).toISOString()), zone] as const),
        )
        const cells = hoursOf([...zones.keys()], (offer) => zones.get(offer)!).flatMap((row) => row.cells)
        for (const { dayKey, hour, offers } of cells) {
          expect(offers).toEqual(
            [...zones].flatMap(([offer, zone]) => {
              const shown = Temporal.Instant.from(offer.start!).toZonedDateTimeISO(zone)
              return shown.toPlainDate().toString() === dayKey && shown.hour === hour ? [offer] : []
            }),
          )
        }
        expect(cells.reduce((sum, { offers }) => sum + offers.length, 0)).toBe(zones.size)
      }),
    )
  })
})
