import { offsetOf } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useDirectory } from '../../queries/directory.ts'

/**
 * Whether times must wait for the directory: where a server writes times in UTC, only the directory says the clinic's zone,
 * and a time must not be shown in the viewer's zone first and then jump.
 */
export function useZonesPending(appointments: readonly Appointment[]): boolean {
  const { config } = useConnection()
  const directory = useDirectory()
  return directory.isPending && config.clinicTimeZone === undefined && appointments.some(({ start }) => offsetOf(start) === 'Z')
}
