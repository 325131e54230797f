import { useMemo, useState } from 'react'
import type { Appointment } from '../../../fhir/types.ts'
import { appointmentFacts, zoneReader, type Actors, type AppointmentFacts } from '../../../i18n/appointment-facts.ts'
import type { Zone } from '../../../i18n/clinic-zone.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import { useActors } from '../../../queries/actor-names.ts'
import { useConnection } from '../../../queries/connection.tsx'

interface OfferFacts {
  /** Names and places of who takes part. */
  readonly actors: Actors
  readonly zoneOf: (offer: Appointment) => Zone
  /** An offer in words. That is slow, so call it only for offers on the screen. */
  readonly facts: (offer: Appointment) => AppointmentFacts
}

/** Reads each offer only once, since with thousands of them reading is most of the work. Reads anew when more names or places are known. */
export function useOfferFacts(offers: readonly Appointment[]): OfferFacts {
  const { config } = useConnection()
  const found = useActors(offers)
  const [known, setKnown] = useState(found)
  if (knowsMore(found, known)) setKnown(found)
  const locale = dateLocale()
  const { clinicTimeZone } = config
  return useMemo(() => {
    const zoneOf = zoneReader(known, clinicTimeZone)
    return {
      actors: known,
      zoneOf,
      facts: once((offer) => appointmentFacts(offer, known, { configuredZone: clinicTimeZone, locale, zoneOf })),
    }
  }, [known, clinicTimeZone, locale])
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
