import { useMemo } from 'react'
import type { Appointment, Patient } from '../../fhir/types.ts'
import { useAppointments } from '../../queries/appointments.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import type { AppointmentQuery } from '../../scheduling/criteria.ts'
import { patientQuery } from '../../scheduling/patient-reference.ts'
import { overlapChecker } from './overlaps.ts'
import { addDays, isDay } from './search-criteria.ts'
import type { Search } from './use-search.ts'

interface PatientTimes {
  /** The patient's appointments around and before the days searched: what they name can be asked for again. */
  readonly appointments: readonly Appointment[]
  readonly overlaps: (offer: Appointment) => boolean
  /** Whether the server didn't tell, so that no overlap is marked. */
  readonly isUnknown: boolean
}

const none: readonly Appointment[] = []
const daysBack = 365

/** What is asked of the patient's appointments for a search; undefined where the server can't be asked about the patient. */
export function patientTimes(
  { criteria, zone, today }: Pick<Search, 'criteria' | 'zone' | 'today'>,
  patient: Patient,
  sharesPatients: boolean,
): AppointmentQuery | undefined {
  const who = patientQuery(patient, sharesPatients)
  if (Object.keys(who).length === 0 || !isDay(criteria.to)) return undefined
  const instant = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString()
  return { ...who, from: instant(addDays(today, -daysBack)), until: instant(addDays(criteria.to, 2)), count: 100 }
}

/**
 * @param chosenId the id of the offer being booked: the server may list it as held
 * @param movedId the id of the appointment to be moved, which makes room for its new time
 */
export function usePatientTimes(
  { criteria, zone, today }: Search,
  chosenId: string | undefined,
  movedId: string | undefined,
): PatientTimes {
  const { server } = useConnection()
  const asked = patientTimes({ criteria, zone, today }, useCurrentPatient(), server.sharesPatients)
  const { data, isError } = useAppointments(asked)
  const appointments = data?.appointments ?? none
  const overlaps = useMemo(() => overlapChecker(appointments, [chosenId, movedId]), [appointments, chosenId, movedId])
  return { appointments, overlaps, isUnknown: isError || asked === undefined }
}
