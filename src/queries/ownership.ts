import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { actorsOf } from '../fhir/references.ts'
import type { Appointment } from '../fhir/types.ts'
import { whose, type Ownership } from '../scheduling/whose.ts'
import { appointmentsKey } from './appointments.ts'
import { useConnection } from './connection.tsx'
import type { CurrentPatient } from './current-patient.tsx'

export type Finding =
  | { readonly kind: Ownership }
  /** The answer is still being found out, or there is no appointment yet. */
  | { readonly kind: 'asking' }
  /** The server could not be asked. */
  | { readonly kind: 'failed'; readonly error: Error; readonly retry: () => void }

/**
 * Whether an appointment is the current patient's. Where neither its actors nor the records that they point to tell, it is theirs only
 * if the server lists it among their appointments, and seems to have searched for theirs only.
 */
export function useOwnership(appointment: Appointment | undefined, patient: CurrentPatient): Finding {
  const { server } = useConnection()
  const queryClient = useQueryClient()
  const told = appointment && whose(appointment, patient, server)
  // Where both servers know the same patients, a patient who is named without a reference may be anybody.
  const mayBeTheirs = appointment && told === 'unsaid' && !(server.sharesPatients && actorsOf(appointment, 'Patient').length > 0)
  const asked = useQuery({
    queryKey: [...appointmentsKey, 'owner', server.base, appointment, patient.id],
    queryFn: mayBeTheirs
      ? async () => (await import('./ask-whose.ts')).askWhose(appointment, patient, { server, queryClient })
      : skipToken,
    // Without a network the question fails at once, and says so.
    networkMode: 'always',
  })
  if (!mayBeTheirs) return { kind: told ?? 'asking' }
  if (asked.data) return { kind: asked.data }
  return asked.error ? { kind: 'failed', error: asked.error, retry: () => void asked.refetch() } : { kind: 'asking' }
}
