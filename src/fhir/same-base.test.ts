import { expect, test } from 'vitest'
import { sameBase } from './same-base.ts'

test.each([
  ['https://clinic.example.org/fhir', true],
  ['https://Clinic.Example.org/fhir', true],
  ['HTTPS://clinic.example.org/fhir', true],
  ['https://clinic.example.org/fhir/', true],
  ['https://clinic.example.org//fhir', true],
  ['https://clinic.example.org:443/fhir', true],
  ['http://clinic.example.org/fhir', true],
  ['http://clinic.example.org:443/fhir', true],
  ['http://clinic.example.org:80/fhir', true],
  ['https://clinic.example.org:8443/fhir', false],
  ['https://clinic.example.org/FHIR', false],
  ['https://clinic.example.org/fhir/tenant', false],
  ['https://clinic.example.org/fhir?tenant=2', false],
  ['https://clinic.example.org/fhir#2', false],
  ['https://elsewhere.example/fhir', false],
  ['https://clinic.example.org@elsewhere.example/fhir', false],
  ['ftp://clinic.example.org/fhir', false],
  ['/fhir', false],
  ['', false],
])('%j is the base of the server at https://clinic.example.org/fhir: %s', (base, expected) => {
  expect(sameBase(base, 'https://clinic.example.org/fhir')).toBe(expected)
  expect(sameBase('https://clinic.example.org/fhir', base)).toBe(expected)
})
