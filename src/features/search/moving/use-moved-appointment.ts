import { useEffect } from 'react'
import { navigate } from '../../../ui/address/hash-location.ts'
import type { Appointment } from '../../../fhir/types.ts'
import { useAppointment } from '../../../queries/appointments.ts'
import { useConnection } from '../../../queries/connection.tsx'
import { useCurrentPatient } from '../../../queries/current-patient.tsx'
import { useDirectory } from '../../../queries/directory.ts'
import { useOwnership, type Finding } from '../../../queries/ownership.ts'
import { ProtocolError, type Failure } from '../../../scheduling/failure.ts'
import { criteriaQuery, namesOnlyMoved } from '../criteria/criteria-url.ts'
import { criteriaLike } from './criteria-like.ts'

/** The appointment that a new time is looked for. */
export type Moved =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly retry: () => void }
  | { readonly kind: 'another-patient' }
  /** The server doesn't say whose appointment it is. */
  | { readonly kind: 'nobody-knows-whose' }
  | { readonly kind: 'not-booked' }
  | { readonly kind: 'ready'; readonly appointment: Appointment }

interface Asking {
  readonly id: string | undefined
  /** The address's query. Where it names the appointment only, the criteria are taken from that. */
  readonly search: string
  readonly today: string
}

export function useMovedAppointment({ id, search, today }: Asking): Moved {
  const { server } = useConnection()
  const patient = useCurrentPatient()
  const directory = useDirectory()
  const { data, error, refetch } = useAppointment(id)
  const ownership = useOwnership(data, patient)

  const moved = data === undefined ? undefined : judge(data, ownership)
  const lacksCriteria = namesOnlyMoved(search)
  const known = directory.isPending ? undefined : (directory.data?.locations ?? [])
  const like =
    lacksCriteria && moved?.kind === 'ready' && known
      ? criteriaQuery(criteriaLike(moved.appointment, today, known, server.base))
      : undefined
  useEffect(() => {
    if (like !== undefined) navigate(`/find${like}`, { replace: true })
  }, [like])

  if (id === undefined) return { kind: 'none' }
  if (moved) return lacksCriteria && moved.kind === 'ready' ? { kind: 'loading' } : moved
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
