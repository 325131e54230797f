import type { Practitioner, PractitionerRole } from '../../src/fhir/types.ts'
import type { Weekday } from './clinic-time.ts'
import { NPI_SYSTEM, SPECIALTIES, type Specialty } from './codes.ts'
import { sites } from './sites.ts'
import { visitTypes } from './visit-types.ts'

/** Where somebody works on one weekday. */
export interface Duty {
  readonly site: string
  readonly room: string
}

export interface Clinician {
  readonly id: string
  readonly specialty: Specialty
  readonly week: Partial<Record<Weekday, Duty>>
  readonly practitioner: Practitioner
  readonly role: PractitionerRole
  readonly organization: string
}

const person = (
  id: string,
  npi: string,
  family: string,
  given: string,
  gender: 'female' | 'male',
  prefix?: string,
): Practitioner => ({
  resourceType: 'Practitioner',
  id,
  active: true,
  identifier: [{ system: NPI_SYSTEM, value: npi }],
  name: [{ use: 'official', family, given: [given], ...(prefix && { prefix: [prefix] }) }],
  gender,
})

/** `Dr. Lena Brandt`, as it stands in a participant's display. */
export function practitionerName({ name }: Practitioner): string {
  const [first] = name ?? []
  return [...(first?.prefix ?? []), ...(first?.given ?? []), first?.family].filter(Boolean).join(' ')
}

/** Whether this specialty performs the visit type. */
export const performs = (specialty: Specialty, visit: (typeof visitTypes)[number]): boolean =>
  visit.specialties?.includes(specialty) ?? true

function clinician(practitioner: Practitioner, specialty: Specialty, organization: string, week: Clinician['week']): Clinician {
  const id = practitioner.id ?? ''
  const workplaces = sites.filter((site) => Object.values(week).some((duty) => duty.site === site.id))
  return {
    id,
    specialty,
    week,
    practitioner,
    organization,
    role: {
      resourceType: 'PractitionerRole',
      id: `${id}-${specialty.toLowerCase()}`,
      active: true,
      practitioner: { reference: `Practitioner/${id}`, display: practitionerName(practitioner) },
      organization: { reference: `Organization/${organization}` },
      code: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/practitioner-role', code: 'doctor', display: 'Doctor' }] },
      ],
      specialty: [{ coding: [SPECIALTIES[specialty]], text: SPECIALTIES[specialty].display }],
      location: workplaces.map((site) => ({ reference: `Location/${site.id}`, display: site.location.name ?? site.id })),
      healthcareService: visitTypes
        .filter((visit) => performs(specialty, visit))
        .map((visit) => ({ reference: `HealthcareService/${visit.id}`, display: visit.code.display ?? visit.id })),
    },
  }
}

const at = (site: string, room: string, ...days: Weekday[]): Clinician['week'] =>
  Object.fromEntries(days.map((day) => [day, { site, room: `${site}-${room}` }]))

/** Everyone whose time can be booked. */
export const clinicians: readonly Clinician[] = [
  clinician(
    person('brandt', '1730155909', 'Brandt', 'Lena', 'female', 'Dr.'),
    'cardiology',
    'lakeshore',
    at('harbour', '1', 'mon', 'tue', 'wed', 'thu', 'fri'),
  ),
  clinician(person('sato', '1457320984', 'Sato', 'Kenji', 'male', 'Dr.'), 'cardiology', 'riverside-group', {
    ...at('riverside', 'a', 'mon', 'wed', 'fri'),
    ...at('harbour', '2', 'tue', 'thu'),
  }),
  clinician(
    person('haas', '1093718458', 'Haas', 'Miriam', 'female', 'Dr.'),
    'generalPractice',
    'lakeshore',
    at('harbour', '3', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'),
  ),
  clinician(
    person('okafor', '1609856772', 'Okafor', 'Chidi', 'male', 'Dr.'),
    'generalPractice',
    'riverside-group',
    at('riverside', 'b', 'mon', 'tue', 'wed', 'thu', 'fri'),
  ),
  clinician(person('lindqvist', '1316942301', 'Lindqvist', 'Astrid', 'female', 'Dr.'), 'dermatology', 'lakeshore', {
    ...at('harbour', '2', 'mon', 'wed', 'fri'),
    ...at('riverside', 'a', 'tue'),
  }),
  clinician(
    person('moreau', '1881679434', 'Moreau', 'Claire', 'female', 'Dr.'),
    'paediatrics',
    'lakeshore',
    at('harbour', '4', 'mon', 'tue', 'thu', 'fri', 'sat'),
  ),
  clinician(
    person('begay', '1245233607', 'Begay', 'Joseph', 'male', 'Dr.'),
    'orthopaedics',
    'riverside-group',
    at('riverside', 'c', 'mon', 'tue', 'wed', 'thu'),
  ),
  clinician(person('petrova', '1922045815', 'Petrova', 'Irina', 'female', 'Dr.'), 'ophthalmology', 'riverside-group', {
    ...at('riverside', 'eye-lane', 'mon', 'tue', 'thu'),
    ...at('harbour', '4', 'wed'),
  }),
]

/** Works at the front desk: she signs in, but her time can't be booked. */
const clerk = person('abbas', '1558490273', 'Abbas', 'Noor', 'female')

export const practitioners: readonly Practitioner[] = [...clinicians.map(({ practitioner }) => practitioner), clerk]

export const practitionerRoles: readonly PractitionerRole[] = [
  ...clinicians.map(({ role }) => role),
  {
    resourceType: 'PractitionerRole',
    id: 'abbas-front-desk',
    active: true,
    practitioner: { reference: 'Practitioner/abbas', display: practitionerName(clerk) },
    organization: { reference: 'Organization/lakeshore' },
    code: [{ text: 'Front desk' }],
  },
]
