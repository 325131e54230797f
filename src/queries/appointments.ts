import { queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { actorsOf } from '../fhir/references.ts'
import { keepNameSecret } from '../fhir/text/secrets.ts'
import type { Appointment } from '../fhir/types.ts'
import type { AppointmentQuery } from '../scheduling/criteria.ts'
import { readResource } from '../scheduling/search-resources.ts'
import { searchAppointments } from '../scheduling/search-appointments.ts'
import { useConnection, type Connection } from './connection.tsx'

/** Everything below this key shows existing appointments; a change of any of them makes all of it stale. */
export const appointmentsKey = ['appointments'] as const

export function appointmentsQuery({ server }: Pick<Connection, 'server'>, query: AppointmentQuery | undefined) {
  return queryOptions({
    queryKey: [...appointmentsKey, 'search', server.base, query],
    queryFn: query === undefined ? skipToken : async ({ signal }) => {
            const found = await searchAppointments(server, query, signal)
            for (const one of [...found.appointments, ...found.untold]) secret(one)
            return found
          },
  })
}

export function appointmentQuery({ server }: Pick<Connection, 'server'>, id: string | undefined) {
  return queryOptions({
    queryKey: [...appointmentsKey, 'read', server.base, id],
    queryFn: id === undefined ? skipToken : async ({ signal }) => secret(await readResource(server, 'Appointment', id, signal)),
    // The appointment is always read again before it is shown as the base of a change.
    staleTime: 0,
  })
}

/** Keeps the names of patients out of reports. A patient in a list of many has no record here that would say the name. */
function secret(appointment: Appointment): Appointment {
  for (const { display } of actorsOf(appointment, 'Patient')) if (display) keepNameSecret(display)
  return appointment
}

export function useAppointments(query: AppointmentQuery | undefined) {
  return useQuery(appointmentsQuery(useConnection(), query))
}

/** Begins a search before the screen that shows it can be there; `useAppointments` with the same query takes it up. */
export function useAppointmentsAhead(query: AppointmentQuery | undefined): void {
  const connection = useConnection()
  const queryClient = useQueryClient()
  useEffect(() => {
    // The screen reports a failure.
    if (query !== undefined) queryClient.query(appointmentsQuery(connection, query)).catch(() => undefined)
  }, [queryClient, connection, query])
}

export function useAppointment(id: string | undefined) {
  return useQuery(appointmentQuery(useConnection(), id))
}
