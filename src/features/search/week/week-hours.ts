import { instantMs } from '../../../fhir/instants.ts'
import type { Appointment } from '../../../fhir/types.ts'
import { changesClock, type DayKey } from '../../../i18n/clinic-time.ts'
import type { Zone } from '../../../i18n/clinic-zone.ts'
import { clockMinutes, stretchAt, type Stretch } from '../../../i18n/zone-clock.ts'
import type { WeekPage } from './week-pages.ts'

/** One hour of one day. */
export interface HourCell {
  readonly dayKey: DayKey
  /** 0 to 23, by the clinic's clock. */
  readonly hour: number
  /** In order of time. In an hour that comes twice, the offers of the first one precede those of the second. */
  readonly offers: readonly Appointment[]
  /** What a change of the clock does to this hour. */
  readonly clock: 'skipped' | 'twice' | undefined
}

export interface HourRow {
  readonly hour: number
  /** One cell for each day of the page. */
  readonly cells: readonly HourCell[]
}

/** The hours from the page's earliest offer to its latest, each offer by the clock of its own clinic. */
export function weekHours({ dayKeys, days }: WeekPage, zoneOf: (offer: Appointment) => Zone): HourRow[] {
  const cells = new Map<DayKey, (Appointment[] | undefined)[]>()
  const zones = new Map<DayKey, Set<Zone>>()
  let [first, last] = [24, -1]
  for (const [dayKey, { offers, zone: only }] of days) {
    const zonesOfDay = new Set<Zone>()
    const hours: (Appointment[] | undefined)[] = []
    zones.set(dayKey, zonesOfDay)
    cells.set(dayKey, hours)
    let stretch: Stretch | undefined
    let [lastZone, lastStart, hour]: [Zone | undefined, string | undefined, number] = [undefined, undefined, 0]
    for (const offer of offers) {
      const zone = only ?? zoneOf(offer)
      // Computes the hour only once for consecutive offers with the same start.
      if (offer.start !== lastStart || zone !== lastZone) {
        const start = instantMs(offer.start) ?? 0
        if (!stretch || zone !== lastZone || start >= stretch.until || start < stretch.from) stretch = stretchAt(zone, start)
        zonesOfDay.add(zone)
        hour = Math.floor(clockMinutes(stretch, start) / 60)
        ;[lastZone, lastStart] = [zone, offer.start]
      }
      const cell = hours[hour]
      if (cell) cell.push(offer)
      else {
        hours[hour] = [offer]
        first = Math.min(first, hour)
        last = Math.max(last, hour)
      }
    }
  }
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const hour = first + at
    return {
      hour,
      cells: dayKeys.map((dayKey) => ({
        dayKey,
        hour,
        offers: cells.get(dayKey)?.[hour] ?? [],
        clock: clockOfHour(dayKey, hour, [...(zones.get(dayKey) ?? [])]),
      })),
    }
  })
}

/** What a change of the clock does to the hour. Undefined if the day has offers in several zones, whose clocks may change differently. */
function clockOfHour(dayKey: DayKey, hour: number, zones: readonly Zone[]): HourCell['clock'] {
  const [zone] = zones
  if (zone === undefined || zones.length > 1 || changesClock(dayKey, zone) === undefined) return undefined
  const times = [0, 15, 30, 45].map((minute) => Temporal.PlainDate.from(dayKey).toPlainDateTime({ hour, minute }))
  const exists = (time: Temporal.PlainDateTime) => time.toZonedDateTime(zone).toPlainDateTime().equals(time)
  if (!times.some(exists)) return 'skipped'
  const isRepeated = (time: Temporal.PlainDateTime) => {
    const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) => time.toZonedDateTime(zone, { disambiguation }))
    return exists(time) && earlier?.epochMilliseconds !== later?.epochMilliseconds
  }
  return times.some(isRepeated) ? 'twice' : undefined
}
