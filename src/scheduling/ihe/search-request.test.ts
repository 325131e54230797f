import { expect, test } from 'vitest'
import { base } from '../testing/intents.ts'
import { ihe } from './dialect.ts'

/** ITI-118 2:3.118.4.1.2 */

const day = { from: '2026-11-24T00:00:00-06:00', until: '2026-11-25T00:00:00-06:00' }

test('by POST the question is the body, and nothing about the patient stands in the URL', async () => {
  const request = ihe.searchRequest(
    { base, postSearch: true },
    { patient: 'Patient/romero', ...day, status: ['booked', 'pending'], count: 100 },
  )
  expect(`${request.method} ${request.url}`).toBe('POST https://clinic.example.org/fhir/Appointment/_search')
  expect(request.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/)
  expect(request.headers.get('accept')).toBe('application/fhir+json')
  expect([...new URLSearchParams(await request.text())]).toEqual([
    ['patient', 'Patient/romero'],
    ['date', 'ge2026-11-24T00:00:00-06:00'],
    ['date', 'lt2026-11-25T00:00:00-06:00'],
    ['status', 'booked,pending'],
    ['_count', '100'],
    ['_include', 'Appointment:actor'],
  ])
})

test('by GET the same question is the query string, with plus signs and colons encoded', () => {
  const request = ihe.searchRequest(
    { base, postSearch: false },
    {
      patientIdentifier: 'urn:oid:2.999.1|004217',
      from: '2026-11-24T00:00:00+01:00',
      practitioner: 'Practitioner/brandt',
      location: 'Location/harbour',
    },
  )
  expect(request.method).toBe('GET')
  expect(request.cache).toBe('no-store')
  expect(request.url).toBe(
    'https://clinic.example.org/fhir/Appointment?patient.identifier=urn%3Aoid%3A2.999.1%7C004217' +
      '&date=ge2026-11-24T00%3A00%3A00%2B01%3A00&practitioner=Practitioner%2Fbrandt&location=Location%2Fharbour' +
      '&_include=Appointment%3Aactor',
  )
})

test('an identifier finds a booking again', async () => {
  const request = ihe.searchRequest({ base, postSearch: true }, { identifier: 'urn:ietf:rfc:3986|urn:uuid:1' })
  expect(new URLSearchParams(await request.text()).get('identifier')).toBe('urn:ietf:rfc:3986|urn:uuid:1')
})
