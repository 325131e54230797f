import { useMemo, useState } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { appointmentFacts, type Actors, type AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { dateLocale } from '../../i18n/locale.tsx'
import { useActors } from '../../queries/actor-names.ts'
import { useConnection } from '../../queries/connection.tsx'

/**
 * Puts offers into words, each only once: with 10,000 of them, arriving page by page, that is most of the work. Only when
 * more names or places become known is everything said anew.
 */
export function useOfferFacts(offers: readonly Appointment[]): (offer: Appointment) => AppointmentFacts {
  const { config } = useConnection()
  const found = useActors(offers)
  const [known, setKnown] = useState(found)
  if (knowsMore(found, known)) setKnown(found)
  const locale = dateLocale()
  const { clinicTimeZone } = config
  return useMemo(() => {
    const said = new WeakMap<Appointment, AppointmentFacts>()
    return (offer) => {
      const before = said.get(offer)
      if (before) return before
      const words = appointmentFacts(offer, known, { configuredZone: clinicTimeZone, locale })
      said.set(offer, words)
      return words
    }
  }, [known, clinicTimeZone, locale])
}

function knowsMore(found: Actors, known: Actors): boolean {
  return found.names.size !== known.names.size || found.locations.size !== known.locations.size
}
