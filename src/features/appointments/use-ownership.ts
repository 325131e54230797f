import { parseInstant } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useAppointments } from '../../queries/appointments.ts'
import { useConnection } from '../../queries/connection.tsx'
import type { CurrentPatient } from '../../queries/current-patient.tsx'
import type { AppointmentQuery } from '../../scheduling/criteria.ts'
import { patientQuery } from '../../scheduling/patient-reference.ts'
import { whose, type Ownership } from '../../scheduling/whose.ts'
import type { PatientPart } from './appointments-query.ts'

/**
 * Whether an appointment is the current patient's. Where its actors don't tell, as on a server with records of its own, it
 * is theirs only if the server lists it among their appointments. `asking` while that is found out.
 */
export function useOwnership(appointment: Appointment, patient: CurrentPatient): Ownership | 'asking' {
  const { server } = useConnection()
  const told = whose(appointment, patient, server)
  const who = patientQuery(patient, server.sharesPatients)
  const listed = useAppointments(told === 'unsaid' ? aroundIt(appointment, who) : undefined)
  if (told !== 'unsaid') return told
  if (listed.isLoading) return 'asking'
  return listed.data?.appointments.some(({ id }) => id === appointment.id) ? 'ours' : 'unsaid'
}

function aroundIt(appointment: Appointment, who: PatientPart): AppointmentQuery | undefined {
  const start = parseInstant(appointment.start)
  if (!start || Object.keys(who).length === 0) return undefined
  return { ...who, from: start.subtract({ hours: 24 }).toString(), until: start.add({ hours: 24 }).toString() }
}
