import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import { lineAt, lineOffsets, withMeasured } from './line-offsets.ts'
import { offerRows } from './offer-rows.ts'

const day = (dayKey: string, count: number) => ({
  dayKey,
  offers: Array.from({ length: count }, (_, at) => ({ id: `${dayKey} ${at}` }) as Appointment),
  change: undefined,
})
const rows = offerRows([day('2026-11-24', 3), day('2026-11-25', 1)], 2)
const usual = { day: 40, offers: 50, measured: new Map<number, number>() }

describe('the lines of a list', () => {
  test('begin where those before them end, whether they were measured or not', () => {
    expect([...lineOffsets(rows, usual)]).toEqual([0, 40, 90, 140, 180, 230])
    const measured = withMeasured(usual, [[rows.keyAt(1), false, 66]])
    expect([...lineOffsets(rows, measured)]).toEqual([0, 40, 106, 156, 196, 246])
  })

  test('are found by how far down they are', () => {
    const offsets = lineOffsets(rows, usual)
    expect([-10, 0, 39, 40, 139, 140, 229, 1_000].map((distance) => lineAt(offsets, distance))).toEqual([0, 0, 0, 1, 2, 3, 4, 4])
    expect(lineAt(lineOffsets(offerRows([], 2), usual), 100)).toBe(0)
  })

  test('keep their heights until something new was measured; what isn’t laid out says nothing', () => {
    expect(withMeasured(usual, [[rows.keyAt(0), true, 40], [rows.keyAt(1), false, 50], [rows.keyAt(2), false, 0]])).toBe(usual)
    const once = withMeasured(usual, [[rows.keyAt(1), false, 66]])
    expect(withMeasured(once, [[rows.keyAt(1), false, 66]])).toBe(once)
    expect(withMeasured(once, [[rows.keyAt(1), false, 50]]).measured.size).toBe(0)
  })

  test('are known again by their day or first offer where others come before them', () => {
    const more = offerRows([day('2026-11-23', 4), day('2026-11-24', 3), day('2026-11-25', 1)], 2)
    expect([0, 1, 2, 3, 4].map((row) => more.rowLike(rows.at(row)))).toEqual([3, 4, 5, 6, 7])
    expect(rows.rowLike(more.at(0))).toBeUndefined()
    expect(rows.rowLike(undefined)).toBeUndefined()
  })
})
