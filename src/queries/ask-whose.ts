import type { QueryClient } from '@tanstack/react-query'
import { parseInstant } from '../fhir/instants.ts'
import type { Appointment } from '../fhir/types.ts'
import type { AppointmentQuery } from '../scheduling/criteria.ts'
import { findWhose } from '../scheduling/find-whose.ts'
import { patientQuery, type PatientPart } from '../scheduling/patient-reference.ts'
import type { Ownership } from '../scheduling/whose.ts'
import { appointmentsQuery } from './appointments.ts'
import type { Connection } from './connection.tsx'
import type { CurrentPatient } from './current-patient.tsx'

interface Asking {
  readonly server: Connection['server']
  readonly queryClient: QueryClient
}

/** Asks the server whose an appointment is, where that doesn't say so itself: by the records it points to, else by the patient's list. */
export async function askWhose(appointment: Appointment, patient: CurrentPatient, { server, queryClient }: Asking): Promise<Ownership> {
  const found = await findWhose(server, appointment, patient)
  const around = found === 'unsaid' ? aroundIt(appointment, patientQuery(patient, server.sharesPatients)) : undefined
  if (!around) return found
  const listed = await queryClient.query(appointmentsQuery({ server }, around))
  return listed.appointments.some(({ id }) => id === appointment.id) ? 'ours' : 'unsaid'
}

function aroundIt(appointment: Appointment, who: PatientPart): AppointmentQuery | undefined {
  const start = parseInstant(appointment.start)
  if (!start || Object.keys(who).length === 0) return undefined
  return { ...who, from: start.subtract({ hours: 24 }).toString(), until: start.add({ hours: 24 }).toString() }
}
