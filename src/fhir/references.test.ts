import { describe, expect, test } from 'vitest'
import { actorsOf, actorType, pointsTo, sameTarget, targetOf } from './references.ts'
import type { Appointment, Reference } from './types.ts'

const to = (reference: string): Reference => ({ reference })

describe('a literal reference', () => {
  test.each([
    ['Patient/1', { type: 'Patient', id: '1' }],
    ['Patient/a-B.9/_history/2', { type: 'Patient', id: 'a-B.9' }],
    ['https://clinic.example.org/fhir/Patient/1', { type: 'Patient', id: '1', base: 'https://clinic.example.org/fhir' }],
    ['http://localhost:8080/fhir/Patient/1/_history/7', { type: 'Patient', id: '1', base: 'http://localhost:8080/fhir' }],
    ['https://clinic.example.org/Patient/Patient/1', { type: 'Patient', id: '1', base: 'https://clinic.example.org/Patient' }],
  ])('%s names a type and an id', (reference, target) => {
    expect(targetOf(to(reference))).toEqual(target)
  })

  test.each([
    '',
    'Patient',
    'Patient/',
    '/Patient/1',
    'patient/1',
    '#contained',
    'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0',
    'Patient/1/2',
    'Patient?identifier=1',
    'Patient/1 ',
    'ftp://x/Patient/1',
    `Patient/${'a'.repeat(65)}`,
    'Patient/1\n',
    'javascript://x/Patient/1',
  ])('%j names nothing', (reference) => {
    expect(targetOf(to(reference))).toBeUndefined()
  })

  test('that is missing names nothing', () => {
    expect(targetOf(undefined)).toBeUndefined()
    expect(targetOf({ display: 'Patient/1' })).toBeUndefined()
  })

  test('is read in linear time', () => {
    expect(targetOf(to(`https://${'/A'.repeat(50_000)}`))).toBeUndefined()
  })
})

describe('a reference points to a resource', () => {
  const base = 'https://clinic.example.org/fhir'
  test.each([
    ['Patient/1', true],
    ['https://clinic.example.org/fhir/Patient/1', true],
    ['https://clinic.example.org/fhir/Patient/1/_history/3', true],
    ['https://other.example.org/fhir/Patient/1', false],
    ['https://clinic.example.org/fhir/Patient/11', false],
    ['Person/1', false],
    ['urn:uuid:1', false],
  ])('%s: %s', (reference, points) => {
    expect(pointsTo(to(reference), 'Patient', '1', base)).toBe(points)
  })
})

describe('two references', () => {
  test.each([
    ['Patient/1', 'Patient/1', true],
    ['Patient/1', 'https://a.org/fhir/Patient/1', true],
    ['https://a.org/fhir/Patient/1', 'https://a.org/fhir/Patient/1/_history/2', true],
    ['https://a.org/fhir/Patient/1', 'https://b.org/fhir/Patient/1', false],
    ['Patient/1', 'Patient/2', false],
    ['Patient/1', 'Person/1', false],
    ['urn:uuid:1', 'urn:uuid:1', false],
  ])('%s and %s mean the same: %s', (a, b, same) => {
    expect(sameTarget(to(a), to(b))).toBe(same)
    expect(sameTarget(to(b), to(a))).toBe(same)
  })

  test('of which one is missing do not', () => {
    expect(sameTarget(undefined, to('Patient/1'))).toBe(false)
    expect(sameTarget(undefined, undefined)).toBe(false)
  })
})

test('actors are told apart by their reference, else by their type; a display-only actor has none', () => {
  const patient = to('https://a.org/fhir/Patient/1')
  const logical = { type: 'Patient', identifier: { value: '1' } }
  const named = { display: 'Room 3' }
  const appointment: Appointment = {
    resourceType: 'Appointment',
    status: 'booked',
    participant: [patient, logical, to('Practitioner/1'), named].map((actor) => ({ actor, status: 'accepted' })),
  }
  expect(actorsOf(appointment, 'Patient')).toEqual([patient, logical])
  expect(actorsOf(appointment, 'Location')).toEqual([])
  expect(actorType(named)).toBeUndefined()
  expect(actorsOf({ resourceType: 'Appointment', status: 'booked', participant: [{ status: 'accepted' }] }, 'Patient')).toEqual(
    [],
  )
})

test.each<[Reference, string | undefined]>([
  [to('/Patient/9999'), 'Patient'],
  [to('patient/9999 '), 'Patient'],
  [to('Patient?identifier=urn:x|9999'), 'Patient'],
  [to('\u200bPatient/9999'), 'Patient'],
  [{ reference: 'urn:uuid:1', type: 'http://hl7.org/fhir/StructureDefinition/Patient' }, 'Patient'],
  [to('https://clinic.example.org/Patient/Practitioner/1'), 'Practitioner'],
  [{ ...to('/Practitioner/1'), type: 'Practitioner' }, 'Practitioner'],
  [to('/Practitioner/1?patient=9'), undefined],
  [{ ...to('#x'), type: 'OutPatient' }, 'OutPatient'],
])('%j is an actor of type %s: what can’t be followed may still say that it is a patient', (actor, type) => {
  expect(actorType(actor)).toBe(type)
})
