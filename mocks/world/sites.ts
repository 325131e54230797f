import type { Location, Organization } from '../../src/fhir/types.ts'
import { TIMEZONE_EXTENSION } from './codes.ts'
import type { Weekday } from './clinic-time.ts'

/** Opening and closing on the site's clock, `HH:MM`. */
export type Hours = readonly [from: string, to: string]

export interface Site {
  readonly id: string
  readonly location: Location
  readonly zone: string
  readonly opening: Partial<Record<Weekday, Hours>>
  readonly lunch: Hours
}

export const organizations: readonly Organization[] = [
  { resourceType: 'Organization', id: 'lakeshore', active: true, name: 'Lakeshore Health' },
  {
    resourceType: 'Organization',
    id: 'riverside-group',
    active: true,
    name: 'Riverside Physicians Group',
    partOf: { reference: 'Organization/lakeshore', display: 'Lakeshore Health' },
  },
]

interface SitePlan extends Omit<Site, 'location'> {
  readonly name: string
  readonly organization: string
  readonly phone: string
  readonly street: string
  readonly city: string
  readonly state: string
  readonly postalCode: string
}

const site = ({ name, organization, phone, street, city, state, postalCode, ...rest }: SitePlan): Site => ({
  ...rest,
  location: {
    resourceType: 'Location',
    id: rest.id,
    extension: [{ url: TIMEZONE_EXTENSION, valueCode: rest.zone }],
    status: 'active',
    name,
    mode: 'instance',
    telecom: [{ system: 'phone', value: phone, use: 'work' }],
    address: { use: 'work', line: [street], city, state, postalCode, country: 'US' },
    physicalType: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', code: 'si', display: 'Site' }],
    },
    managingOrganization: { reference: `Organization/${organization}` },
  },
})

const weekdays = (hours: Hours): Partial<Record<Weekday, Hours>> => ({ mon: hours, tue: hours, wed: hours, thu: hours })

/** One site whose clocks change twice a year, and one whose clocks never do. */
export const sites: readonly Site[] = [
  site({
    id: 'harbour',
    name: 'Harbour Clinic',
    organization: 'lakeshore',
    phone: '+1-312-555-0100',
    street: '400 North Harbour Street',
    city: 'Chicago',
    state: 'IL',
    postalCode: '60611',
    zone: 'America/Chicago',
    opening: { ...weekdays(['08:00', '18:00']), fri: ['08:00', '17:00'], sat: ['09:00', '12:00'] },
    lunch: ['12:00', '13:00'],
  }),
  site({
    id: 'riverside',
    name: 'Riverside Clinic',
    organization: 'riverside-group',
    phone: '+1-602-555-0140',
    street: '27 East River Road',
    city: 'Phoenix',
    state: 'AZ',
    postalCode: '85004',
    zone: 'America/Phoenix',
    opening: { ...weekdays(['07:00', '17:00']), fri: ['07:00', '13:00'] },
    lunch: ['12:20', '13:00'],
  }),
]

const room = (siteId: string, id: string, name: string): Location => ({
  resourceType: 'Location',
  id: `${siteId}-${id}`,
  status: 'active',
  name,
  mode: 'instance',
  physicalType: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', code: 'ro', display: 'Room' }],
  },
  partOf: { reference: `Location/${siteId}`, display: sites.find(({ id: known }) => known === siteId)?.location.name ?? siteId },
})

/** Rooms name no zone: their site's applies. */
export const rooms: readonly Location[] = [
  room('harbour', '1', 'Room 1'),
  room('harbour', '2', 'Room 2'),
  room('harbour', '3', 'Room 3'),
  room('harbour', '4', 'Room 4'),
  room('harbour', 'heart-lab', 'Heart laboratory'),
  room('riverside', 'a', 'Room A'),
  room('riverside', 'b', 'Room B'),
  room('riverside', 'c', 'Room C'),
  room('riverside', 'heart-lab', 'Heart laboratory'),
  room('riverside', 'eye-lane', 'Eye lane'),
]
