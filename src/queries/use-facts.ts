import { appointmentFacts, type AppointmentFacts } from '../i18n/appointment-facts.ts'
import { dateLocale } from '../i18n/locale.tsx'
import type { Appointment, Location } from '../fhir/types.ts'
import { useActors } from './actor-names.ts'
import { useConnection } from './connection.tsx'

/** Puts appointments into words, with the names and time zones that the server's directory knows. */
export function useFacts(
  appointments: readonly Appointment[],
  included: readonly Location[] = [],
): (appointment: Appointment) => AppointmentFacts {
  const { config } = useConnection()
  const actors = useActors(appointments, included)
  return (appointment) => appointmentFacts(appointment, actors, { configuredZone: config.clinicTimeZone, locale: dateLocale() })
}
