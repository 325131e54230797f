import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Appointment } from '../fhir/types.ts'
import { gatherOffers } from './gather-offers.ts'

const offer = (id: string | undefined, hour: number): Appointment => ({
  resourceType: 'Appointment',
  ...(id === undefined ? {} : { id }),
  status: 'proposed',
  start: `2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`,
  participant: [],
})
const page = (...appointments: Appointment[]) => ({ appointments })
const shown = (offers: readonly Appointment[]) => offers.map(({ id, start }) => `${id} ${start?.slice(11, 13)}`)

describe('the offers of several pages', () => {
  test('stand in order of time, those that start together as they came', () => {
    const pages = [page(offer('a', 9), offer('b', 14)), page(offer('c', 9), offer('d', 8)), page(offer('e', 14))]
    expect(shown(gatherOffers(pages))).toEqual(['d 08', 'a 09', 'c 09', 'b 14', 'e 14'])
  })

  test('are there once each, the one that came first', () => {
    expect(shown(gatherOffers([page(offer('a', 9)), page(offer('a', 10), offer('b', 11), offer('b', 11))]))).toEqual(['a 09', 'b 11'])
    expect(gatherOffers([page(offer(undefined, 9), offer(undefined, 9))])).toHaveLength(2)
  })

  test('are the same however the pages came by', () => {
    const offers = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 23 })), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(offers, { maxLength: 8 }), fc.infiniteStream(fc.boolean()), (drawn, isAsked) => {
        const pages = drawn.map((each) => page(...each.map(([id, hour]) => offer(String(id), hour))))
        // Some of the pages are shown on the way, and what was shown stays as it was.
        const seen = pages.flatMap((_, count) => {
          if (!isAsked.next().value) return []
          const offersThen = gatherOffers(pages.slice(0, count))
          return [{ offersThen, copy: [...offersThen] }]
        })
        const all = pages.flatMap(({ appointments }) => appointments)
        const once = all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at)
        const sorted = once.toSorted((a, b) => Date.parse(a.start!) - Date.parse(b.start!))
        expect(gatherOffers(pages)).toEqual(sorted)
        if (pages.length > 0) expect(gatherOffers(pages)).toBe(gatherOffers(pages))
        for (const { offersThen, copy } of seen) expect(offersThen).toEqual(copy)
        // Fewer pages than before, as after a search that is taken up again.
        expect(gatherOffers(pages.slice(0, 1))).toEqual(gatherOffers([page(...(pages[0]?.appointments ?? []))]))
      }),
    )
  })
})
