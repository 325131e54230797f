import { expect, it } from 'vitest'
import { fhirUserReference } from './fhir-user.ts'

it.each([
  ['Practitioner/123', 'Practitioner/123'],
  ['https://ehr.example.org/fhir/Practitioner/123', 'Practitioner/123'],
  ['https://ehr.example.org/fhir/PractitionerRole/1/_history/4', 'PractitionerRole/1'],
  ['https://other.example.org/fhir/Patient/a.b-c', 'https://other.example.org/fhir/Patient/a.b-c'],
  ['Device/1', undefined],
  ['javascript:x/Practitioner/1', undefined],
  ['/Practitioner/1', undefined],
  ['Practitioner/', undefined],
  ['Practitioner/../Patient', undefined],
  ['', undefined],
  [undefined, undefined],
  [{ reference: 'Practitioner/1' }, undefined],
])('the user %j is the reference %s', (claim, reference) => {
  expect(fhirUserReference(claim, 'https://ehr.example.org/fhir')).toBe(reference)
})
