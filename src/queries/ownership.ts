import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { parseInstant } from '../fhir/instants.ts'
import { actorsOf } from '../fhir/references.ts'
import type { Appointment } from '../fhir/types.ts'
import type { AppointmentQuery } from '../scheduling/criteria.ts'
import { patientQuery } from '../scheduling/patient-reference.ts'
import { findWhose, whose, type Ownership } from '../scheduling/whose.ts'
import { appointmentsKey, appointmentsQuery } from './appointments.ts'
import { useConnection } from './connection.tsx'
import type { CurrentPatient } from './current-patient.tsx'

/**
 * Whether an appointment is the current patient's. Where neither its actors nor the records that they point to tell, it is theirs
 * only if the server lists it among their appointments. `asking` while that is found out, or while there is no appointment yet.
 */
export function useOwnership(appointment: Appointment | undefined, patient: CurrentPatient): Ownership | 'asking' {
  const { server } = useConnection()
  const queryClient = useQueryClient()
  const told = appointment && whose(appointment, patient, server)
  // Where both servers know the same patients, one that is named without a reference may be anybody.
  const mayBeTheirs = appointment && told === 'unsaid' && !(server.sharesPatients && actorsOf(appointment, 'Patient').length > 0)
  const asked = useQuery({
    queryKey: [...appointmentsKey, 'owner', server.base, appointment, patient.id],
    queryFn:
      mayBeTheirs
        ? async (): Promise<Ownership> => {
            const found = await findWhose(server, appointment, patient)
            const around = found === 'unsaid' ? aroundIt(appointment, patientQuery(patient, server.sharesPatients)) : undefined
            if (!around) return found
            const listed = await queryClient.query(appointmentsQuery({ server }, around))
            return listed.appointments.some(({ id }) => id === appointment.id) ? 'ours' : 'unsaid'
          }
        : skipToken,
  })
  if (!mayBeTheirs) return told ?? 'asking'
  return asked.isLoading ? 'asking' : (asked.data ?? 'unsaid')
}

type PatientPart = Pick<AppointmentQuery, 'patient' | 'patientIdentifier'>

function aroundIt(appointment: Appointment, who: PatientPart): AppointmentQuery | undefined {
  const start = parseInstant(appointment.start)
  if (!start || Object.keys(who).length === 0) return undefined
  return { ...who, from: start.subtract({ hours: 24 }).toString(), until: start.add({ hours: 24 }).toString() }
}
