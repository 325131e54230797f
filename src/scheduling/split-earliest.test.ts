import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitEarliest } from './split-earliest.ts'

interface Given {
  readonly resourceType: string
  readonly start?: string
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute)).toISOString()
const appointment = fc.integer({ min: 0, max: 60 }).map((minute): Given => ({ resourceType: 'Appointment', start: at(minute) }))
const untimed = fc.constantFrom<Given>(
  { resourceType: 'OperationOutcome' },
  { resourceType: 'Slot', start: at(90) },
  { resourceType: 'Appointment' },
  { resourceType: 'Appointment', start: 'soon' },
)
const pages = fc.array(fc.oneof({ weight: 5, arbitrary: appointment }, untimed), { maxLength: 60 })
const startOf = ({ start = '' }: Given) => Date.parse(start)
const isTimed = (resource: Given) => resource.resourceType === 'Appointment' && !Number.isNaN(startOf(resource))

test('everything is in one of the parts, in its order, and nothing in the second begins before what is in the first', () => {
  fc.assert(
    fc.property(pages, fc.integer({ min: 1, max: 10 }), (resources, count) => {
      const page = resources.map((resource, index) => ({ ...resource, index }))
      const [earliest, later] = splitEarliest(page, count) as [typeof page, typeof page]
      const indexes = [earliest, later].map((part) => part.map(({ index }) => index))
      for (const part of indexes) expect(part).toEqual(part.toSorted((a, b) => a - b))
      expect(indexes.flat().toSorted((a, b) => a - b)).toEqual(page.map(({ index }) => index))
      if (later.length === 0) return
      const timed = earliest.filter(isTimed)
      expect(later.every(isTimed)).toBe(true)
      expect(timed.length).toBeGreaterThan(0)
      expect(timed.length).toBeLessThanOrEqual(count)
      expect(Math.max(...timed.map(startOf))).toBeLessThan(Math.min(...later.map(startOf)))
    }),
  )
})

test('a page that is not much more than the first part stays whole, as does one whose Appointments all begin together', () => {
  const page = Array.from({ length: 20 }, (_, minute) => ({ resourceType: 'Appointment', start: at(minute) }))
  expect(splitEarliest(page, 4)).toEqual([page, []])
  expect(splitEarliest(page, 3)).toEqual([page.slice(0, 3), page.slice(3)])
  const together = page.map((resource) => ({ ...resource, start: at(0) }))
  expect(splitEarliest(together, 3)).toEqual([together, []])
  expect(splitEarliest([undefined, 'text', ...page], 3)).toEqual([[undefined, 'text', ...page.slice(0, 3)], page.slice(3)])
})
