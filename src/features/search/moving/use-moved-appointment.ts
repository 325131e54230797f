import type { Appointment } from '../../../fhir/types.ts'
import { useAppointment } from '../../../queries/appointments.ts'
import { useCurrentPatient } from '../../../queries/current-patient.tsx'
import { useOwnership, type Finding } from '../../../queries/ownership.ts'
import { ProtocolError, type Failure } from '../../../scheduling/failure.ts'

/** The appointment that is to be moved; `none` in a search for a new one. */
export type Moved =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly retry: () => void }
  | { readonly kind: 'another-patient' }
  /** The server doesn't say whose appointment it is. */
  | { readonly kind: 'nobody-knows-whose' }
  | { readonly kind: 'not-booked' }
  | { readonly kind: 'ready'; readonly appointment: Appointment }

export function useMovedAppointment(id: string | undefined): Moved {
  const patient = useCurrentPatient()
  const { data, error, refetch } = useAppointment(id)
  const ownership = useOwnership(data, patient)

  if (id === undefined) return { kind: 'none' }
  if (data) return judge(data, ownership)
  if (!error) return { kind: 'loading' }
  return failed(error, () => void refetch())
}

function judge(appointment: Appointment, ownership: Finding): Moved {
  switch (ownership.kind) {
    case 'asking':
      return { kind: 'loading' }
    case 'failed':
      return failed(ownership.error, ownership.retry)
    case 'another':
      return { kind: 'another-patient' }
    case 'unsaid':
      return { kind: 'nobody-knows-whose' }
    case 'ours':
      return appointment.status === 'booked' ? { kind: 'ready', appointment } : { kind: 'not-booked' }
  }
}

function failed(error: Error, retry: () => void): Moved {
  const failure: Failure =
    error instanceof ProtocolError ? error.failure : { kind: 'no-answer', doubt: 'unexpected-content', issues: [] }
  return { kind: 'failed', failure, retry }
}
