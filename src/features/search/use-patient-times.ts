import { useMemo } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { useAppointments } from '../../queries/appointments.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import { overlapChecker } from './offers/overlaps.ts'
import { patientTimes } from './patient-times.ts'
import type { Search } from './use-search.ts'

interface PatientTimes {
  /** The patient's appointments around and before the days searched: what they name can be asked for again. */
  readonly appointments: readonly Appointment[]
  readonly overlaps: (offer: Appointment) => boolean
  /** Whether the server didn't tell, so that no overlap is marked. */
  readonly isUnknown: boolean
}

const none: readonly Appointment[] = []

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
