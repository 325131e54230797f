import type { DayKey } from '../../../i18n/clinic-time.ts'
import type { OfferDay } from '../offers/offer-days.ts'

/** The days shown at once: a week, or where there is no room for a week, some of its days. */
export interface WeekPage {
  /** All days of the page, in order, with offers or without. */
  readonly dayKeys: readonly DayKey[]
  /** The days that have offers. */
  readonly days: ReadonlyMap<DayKey, OfferDay>
  readonly count: number
}

const dayMs = 86_400_000
const workdays = 5

/**
 * The pages that have offers, from Monday on; pages without any are left out. Saturday, or Saturday and Sunday, are there if any
 * week has offers up to that day.
 * @param columns how many days there is room for
 */
export function weekPages(days: readonly OfferDay[], columns: number): WeekPage[] {
  const length = Math.max(workdays, ...days.map(({ dayKey }) => weekday(dayKey) + 1))
  const pages = new Map<DayKey, { readonly dayKeys: DayKey[]; readonly days: Map<DayKey, OfferDay>; count: number }>()
  for (const day of days) {
    const inWeek = weekday(day.dayKey)
    const first = Math.floor(inWeek / columns) * columns
    const firstKey = dayAfter(day.dayKey, first - inWeek)
    const page = pages.get(firstKey) ?? {
      dayKeys: Array.from({ length: Math.min(columns, length - first) }, (_, at) => dayAfter(firstKey, at)),
      days: new Map<DayKey, OfferDay>(),
      count: 0,
    }
    page.days.set(day.dayKey, day)
    page.count += day.offers.length
    pages.set(firstKey, page)
  }
  return [...pages.values()]
}

/** The index of the page that shows this day, else of the first page after it, else of the last page; 0 for no day. */
export function pageAt(pages: readonly WeekPage[], day: DayKey | undefined): number {
  if (day === undefined) return 0
  const at = pages.findIndex(({ dayKeys }) => (dayKeys.at(-1) ?? '') >= day)
  return at < 0 ? Math.max(0, pages.length - 1) : at
}

/** 0 for Monday to 6 for Sunday. */
function weekday(day: DayKey): number {
  // The epoch began on a Thursday.
  return (((Date.parse(day) / dayMs + 3) % 7) + 7) % 7
}

function dayAfter(day: DayKey, days: number): DayKey {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}
