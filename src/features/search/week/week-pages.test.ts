import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import type { OfferDay } from '../offers/offer-days.ts'
import { pageAt, weekPages } from './week-pages.ts'

const day = (dayKey: string, count = 1): OfferDay => ({ dayKey, change: undefined, offers: Array.from({ length: count }, () => ({}) as Appointment) })

describe('the weeks', () => {
  test('begin on Monday, have five days, and weeks without offers are passed over', () => {
    const pages = weekPages([day('2026-11-24', 3), day('2026-11-27'), day('2026-12-07')], 7)
    expect(pages.map(({ dayKeys, count }) => [dayKeys[0], dayKeys.at(-1), count])).toEqual([
      ['2026-11-23', '2026-11-27', 4],
      ['2026-12-07', '2026-12-11', 1],
    ])
  })

  test('have Saturday and Sunday where any has offers on them', () => {
    expect(weekPages([day('2026-11-24'), day('2026-12-05')], 7).map(({ dayKeys }) => dayKeys.length)).toEqual([6, 6])
    expect(weekPages([day('2026-11-29')], 7)[0]?.dayKeys).toHaveLength(7)
  })

  test('come in pieces where there is room for some days only', () => {
    const pages = weekPages([day('2026-11-23'), day('2026-11-26', 2), day('2026-12-01')], 3)
    expect(pages.map(({ dayKeys }) => dayKeys)).toEqual([
      ['2026-11-23', '2026-11-24', '2026-11-25'],
      ['2026-11-26', '2026-11-27'],
      ['2026-11-30', '2026-12-01', '2026-12-02'],
    ])
  })

  test('are found by any of their days, else the next one is, else the last', () => {
    const pages = weekPages([day('2026-11-24'), day('2026-12-07')], 7)
    const cases = [undefined, '2026-01-01', '2026-11-27', '2026-11-28', '2026-12-09', '2027-01-01']
    expect(cases.map((each) => pageAt(pages, each))).toEqual([0, 0, 0, 1, 1, 1])
    expect(pageAt([], '2026-11-27')).toBe(0)
  })

  test('hold every day once, in order, whatever the room', () => {
    const drawn = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 30 })
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 7 }), (numbers, columns) => {
        const days = numbers.toSorted((a, b) => a - b).map((at) => day(new Date(Date.UTC(2026, 10, 1 + at)).toISOString().slice(0, 10)))
        const pages = weekPages(days, columns)
        expect(pages.flatMap((page) => [...page.days.values()])).toEqual(days)
        const keys = pages.flatMap(({ dayKeys }) => dayKeys)
        expect(keys).toEqual([...new Set(keys)].sort())
        for (const page of pages) {
          expect(page.dayKeys.length).toBeLessThanOrEqual(columns)
          expect(page.dayKeys).toEqual(expect.arrayContaining([...page.days.keys()]))
        }
      }),
    )
  })
})
