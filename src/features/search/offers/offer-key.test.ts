import { describe, expect, test } from 'vitest'
import type { Appointment } from '../../../fhir/types.ts'
import { isPresentTime, offerKey } from './offer-key.ts'

const offer = (start: string, practitioner: string, id?: string): Appointment => ({
  resourceType: 'Appointment',
  ...(id ? { id } : {}),
  status: 'proposed',
  start,
  participant: [{ status: 'needs-action', actor: { reference: practitioner } }],
})

test('offers without an id are told apart by time and actors', () => {
  const keys = [
    offer('2026-11-24T14:00:00Z', 'Practitioner/1'),
    offer('2026-11-24T14:00:00Z', 'Practitioner/2'),
    offer('2026-11-24T15:00:00Z', 'Practitioner/1'),
  ].map(offerKey)
  expect(new Set(keys).size).toBe(3)
})

describe('an offer is the present time of an appointment', () => {
  const present = offer('2026-11-24T14:00:00Z', 'Practitioner/1', 'a')

  test('at the same moment with the same people, however both are written', () => {
    expect(isPresentTime(offer('2026-11-24T08:00:00-06:00', 'https://clinic.example/fhir/Practitioner/1', 'b'), present)).toBe(
      true,
    )
  })

  test('not with somebody else, nor at another time', () => {
    expect(isPresentTime(offer('2026-11-24T14:00:00Z', 'Practitioner/2', 'b'), present)).toBe(false)
    expect(isPresentTime(offer('2026-11-24T14:20:00Z', 'Practitioner/1', 'b'), present)).toBe(false)
  })
})
