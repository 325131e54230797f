import type { Appointment } from '../../fhir/types.ts'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { changesClock, type DayKey } from '../../i18n/clinic-time.ts'
import { offerKey } from './offer-key.ts'

/** One offer as the timetable shows it. */
export interface OfferCell {
  readonly key: string
  readonly offer: Appointment
  readonly facts: AppointmentFacts
}

export interface OfferDay {
  readonly dayKey: DayKey
  /** "Monday 23 November 2026" */
  readonly day: string
  readonly cells: readonly OfferCell[]
  /** Whether a clock of the clinic is changed on that day. */
  readonly clock: 'forward' | 'back' | undefined
}

export type OfferRow =
  | { readonly kind: 'day'; readonly key: string; readonly day: OfferDay }
  | { readonly kind: 'offers'; readonly key: string; readonly cells: readonly OfferCell[] }

/** The offers by the days of their own clinic's calendar, in order; what was sorted by time stays so within a day. */
export function offerDays(offers: readonly Appointment[], facts: (offer: Appointment) => AppointmentFacts): OfferDay[] {
  const days = new Map<string, OfferCell[]>()
  for (const offer of offers) {
    const words = facts(offer)
    if (words.dayKey === '') continue
    const cell = { key: offerKey(offer), offer, facts: words }
    const cells = days.get(words.dayKey)
    if (cells) cells.push(cell)
    else days.set(words.dayKey, [cell])
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dayKey, cells]) => {
      const zones = [...new Set(cells.map((cell) => cell.facts.zone))]
      return {
        dayKey,
        day: cells[0]?.facts.day ?? '',
        cells,
        clock: zones.map((zone) => changesClock(dayKey, zone)).find((change) => change !== undefined),
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
