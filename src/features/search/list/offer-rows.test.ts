import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import type { OfferDay } from '../offers/offer-days.ts'
import { offerRows } from './offer-rows.ts'

const offer = (id: number) => ({ id: String(id) }) as Appointment

test('the lines hold every offer once, in order, never more than fit, each day under its heading', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 10 })
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 6 }), (lengths, columns) => {
      let next = 0
      const days = lengths.map(
        (length, day): OfferDay => ({
          dayKey: `2026-11-${String(day + 1).padStart(2, '0')}`,
          offers: Array.from({ length }, () => offer((next += 1))),
          change: undefined,
        }),
      )
      const rows = offerRows(days, columns)
      const lines = Array.from({ length: rows.count }, (_, row) => rows.at(row)!)
      const shown = lines.flatMap((line, row) =>
        line.kind === 'offers' ? line.offers.map((each, column) => ({ offer: each, row, column })) : [],
      )
      expect(shown.map((each) => each.offer)).toEqual(days.flatMap((day) => day.offers))
      expect(lines.flatMap((line) => (line.kind === 'day' ? [line.day] : []))).toEqual(days)
      expect(new Set(lines.map(({ key }) => key)).size).toBe(rows.count)
      lines.forEach((line, row) => {
        expect(rows.keyAt(row)).toBe(line.key)
        expect(rows.isHeading(row)).toBe(line.kind === 'day')
        expect(rows.widthAt(row)).toBe(line.kind === 'day' ? 0 : line.offers.length)
        if (line.kind === 'day') expect(lines[row + 1]?.kind).toBe('offers')
        else expect(line.offers.length).toBeLessThanOrEqual(columns)
      })
      for (const { offer: each, row, column } of shown) {
        expect(rows.placeOf(each.id)).toEqual({ row, column })
        expect(rows.offerAt({ row, column })).toBe(each)
      }
      expect([rows.at(-1), rows.at(rows.count), rows.offerAt({ row: 0, column: 0 })]).toEqual([undefined, undefined, undefined])
    }),
  )
})
