import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { actorsOf } from '../fhir/references.ts'
import type { Appointment } from '../fhir/types.ts'
import { whose, type Ownership } from '../scheduling/whose.ts'
import { appointmentsKey } from './appointments.ts'
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
    queryFn: mayBeTheirs
      ? async () => (await import('./ask-whose.ts')).askWhose(appointment, patient, { server, queryClient })
      : skipToken,
  })
  if (!mayBeTheirs) return told ?? 'asking'
  return asked.isLoading ? 'asking' : (asked.data ?? 'unsaid')
}
