import type {
  Appointment,
  HealthcareService,
  Location,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
} from '../../src/fhir/types.ts'
import { usualCalendar, type Absence, type Calendar } from './calendar.ts'
import { addDays, localDate } from './clinic-time.ts'
import { clinicians, practitionerRoles, practitioners, type Clinician } from './clinicians.ts'
import { patients } from './patients.ts'
import { seedAppointments } from './seed-appointments.ts'
import { organizations, rooms, sites, type Site } from './sites.ts'
import { visitTypes, type VisitType } from './visit-types.ts'

/**
 * The simulated clinic at the beginning of a day. People and places are the same on any day; appointments and absences lie
 * around the day.
 */
export interface World {
  /** `YYYY-MM-DD` in Chicago. */
  readonly day: string
  readonly sites: readonly Site[]
  readonly clinicians: readonly Clinician[]
  readonly visitTypes: readonly [VisitType, ...VisitType[]]
  readonly absences: readonly Absence[]
  /** The usual working times. */
  readonly calendar: Calendar
  readonly organizations: readonly Organization[]
  /** Sites and their rooms. */
  readonly locations: readonly Location[]
  readonly practitioners: readonly Practitioner[]
  readonly practitionerRoles: readonly PractitionerRole[]
  readonly healthcareServices: readonly HealthcareService[]
  readonly patients: readonly Patient[]
  readonly appointments: readonly Appointment[]
}

/** The clinic around the clock's present day (`clock` in epoch milliseconds). The same day always gives the same clinic. */
export const createWorld = (clock: () => number = Date.now): World => worldOf(localDate(clock(), 'America/Chicago'))

/** The clinic around the day `YYYY-MM-DD`. */
export function worldOf(day: string): World {
  const absences: Absence[] = [
    { clinician: 'lindqvist', from: addDays(day, 9), to: addDays(day, 13) },
    { clinician: 'sato', from: addDays(day, 3), to: addDays(day, 3) },
    { clinician: 'okafor', from: addDays(day, 20), to: addDays(day, 34) },
  ]
  const calendar = usualCalendar(absences)
  return {
    day,
    sites,
    clinicians,
    visitTypes,
    absences,
    calendar,
    organizations,
    locations: [...sites.map(({ location }) => location), ...rooms],
    practitioners,
    practitionerRoles,
    healthcareServices: visitTypes.map(({ service }) => service),
    patients,
    appointments: seedAppointments(day, calendar),
  }
}
