import type {
  Appointment,
  CodeableConcept,
  FhirResource,
  HealthcareService,
  HumanName,
  Location,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
} from '../../src/fhir/types.ts'
import type { World } from '../world/world.ts'

/** How a parameter is compared, and what of a resource it is compared with. */
export type SearchParameter<R> =
  | { readonly type: 'token'; readonly of: (resource: R) => readonly Tokenish[] }
  | { readonly type: 'string'; readonly of: (resource: R) => readonly string[] }
  | { readonly type: 'reference'; readonly target: readonly string[]; readonly of: (resource: R, world: World) => readonly string[] }
  | { readonly type: 'date'; readonly of: (resource: R) => string | undefined }

export interface Tokenish {
  readonly system?: string | undefined
  readonly code: string
}

export type SearchParameters<R> = Readonly<Record<string, SearchParameter<R>>>

export const SEARCHABLE = ['Patient', 'Practitioner', 'PractitionerRole', 'Location', 'Organization', 'HealthcareService', 'Appointment'] as const
export type Searchable = (typeof SEARCHABLE)[number]

type Present = readonly (string | undefined)[]
const present = (texts: Present): string[] => texts.filter((text) => text !== undefined)
const codes = (concepts: readonly CodeableConcept[] = []): Tokenish[] =>
  concepts.flatMap(({ coding = [] }) => coding.flatMap(({ system, code }) => (code ? [{ system, code }] : [])))
const flag = (value: boolean | undefined): Tokenish[] => (value === undefined ? [] : [{ code: String(value) }])
const allOfName = (names: readonly HumanName[] = []): string[] =>
  names.flatMap(({ text, family, given = [], prefix = [], suffix = [] }) => present([text, family, ...given, ...prefix, ...suffix]))

interface Numbered {
  id?: string
  identifier?: { system?: string; value?: string }[]
}
const numbered = {
  _id: { type: 'token', of: ({ id }: Numbered) => (id ? [{ code: id }] : []) },
  identifier: {
    type: 'token',
    of: ({ identifier = [] }: Numbered) => identifier.flatMap(({ system, value }) => (value ? [{ system, code: value }] : [])),
  },
} as const

const person = {
  ...numbered,
  name: { type: 'string', of: ({ name }: { name?: HumanName[] }) => allOfName(name) },
  family: { type: 'string', of: ({ name = [] }: { name?: HumanName[] }) => present(name.map(({ family }) => family)) },
  given: { type: 'string', of: ({ name = [] }: { name?: HumanName[] }) => name.flatMap(({ given = [] }) => given) },
  gender: { type: 'token', of: ({ gender }: { gender?: string }) => (gender ? [{ code: gender }] : []) },
  active: { type: 'token', of: ({ active }: { active?: boolean }) => flag(active) },
} as const

const patient: SearchParameters<Patient> = { ...person, birthdate: { type: 'date', of: ({ birthDate }) => birthDate } }

const practitioner: SearchParameters<Practitioner> = person

const practitionerRole: SearchParameters<PractitionerRole> = {
  ...numbered,
  active: { type: 'token', of: ({ active }) => flag(active) },
  practitioner: { type: 'reference', target: ['Practitioner'], of: (role) => present([role.practitioner?.reference]) },
  organization: { type: 'reference', target: ['Organization'], of: (role) => present([role.organization?.reference]) },
  location: { type: 'reference', target: ['Location'], of: ({ location = [] }) => present(location.map(({ reference }) => reference)) },
  service: {
    type: 'reference',
    target: ['HealthcareService'],
    of: ({ healthcareService = [] }) => present(healthcareService.map(({ reference }) => reference)),
  },
  specialty: { type: 'token', of: ({ specialty }) => codes(specialty) },
  role: { type: 'token', of: ({ code }) => codes(code) },
}

const addressTexts = ({ address = {} }: Location): string[] =>
  present([...(address.line ?? []), address.city, address.state, address.postalCode, address.country])

const location: SearchParameters<Location> = {
  ...numbered,
  name: { type: 'string', of: ({ name, alias = [] }) => present([name, ...alias]) },
  address: { type: 'string', of: addressTexts },
  status: { type: 'token', of: ({ status }) => (status ? [{ code: status }] : []) },
  partof: { type: 'reference', target: ['Location'], of: ({ partOf }) => present([partOf?.reference]) },
  organization: { type: 'reference', target: ['Organization'], of: (place) => present([place.managingOrganization?.reference]) },
}

const organization: SearchParameters<Organization> = {
  ...numbered,
  name: { type: 'string', of: ({ name, alias = [] }) => present([name, ...alias]) },
  active: { type: 'token', of: ({ active }) => flag(active) },
  partof: { type: 'reference', target: ['Organization'], of: ({ partOf }) => present([partOf?.reference]) },
}

const healthcareService: SearchParameters<HealthcareService> = {
  ...numbered,
  name: { type: 'string', of: ({ name }) => present([name]) },
  active: { type: 'token', of: ({ active }) => flag(active) },
  specialty: { type: 'token', of: ({ specialty }) => codes(specialty) },
  'service-type': { type: 'token', of: ({ type }) => codes(type) },
  organization: { type: 'reference', target: ['Organization'], of: ({ providedBy }) => present([providedBy?.reference]) },
  location: { type: 'reference', target: ['Location'], of: (service) => present((service.location ?? []).map(({ reference }) => reference)) },
}

const actors = ({ participant }: Appointment): string[] => present(participant.map(({ actor }) => actor?.reference))

const appointment: SearchParameters<Appointment> = {
  ...numbered,
  status: { type: 'token', of: ({ status }) => [{ code: status }] },
  date: { type: 'date', of: ({ start }) => start },
  patient: { type: 'reference', target: ['Patient'], of: actors },
  practitioner: { type: 'reference', target: ['Practitioner'], of: actors },
  // A site stands for its rooms too, so that a place's whole day can be asked for.
  location: { type: 'reference', target: ['Location'], of: (found, world) => withSites(actors(found), world) },
  actor: { type: 'reference', target: ['Patient', 'Practitioner', 'Location'], of: actors },
  specialty: { type: 'token', of: ({ specialty }) => codes(specialty) },
  'service-type': { type: 'token', of: ({ serviceType }) => codes(serviceType) },
}

const withSites = (references: readonly string[], { locations }: World): string[] => [
  ...references,
  ...present(locations.filter(({ id }) => references.includes(`Location/${id ?? ''}`)).map(({ partOf }) => partOf?.reference)),
]

/** R4's search parameters, as far as this server knows them. */
export const searchParameters: {
  readonly [T in Searchable]: SearchParameters<Extract<FhirResource, { resourceType: T }>>
} = {
  Patient: patient,
  Practitioner: practitioner,
  PractitionerRole: practitionerRole,
  Location: location,
  Organization: organization,
  HealthcareService: healthcareService,
  Appointment: appointment,
}
