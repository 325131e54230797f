import { describe, expect, test } from 'vitest'
import type { Appointment, Location } from '../../../fhir/types.ts'
import { traitReader } from './offer-traits.ts'
import { plainView } from '../results/results-view.ts'

const offer = (id: string, start: string, ...references: string[]): Appointment => ({
  resourceType: 'Appointment',
  id,
  status: 'proposed',
  start,
  participant: references.map((reference) => ({ actor: { reference }, status: 'needs-action' })),
})
const room: Location = { resourceType: 'Location', id: 'room-1', name: 'Room 1', partOf: { reference: 'Location/harbour' } }
const actors = {
  names: new Map([['Location/harbour', 'Harbour Clinic'], ['Location/riverside', 'Riverside Clinic'], ['Practitioner/a', 'Dr. A'], ['Practitioner/b', 'Dr. B']]),
  locations: new Map([['Location/room-1', room]]),
}
const offers = [
  offer('early', '2026-11-24T17:59:00Z', 'Practitioner/a', 'Location/room-1', 'Patient/p'),
  offer('noon', '2026-11-24T18:00:00Z', 'Practitioner/b', 'Location/riverside'),
  offer('late', '2026-11-25T00:00:00Z', 'Practitioner/a', 'Location/harbour'),
]
const reader = traitReader(actors, () => 'America/Chicago')
const ids = (filter: Partial<typeof plainView>) => reader.filter(offers, { ...plainView, ...filter }).map(({ id }) => id)

describe('what was found', () => {
  test('can be told apart by site, person and time of day, rooms counting as their site', () => {
    const { sites, people, parts } = reader.among(offers)
    expect(sites).toEqual([
      { key: 'Location/harbour', label: 'Harbour Clinic' },
      { key: 'Location/riverside', label: 'Riverside Clinic' },
    ])
    expect(people.map(({ label }) => label)).toEqual(['Dr. A', 'Dr. B'])
    expect([...parts]).toEqual(['morning', 'afternoon', 'evening'])
  })

  test.each([
    [{}, ['early', 'noon', 'late']],
    [{ site: 'Location/harbour' }, ['early', 'late']],
    [{ person: 'Practitioner/b' }, ['noon']],
    [{ part: 'morning' as const }, ['early']],
    [{ part: 'evening' as const }, ['late']],
    [{ site: 'Location/harbour', part: 'afternoon' as const }, []],
    [{ site: 'Location/nowhere' }, []],
  ])('is shown, limited to %j, by the clinic’s clock', (filter, expected) => {
    expect(ids(filter)).toEqual(expected)
  })

  test('is all there where nothing is limited', () => {
    expect(reader.filter(offers, plainView)).toBe(offers)
  })
})
