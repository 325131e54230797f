import { expect, test } from 'vitest'
import type { Appointment, Location } from '../../../fhir/types.ts'
import { criteriaLike } from './criteria-like.ts'

const base = 'https://clinic.example/fhir'
const locations: Location[] = [
  { resourceType: 'Location', id: 'site' },
  { resourceType: 'Location', id: 'room', partOf: { reference: 'Location/site' } },
]
const appointment = (...actors: string[]): Appointment => ({
  resourceType: 'Appointment',
  id: 'a-1',
  status: 'booked',
  serviceType: [
    {
      coding: [
        { system: 'urn:visits', code: 'fu' },
        { system: 'urn:local', code: '7' },
      ],
    },
  ],
  participant: actors.map((reference) => ({ status: 'accepted', actor: { reference } })),
})

test('a new time is looked for with the same practitioner, visit type and site, two weeks from today', () => {
  const moved = appointment(`${base}/Practitioner/1`, 'Location/site', 'Patient/1')
  expect(criteriaLike(moved, '2026-11-23', locations, base)).toMatchObject({
    from: '2026-11-23',
    to: '2026-12-07',
    visitType: ['urn:visits|fu'],
    practitioner: ['Practitioner/1'],
    location: ['Location/site'],
    moves: 'a-1',
  })
})

test('a room is left out, and so is an actor of another server', () => {
  const moved = appointment('https://elsewhere.example/fhir/Practitioner/1', 'Location/room')
  expect(criteriaLike(moved, '2026-11-23', locations, base)).toMatchObject({ practitioner: [], location: [] })
})
