import type { Appointment } from '../../fhir/types.ts'
import { changesClock, type DayKey } from '../../i18n/clinic-time.ts'
import type { Zone } from '../../i18n/clinic-zone.ts'
import { offerKey } from './offer-key.ts'

/** One offer as the timetable shows it. */
export interface OfferCell {
  readonly key: string
  readonly offer: Appointment
  readonly clock: OfferClock
}

/** When an offer begins, by the clock of its own clinic. */
export interface OfferClock {
  readonly zone: Zone
  readonly start: Temporal.Instant
  readonly dayKey: DayKey
}

export interface OfferDay {
  readonly dayKey: DayKey
  readonly cells: readonly OfferCell[]
  /** Whether a clock of the clinic is changed on that day. */
  readonly change: 'forward' | 'back' | undefined
}

export type OfferRow =
  | { readonly kind: 'day'; readonly key: string; readonly day: OfferDay }
  | { readonly kind: 'offers'; readonly key: string; readonly cells: readonly OfferCell[] }

/** The offers by the days of their own clinic's calendar, in order; what was sorted by time stays so within a day. */
export function offerDays(offers: readonly Appointment[], clockOf: (offer: Appointment) => OfferClock | undefined): OfferDay[] {
  const days = new Map<string, OfferCell[]>()
  for (const offer of offers) {
    const clock = clockOf(offer)
    if (!clock) continue
    const cell = { key: offerKey(offer), offer, clock }
    const cells = days.get(clock.dayKey)
    if (cells) cells.push(cell)
    else days.set(clock.dayKey, [cell])
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dayKey, cells]) => {
      const zones = [...new Set(cells.map((cell) => cell.clock.zone))]
      return {
        dayKey,
        cells,
        change: zones.map((zone) => changesClock(dayKey, zone)).find((change) => change !== undefined),
      }
    })
}

/** The timetable's lines: each day's heading, then its offers, `columns` side by side. */
export function offerRows(days: readonly OfferDay[], columns: number): OfferRow[] {
  return days.flatMap((day): OfferRow[] => {
    const lines = Array.from({ length: Math.ceil(day.cells.length / columns) }, (_, line): OfferRow => {
      return { kind: 'offers', key: `${day.dayKey} ${line}`, cells: day.cells.slice(line * columns, (line + 1) * columns) }
    })
    return [{ kind: 'day', key: day.dayKey, day }, ...lines]
  })
}
