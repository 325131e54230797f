import { expect, test } from 'vitest'
import { copyPlace } from './copy-place.ts'

const [ehr, clinic] = ['https://ehr.example.org/fhir', 'https://clinic.example.org/fhir']

test('no setting, no copies', () => {
  expect(copyPlace(undefined, ehr, clinic)).toBeUndefined()
})

test('the EHR that launched the app, or the server that is named', () => {
  expect(copyPlace('issuer', ehr, clinic)).toBe(ehr)
  expect(copyPlace('https://registry.example.org/fhir', ehr, clinic)).toBe('https://registry.example.org/fhir')
})

test('the scheduling server gets no second appointment', () => {
  expect(copyPlace('issuer', clinic, clinic)).toBeUndefined()
  expect(copyPlace(clinic, ehr, clinic)).toBeUndefined()
})
