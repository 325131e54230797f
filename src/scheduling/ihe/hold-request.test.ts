import { expect, test } from 'vitest'
import { base, offer, patient } from '../testing/intents.ts'
import { ihe } from './dialect.ts'

/** ITI-116 2:3.116.4.1.2 */

const server = { base, postSearch: true, sharesPatients: true }

test('$hold names exactly one Appointment, by its id', async () => {
  const request = ihe.changeRequest(server, { kind: 'hold', offer, patient })
  expect(`${request.method} ${request.url}`).toBe('POST https://clinic.example.org/fhir/Appointment/$hold')
  expect(request.headers.get('content-type')).toBe('application/fhir+json')
  expect(await request.json()).toEqual({
    resourceType: 'Parameters',
    parameter: [{ name: 'appointment-reference', valueReference: { reference: 'Appointment/p-1' } }],
  })
})

test('an offer without an id cannot be held', () => {
  const { id: _none, ...offerWithoutId } = offer
  expect(() => ihe.changeRequest(server, { kind: 'hold', offer: offerWithoutId, patient })).toThrow(RangeError)
})
