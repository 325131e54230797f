import type { Patient } from '../../fhir/types.ts'
import type { AppointmentQuery } from '../../scheduling/criteria.ts'
import { patientQuery } from '../../scheduling/patient-reference.ts'
import { addDays } from '../../i18n/clinic-time.ts'
import type { AskedSearch } from './asked-search.ts'
import { isDay } from './criteria/search-criteria.ts'

const daysBack = 365

/** The query for the patient's appointments around a search; undefined where the server can't be asked about the patient. */
export function patientTimes(
  { criteria, zone, today }: Pick<AskedSearch, 'criteria' | 'zone' | 'today'>,
  patient: Patient,
  sharesPatients: boolean,
): AppointmentQuery | undefined {
  // The same question is asked before the record is there, by the id alone.
  const { knownIdentifiers: _notYet, ...who } = patientQuery(patient, sharesPatients)
  if (Object.keys(who).length === 0 || !isDay(criteria.to)) return undefined
  const instant = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString()
  return { ...who, from: instant(addDays(today, -daysBack)), until: instant(addDays(criteria.to, 2)), count: 100 }
}
