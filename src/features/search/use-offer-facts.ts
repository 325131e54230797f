import { useMemo, useState } from 'react'
import { parseInstant } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'
import { appointmentFacts, appointmentZone, type Actors, type AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { dayOf } from '../../i18n/clinic-time.ts'
import { dateLocale } from '../../i18n/locale.tsx'
import { useActors } from '../../queries/actor-names.ts'
import { useConnection } from '../../queries/connection.tsx'
import type { OfferClock } from './offer-rows.ts'

interface OfferFacts {
  /** What an offer is sorted by; undefined where it has no start. */
  readonly clockOf: (offer: Appointment) => OfferClock | undefined
  /** All of an offer in words: only what is on the screen is worth them. */
  readonly facts: (offer: Appointment) => AppointmentFacts
}

/**
 * Reads offers, each only once: with 10,000 of them, arriving page by page, that is most of the work. Only when more names or
 * places become known is everything read anew.
 */
export function useOfferFacts(offers: readonly Appointment[]): OfferFacts {
  const { config } = useConnection()
  const found = useActors(offers)
  const [known, setKnown] = useState(found)
  if (knowsMore(found, known)) setKnown(found)
  const locale = dateLocale()
  const { clinicTimeZone } = config
  return useMemo(
    () => ({
      clockOf: once((offer) => clockOf(offer, known, clinicTimeZone)),
      facts: once((offer) => appointmentFacts(offer, known, { configuredZone: clinicTimeZone, locale })),
    }),
    [known, clinicTimeZone, locale],
  )
}

function clockOf(offer: Appointment, known: Actors, configuredZone: string | undefined): OfferClock | undefined {
  const start = parseInstant(offer.start)
  if (!start) return undefined
  const zone = appointmentZone(offer, known, configuredZone)
  return { zone, start, dayKey: dayOf(start, zone) }
}

function once<T>(read: (offer: Appointment) => T): (offer: Appointment) => T {
  const kept = new WeakMap<Appointment, { readonly value: T }>()
  return (offer) => {
    const before = kept.get(offer)
    if (before) return before.value
    const value = read(offer)
    kept.set(offer, { value })
    return value
  }
}

function knowsMore(found: Actors, known: Actors): boolean {
  return found.names.size !== known.names.size || found.locations.size !== known.locations.size
}
