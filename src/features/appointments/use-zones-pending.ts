import { offsetOf } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useDirectory } from '../../queries/directory.ts'

/**
 * Whether times must wait for the directory: a server that writes them in UTC says only there what the clinic's clock is,
 * and a time must not be seen on the viewer's clock first and then jump.
 */
export function useZonesPending(appointments: readonly Appointment[]): boolean {
  const { config } = useConnection()
  const directory = useDirectory()
  return directory.isPending && config.clinicTimeZone === undefined && appointments.some(({ start }) => offsetOf(start) === 'Z')
}
