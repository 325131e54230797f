import { instantMs } from '../../../fhir/instants.ts'
import type { Appointment } from '../../../fhir/types.ts'
import { changesClock, type DayKey } from '../../../i18n/clinic-time.ts'
import type { Zone } from '../../../i18n/clinic-zone.ts'
import { stretchAt, type Stretch } from '../../../i18n/zone-clock.ts'

export interface OfferDay {
  readonly dayKey: DayKey
  readonly offers: readonly Appointment[]
  /** The zone of all its offers; absent where there are several. */
  readonly zone?: Zone
  /** Whether a clock of the clinic is changed on that day. */
  readonly change: 'forward' | 'back' | undefined
}

export interface OfferCalendar {
  /** In order. */
  readonly days: readonly OfferDay[]
  /** The zones of the offers, each with the start of its first one, in epoch milliseconds. */
  readonly zones: ReadonlyMap<Zone, number>
}

interface Day {
  readonly offers: Appointment[]
  readonly zones: Set<Zone>
}

/** The offers by day, each in its own clinic's zone. Within a day they keep their order. */
export function offerCalendar(offers: readonly Appointment[], zoneOf: (offer: Appointment) => Zone): OfferCalendar {
  const days = new Map<DayKey, Day>()
  const zones = new Map<Zone, number>()
  let [day, stretch, lastZone]: [Day | undefined, Stretch | undefined, Zone | undefined] = [undefined, undefined, undefined]
  for (const offer of offers) {
    const start = instantMs(offer.start)
    if (start === undefined) continue
    const zone = zoneOf(offer)
    // Most offers are on the same day and in the same zone as the offer before.
    if (!day || !stretch || zone !== lastZone || start >= stretch.until || start < stretch.from) {
      stretch = stretchAt(zone, start)
      lastZone = zone
      day = days.get(stretch.dayKey) ?? { offers: [], zones: new Set() }
      days.set(stretch.dayKey, day)
      day.zones.add(zone)
      if (!zones.has(zone)) zones.set(zone, start)
    }
    day.offers.push(offer)
  }
  return {
    zones,
    days: [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { offers: ofDay, zones: ofZones }]) => {
        const change = [...ofZones].map((zone) => changesClock(key, zone)).find((each) => each !== undefined)
        const [zone, ...others] = ofZones
        return { dayKey: key, offers: ofDay, change, ...(zone !== undefined && others.length === 0 && { zone }) }
      }),
  }
}
