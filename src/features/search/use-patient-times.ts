import { useMemo } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { useAppointments } from '../../queries/appointments.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { overlapChecker } from './offers/overlaps.ts'
import { patientTimes } from './patient-times.ts'
import type { Search } from './use-search.ts'

interface PatientTimes {
  /** The patient's appointments before and around the days searched. What they name becomes choices of the form. */
  readonly appointments: readonly Appointment[]
  readonly overlaps: (offer: Appointment) => boolean
  /** Whether these appointments couldn't be read, so that no overlap is marked. */
  readonly isUnknown: boolean
}

const none: readonly Appointment[] = []

/**
 * @param chosenId the id of the offer being booked, which the server may list as held
 * @param movedId the id of the appointment to be moved, whose time becomes free
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
