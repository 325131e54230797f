import type {
  Appointment,
  CodeableConcept,
  FhirResource,
  HealthcareService,
  HumanName,
  Identifier,
  Location,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
} from '../../src/fhir/types.ts'
import type { World } from '../world/world.ts'
import { dateOf, referenceOf, stringOf, tokenOf, type SearchParameter, type Token } from './search-comparison.ts'

export type SearchParameters<R> = Readonly<Record<string, SearchParameter<R>>>

export const SEARCHABLE = [
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Organization',
  'HealthcareService',
  'Appointment',
] as const
export type Searchable = (typeof SEARCHABLE)[number]

type Present = readonly (string | undefined)[]
const present = (texts: Present): string[] => texts.filter((text) => text !== undefined)
const codes = (concepts: readonly CodeableConcept[] = []): Token[] =>
  concepts.flatMap(({ coding = [] }) => coding.flatMap(({ system, code }) => (code ? [{ system, code }] : [])))
const flag = (value: boolean | undefined): Token[] => (value === undefined ? [] : [{ code: String(value) }])
const allOfName = (names: readonly HumanName[] = []): string[] =>
  names.flatMap(({ text, family, given = [], prefix = [], suffix = [] }) =>
    present([text, family, ...given, ...prefix, ...suffix]),
  )

interface Numbered {
  id?: string | undefined
  identifier?: Identifier[] | undefined
}
const numbered = {
  _id: tokenOf(({ id }: Numbered) => (id ? [{ code: id }] : [])),
  identifier: tokenOf(({ identifier = [] }: Numbered) =>
    identifier.flatMap(({ system, value }) => (value ? [{ system, code: value }] : [])),
  ),
}

interface Named {
  name?: HumanName[] | undefined
  gender?: string | undefined
  active?: boolean | undefined
}
const person = {
  ...numbered,
  name: stringOf(({ name }: Named) => allOfName(name)),
  family: stringOf(({ name = [] }: Named) => present(name.map(({ family }) => family))),
  given: stringOf(({ name = [] }: Named) => name.flatMap(({ given = [] }) => given)),
  gender: tokenOf(({ gender }: Named) => (gender ? [{ code: gender }] : [])),
  active: tokenOf(({ active }: Named) => flag(active)),
}

const patient: SearchParameters<Patient> = { ...person, birthdate: dateOf(({ birthDate }) => birthDate) }

const practitioner: SearchParameters<Practitioner> = person

const practitionerRole: SearchParameters<PractitionerRole> = {
  ...numbered,
  active: tokenOf(({ active }) => flag(active)),
  practitioner: referenceOf(['Practitioner'], (role) => present([role.practitioner?.reference])),
  organization: referenceOf(['Organization'], (role) => present([role.organization?.reference])),
  location: referenceOf(['Location'], ({ location = [] }) => present(location.map(({ reference }) => reference))),
  service: referenceOf(['HealthcareService'], ({ healthcareService = [] }) =>
    present(healthcareService.map(({ reference }) => reference)),
  ),
  specialty: tokenOf(({ specialty }) => codes(specialty)),
  role: tokenOf(({ code }) => codes(code)),
}

const addressTexts = ({ address = {} }: Location): string[] =>
  present([...(address.line ?? []), address.city, address.state, address.postalCode, address.country])

const location: SearchParameters<Location> = {
  ...numbered,
  name: stringOf(({ name, alias = [] }) => present([name, ...alias])),
  address: stringOf(addressTexts),
  status: tokenOf(({ status }) => (status ? [{ code: status }] : [])),
  partof: referenceOf(['Location'], ({ partOf }) => present([partOf?.reference])),
  organization: referenceOf(['Organization'], (place) => present([place.managingOrganization?.reference])),
}

const organization: SearchParameters<Organization> = {
  ...numbered,
  name: stringOf(({ name, alias = [] }) => present([name, ...alias])),
  active: tokenOf(({ active }) => flag(active)),
  partof: referenceOf(['Organization'], ({ partOf }) => present([partOf?.reference])),
}

const healthcareService: SearchParameters<HealthcareService> = {
  ...numbered,
  name: stringOf(({ name }) => present([name])),
  active: tokenOf(({ active }) => flag(active)),
  specialty: tokenOf(({ specialty }) => codes(specialty)),
  'service-type': tokenOf(({ type }) => codes(type)),
  organization: referenceOf(['Organization'], ({ providedBy }) => present([providedBy?.reference])),
  location: referenceOf(['Location'], (service) => present((service.location ?? []).map(({ reference }) => reference))),
}

const actors = ({ participant }: Appointment): string[] => present(participant.map(({ actor }) => actor?.reference))

const appointment: SearchParameters<Appointment> = {
  ...numbered,
  status: tokenOf(({ status }) => [{ code: status }]),
  date: dateOf(({ start }) => start),
  patient: referenceOf(['Patient'], actors),
  practitioner: referenceOf(['Practitioner'], actors),
  // A site includes its rooms, so that a place's whole day can be searched.
  location: referenceOf(['Location'], (found, world) => withSites(actors(found), world)),
  actor: referenceOf(['Patient', 'Practitioner', 'Location'], actors),
  specialty: tokenOf(({ specialty }) => codes(specialty)),
  'service-type': tokenOf(({ serviceType }) => codes(serviceType)),
}

const withSites = (references: readonly string[], { locations }: World): string[] => [
  ...references,
  ...present(locations.filter(({ id }) => references.includes(`Location/${id ?? ''}`)).map(({ partOf }) => partOf?.reference)),
]

/** R4's search parameters, as far as this server knows them. */
export const searchParameters: Readonly<Record<Searchable, SearchParameters<FhirResource>>> = {
  Patient: patient,
  Practitioner: practitioner,
  PractitionerRole: practitionerRole,
  Location: location,
  Organization: organization,
  HealthcareService: healthcareService,
  Appointment: appointment,
}
