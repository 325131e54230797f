import { useQueryClient } from '@tanstack/react-query'
import type { Appointment } from '../fhir/types.ts'
import { readResource } from '../scheduling/search-resources.ts'
import { appointmentQuery } from './appointments.ts'
import { useConnection } from './connection.tsx'

/**
 * Reads an Appointment once more before it is changed: at once or not at all, and to its end, even if the screen changes. A query
 * would wait for a network, and would answer with what it had where no screen shows it any more.
 * @returns a function that throws ProtocolError when the server gave no usable answer
 */
export function useReadBeforeChange(): (id: string) => Promise<Appointment> {
  const { server, record } = useConnection()
  const queryClient = useQueryClient()
  return async (id) => {
    const current = await readResource(record.server, 'Appointment', id)
    queryClient.setQueryData(appointmentQuery({ server }, id).queryKey, current)
    return current
  }
}
