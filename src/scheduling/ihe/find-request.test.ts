import { expect, test } from 'vitest'
import { base, patient } from '../testing/intents.ts'
import { ihe } from './dialect.ts'

/** ITI-115 2:3.115.4.1.2 */

const server = { base, postSearch: true }
const window = { start: '2026-11-23T00:00:00-06:00', end: '2026-12-05T00:00:00-06:00' }

test('$find with nothing but a window sends the window', async () => {
  const request = ihe.findRequest(server, window)
  expect(`${request.method} ${request.url}`).toBe('POST https://clinic.example.org/fhir/Appointment/$find')
  expect(request.headers.get('content-type')).toBe('application/fhir+json')
  expect(await request.json()).toEqual({
    resourceType: 'Parameters',
    parameter: [
      { name: 'start', valueDateTime: '2026-11-23T00:00:00-06:00' },
      { name: 'end', valueDateTime: '2026-12-05T00:00:00-06:00' },
    ],
  })
})

test('$find sends every parameter of the table under its name and type, repeats in order of preference', async () => {
  const { id: _new, ...newPatient } = patient
  const request = ihe.findRequest(server, {
    ...window,
    specialty: [
      { system: 'http://snomed.info/sct', code: '394579002' },
      { system: 'http://snomed.info/sct', code: '394814009' },
    ],
    visitType: [{ system: 'http://snomed.info/sct', code: '185389009' }],
    reason: [{ system: 'http://snomed.info/sct', code: '29857009' }],
    practitioner: [{ reference: 'Practitioner/brandt' }, { identifier: { system: 'urn:npi', value: '42' } }],
    organization: [{ reference: 'Organization/clinic' }],
    location: [{ reference: 'Location/harbour' }],
    locationText: ['Chicago', '60601'],
    patient: [{ reference: 'Patient/romero' }],
    newPatient: [newPatient],
    referral: { system: 'urn:referrals', value: 'R-9' },
    timing: { repeat: { dayOfWeek: ['mon', 'tue'], timeOfDay: ['09:00:00'] } },
    insurance: [{ reference: 'InsurancePlan/gold' }],
  })
  expect(await request.json()).toEqual({
    resourceType: 'Parameters',
    parameter: [
      { name: 'start', valueDateTime: '2026-11-23T00:00:00-06:00' },
      { name: 'end', valueDateTime: '2026-12-05T00:00:00-06:00' },
      { name: 'specialty', valueString: 'http://snomed.info/sct|394579002' },
      { name: 'specialty', valueString: 'http://snomed.info/sct|394814009' },
      { name: 'visit-type', valueString: 'http://snomed.info/sct|185389009' },
      { name: 'practitioner', valueReference: { reference: 'Practitioner/brandt' } },
      { name: 'practitioner', valueReference: { identifier: { system: 'urn:npi', value: '42' } } },
      { name: 'organization', valueReference: { reference: 'Organization/clinic' } },
      { name: 'location-string', valueString: 'Chicago' },
      { name: 'location-string', valueString: '60601' },
      { name: 'location-reference', valueReference: { reference: 'Location/harbour' } },
      { name: 'patient-reference', valueReference: { reference: 'Patient/romero' } },
      { name: 'patient-resource', resource: newPatient },
      { name: 'reason', valueString: 'http://snomed.info/sct|29857009' },
      { name: 'referral-identifier', valueIdentifier: { system: 'urn:referrals', value: 'R-9' } },
      { name: 'timing', valueTiming: { repeat: { dayOfWeek: ['mon', 'tue'], timeOfDay: ['09:00:00'] } } },
      { name: 'insurance-reference', valueReference: { reference: 'InsurancePlan/gold' } },
    ],
  })
})

test('the page size is a hint in the query string', () => {
  expect(ihe.findRequest(server, { ...window, count: 50 }).url).toBe(
    'https://clinic.example.org/fhir/Appointment/$find?_count=50',
  )
})
