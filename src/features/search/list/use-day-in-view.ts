import { useSyncExternalStore } from 'react'
import { onPageScroll, pageScroll } from '../../../ui/page-scroll.ts'
import type { OfferDay } from '../offers/offer-days.ts'
import { lineAt, type LineOffsets } from './line-offsets.ts'
import type { OfferRows } from './offer-rows.ts'

/** Height of the bar that names the day, in pixels. */
export const dayBarHeight = 36

/** The day whose offers are at the window's upper edge, once its heading is scrolled out of view. */
export function useDayInView(rows: OfferRows, offsets: LineOffsets, top: number): OfferDay | undefined {
  const heading = useSyncExternalStore(onPageScroll, () => headingAbove(rows, offsets, pageScroll() - top))
  const line = heading === undefined ? undefined : rows.at(heading)
  return line?.kind === 'day' ? line.day : undefined
}

/** @param from how much of the list is above the window, in pixels */
function headingAbove(rows: OfferRows, offsets: LineOffsets, from: number): number | undefined {
  if (from <= 0) return undefined
  const heading = rows.headingFrom(lineAt(offsets, from + dayBarHeight), 0)
  return heading === undefined || (offsets[heading] ?? 0) > from ? undefined : heading
}
