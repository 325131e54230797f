import { describe, expect, test } from 'vitest'
import type { Appointment, PractitionerRole } from '../../../fhir/types.ts'
import { emptyDirectory, type Directory } from '../../../queries/directory.ts'
import { practitionersWithin, searchChoices } from './search-choices.ts'

const base = 'https://clinic.example/fhir'
const cardiology = { coding: [{ system: 'http://snomed.info/sct', code: '394579002', display: 'Cardiology' }] }
const role = (id: string, practitioner: string, more: Partial<PractitionerRole> = {}): PractitionerRole => ({
  resourceType: 'PractitionerRole',
  id,
  practitioner: { reference: practitioner },
  ...more,
})
const directory: Directory = {
  ...emptyDirectory,
  practitioners: [
    { resourceType: 'Practitioner', id: '2', name: [{ text: 'Dr. Sato' }] },
    { resourceType: 'Practitioner', id: '1', name: [{ text: 'Dr. Brandt' }] },
    { resourceType: 'Practitioner', id: '3', name: [{ text: 'Dr. Gone' }], active: false },
    { resourceType: 'Practitioner', id: '4', name: [{ text: 'Dr. New' }] },
  ],
  roles: [
    role('a', 'Practitioner/1', { specialty: [cardiology], location: [{ reference: 'Location/site' }] }),
    role('b', 'Practitioner/2', { specialty: [{ text: 'Dermatology' }], location: [{ reference: 'Location/other' }] }),
  ],
  locations: [
    { resourceType: 'Location', id: 'site', name: 'Harbour Clinic', address: { city: 'Chicago' } },
    { resourceType: 'Location', id: 'room', name: 'Room 1', partOf: { reference: 'Location/site' } },
  ],
}
const offer: Appointment = {
  resourceType: 'Appointment',
  status: 'proposed',
  serviceType: [{ coding: [{ system: 'urn:visits', code: 'fu' }], text: 'Follow-up' }],
  reasonCode: [{ coding: [{ system: 'urn:reasons', code: 'cp', display: 'Chest pain' }] }],
  participant: [
    { status: 'needs-action', actor: { reference: `${base}/Practitioner/9`, display: 'Dr. Petrova' } },
    { status: 'needs-action', actor: { reference: 'https://elsewhere.example/fhir/Practitioner/8', display: 'Dr. Else' } },
    { status: 'needs-action', actor: { reference: 'Location/site', display: 'Harbour' } },
  ],
}

describe('the choices', () => {
  const choices = searchChoices(directory, [offer], base)

  test('are the directory’s, in the alphabet’s order, with who doesn’t work any more left out', () => {
    expect(choices.practitioner.map(({ label, hint }) => [label, hint])).toEqual([
      ['Dr. Brandt', 'Cardiology'],
      ['Dr. New', undefined],
      ['Dr. Petrova', undefined],
      ['Dr. Sato', 'Dermatology'],
    ])
  })

  test('are also what offers name, with an absolute reference brought to the form that can be asked for', () => {
    expect(choices.practitioner.find(({ label }) => label === 'Dr. Petrova')?.value).toBe('Practitioner/9')
    expect(choices.visitType).toEqual([{ value: 'urn:visits|fu', label: 'Follow-up' }])
    expect(choices.reason).toEqual([{ value: 'urn:reasons|cp', label: 'Chest pain' }])
  })

  test('name a room with its site, and a known place by the directory’s name', () => {
    expect(choices.location).toEqual([
      { value: 'Location/site', label: 'Harbour Clinic', hint: 'Chicago' },
      { value: 'Location/room', label: 'Harbour Clinic, Room 1', hint: undefined },
    ])
  })

  test('of the same name are told apart', () => {
    const twice: Appointment = {
      ...offer,
      serviceType: [...(offer.serviceType ?? []), { coding: [{ system: 'urn:other', code: '1', display: 'Follow-up' }] }],
    }
    expect(searchChoices(emptyDirectory, [twice], base).visitType.map(({ hint }) => hint)).toEqual([
      'urn:visits|fu',
      'urn:other|1',
    ])
  })

  test('come from the offers alone where the server has no directory', () => {
    expect(searchChoices(emptyDirectory, [offer], base).practitioner.map(({ label }) => label)).toEqual(['Dr. Petrova'])
  })
})

describe('the practitioners', () => {
  const { practitioner: options } = searchChoices(directory, [], base)
  const within = (specialty: string[], location: string[], practitioner: string[] = []) =>
    practitionersWithin(options, directory, { specialty, location, practitioner }).map(({ label }) => label)

  test('of a specialty are those whose roles say so, and those of whom nothing is known', () => {
    expect(within(['http://snomed.info/sct|394579002'], [])).toEqual(['Dr. Brandt', 'Dr. New'])
  })

  test('of a room are those of its site', () => {
    expect(within([], ['Location/room'])).toEqual(['Dr. Brandt', 'Dr. New'])
  })

  test('that are chosen already stay', () => {
    expect(within(['http://snomed.info/sct|394579002'], [], ['Practitioner/2'])).toContain('Dr. Sato')
  })
})
