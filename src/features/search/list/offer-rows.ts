import type { Appointment } from '../../../fhir/types.ts'
import type { OfferDay } from '../offers/offer-days.ts'
import { offerKey } from '../offers/offer-key.ts'

export type OfferRow =
  | { readonly kind: 'day'; readonly key: number; readonly day: OfferDay }
  | { readonly kind: 'offers'; readonly key: number; readonly offers: readonly Appointment[] }

/** Where an offer stands: its line, and its column in the line. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** The timetable's lines: each day's heading, then its offers in columns. A line is built only when it is asked for. */
export interface OfferRows {
  readonly count: number
  readonly at: (row: number) => OfferRow | undefined
  /** The line's key. It stays the same when lines come or go above the line. */
  readonly keyAt: (row: number) => number
  readonly isHeading: (row: number) => boolean
  /** How many offers the line has; 0 for a heading, and where there is no line. */
  readonly widthAt: (row: number) => number
  /** The heading's line of the day that is `days` further than the day of this line; undefined where there is none. */
  readonly headingFrom: (row: number, days: number) => number | undefined
  readonly offerAt: (place: Place | undefined) => Appointment | undefined
  /** Where the offer with this key stands; undefined if it is gone. */
  readonly placeOf: (key: string | undefined) => Place | undefined
  /** The line here that corresponds to a line of other rows: the one with the same day's heading, or with that line's first offer. */
  readonly rowLike: (row: OfferRow | undefined) => number | undefined
}

const daysMs = 86_400_000
const linesPerDay = 1_000_000
const mostColumns = 50

/** @param columns how many offers stand side by side */
export function offerRows(days: readonly OfferDay[], columns: number): OfferRows {
  const headings: number[] = []
  let count = 0
  for (const { offers } of days) {
    headings.push(count)
    count += 1 + Math.ceil(offers.length / columns)
  }

  /** The day that holds the line, and the line's number in it; 0 is the heading. */
  const locate = (row: number) => {
    if (row < 0 || row >= count) return undefined
    let [low, high] = [0, headings.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((headings[middle] ?? Infinity) <= row) low = middle
      else high = middle - 1
    }
    const day = days[low]
    return day && { day, index: low, line: row - (headings[low] ?? 0) }
  }
  const keyOf = ({ day, line }: { readonly day: OfferDay; readonly line: number }) =>
    ((Date.parse(day.dayKey) / daysMs) * linesPerDay + line) * mostColumns + columns
  const widthAt = (row: number) => {
    const found = locate(row)
    return found && found.line > 0 ? Math.min(columns, found.day.offers.length - (found.line - 1) * columns) : 0
  }

  const placeOf = (key: string | undefined): Place | undefined => {
    if (key === undefined) return undefined
    for (const [index, { offers }] of days.entries()) {
      const at = offers.findIndex((offer) => offerKey(offer) === key)
      if (at >= 0) return { row: (headings[index] ?? 0) + 1 + Math.floor(at / columns), column: at % columns }
    }
    return undefined
  }

  return {
    count,
    widthAt,
    at(row) {
      const found = locate(row)
      if (!found) return undefined
      const { day, line } = found
      const key = keyOf(found)
      return line === 0
        ? { kind: 'day', key, day }
        : { kind: 'offers', key, offers: day.offers.slice((line - 1) * columns, line * columns) }
    },
    keyAt(row) {
      const found = locate(row)
      return found ? keyOf(found) : -1
    },
    isHeading: (row) => locate(row)?.line === 0,
    headingFrom(row, by) {
      const found = locate(row)
      return found && headings[found.index + by]
    },
    offerAt(place) {
      const found = place && locate(place.row)
      return found && found.line > 0 ? found.day.offers[(found.line - 1) * columns + place.column] : undefined
    },
    placeOf,
    rowLike(row) {
      if (row?.kind === 'day') return headings[days.findIndex(({ dayKey }) => dayKey === row.day.dayKey)]
      const [first] = row?.offers ?? []
      return first && placeOf(offerKey(first))?.row
    },
  }
}
