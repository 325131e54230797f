import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import { overlapChecker } from './overlaps.ts'

const time = (start: string, end: string, more: Partial<Appointment> = {}): Appointment => ({
  resourceType: 'Appointment',
  status: 'booked',
  start: `2026-11-24T${start}:00Z`,
  end: `2026-11-24T${end}:00Z`,
  participant: [],
  ...more,
})
const visit = time('14:00', '15:00', { id: 'visit' })
const offer = (start: string, end: string) => time(start, end, { id: 'offer', status: 'proposed' })

describe('an offer', () => {
  test.each([
    ['14:20', '14:40'],
    ['13:40', '14:20'],
    ['14:40', '15:20'],
    ['13:00', '16:00'],
  ])('from %s to %s overlaps a visit from 14:00 to 15:00', (start, end) => {
    expect(overlapChecker([visit], [])(offer(start, end))).toBe(true)
  })

  test.each([
    ['13:40', '14:00'],
    ['15:00', '15:20'],
  ])('from %s to %s only touches it', (start, end) => {
    expect(overlapChecker([visit], [])(offer(start, end))).toBe(false)
  })

  test('overlaps the same moment written with another offset', () => {
    const elsewhere = { ...visit, start: '2026-11-24T08:00:00-06:00', end: '2026-11-24T09:00:00-06:00' }
    expect(overlapChecker([elsewhere], [])(offer('14:20', '14:40'))).toBe(true)
  })

  test.each(['cancelled', 'noshow', 'entered-in-error', 'proposed'] as const)('doesn’t overlap what is %s', (status) => {
    expect(overlapChecker([{ ...visit, status }], [])(offer('14:20', '14:40'))).toBe(false)
  })

  test('doesn’t overlap itself, nor the appointment that is moved to it', () => {
    expect(overlapChecker([visit], ['visit'])(offer('14:20', '14:40'))).toBe(false)
    expect(overlapChecker([{ ...visit, id: 'offer', status: 'pending' }], [])(offer('14:00', '15:00'))).toBe(false)
  })

  test('doesn’t overlap an appointment whose time can’t be read', () => {
    expect(overlapChecker([{ ...visit, end: 'later' }], [])(offer('14:20', '14:40'))).toBe(false)
  })

  test('overlaps just what it would if each appointment were compared with it', () => {
    const clock = (minutes: number) => new Date(minutes * 60_000).toISOString().slice(11, 16)
    const range = fc
      .tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 1, max: 200 }))
      .map(([from, length]) => ({ from, until: from + length }))
    const visits = fc.array(fc.tuple(range, fc.constantFrom('a', 'b', 'c', undefined)), { maxLength: 12 })
    fc.assert(
      fc.property(visits, range, fc.constantFrom('a', 'b', 'x'), (drawn, asked, id) => {
        const taken = drawn.map(([{ from, until }, visitId]) => time(clock(from), clock(until), visitId === undefined ? {} : { id: visitId }))
        const expected = drawn.some(([{ from, until }, visitId]) => from < asked.until && asked.from < until && visitId !== id)
        expect(overlapChecker(taken, [])(time(clock(asked.from), clock(asked.until), { id, status: 'proposed' }))).toBe(expected)
      }),
    )
  })
})
