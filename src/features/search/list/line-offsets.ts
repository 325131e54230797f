import type { OfferRows } from './offer-rows.ts'

/** What lines are high, in pixels: those that were measured as measured, all others as lines of their kind usually are. */
export interface LineHeights {
  readonly day: number
  readonly offers: number
  /** By the line's key. Only those that are unlike the others are in it. */
  readonly measured: ReadonlyMap<number, number>
}

/** Where each line begins below the top of the list, in pixels, and after the last one where the list ends. */
export type LineOffsets = Float64Array

export function lineOffsets(rows: OfferRows, { day, offers, measured }: LineHeights): LineOffsets {
  const offsets = new Float64Array(rows.count + 1)
  let end = 0
  for (let row = 0; row < rows.count; row += 1) {
    const usual = rows.isHeading(row) ? day : offers
    end += measured.size === 0 ? usual : (measured.get(rows.keyAt(row)) ?? usual)
    offsets[row + 1] = end
  }
  return offsets
}

/** The line at that distance from the top of the list; the first or the last one where the list doesn't reach. */
export function lineAt(offsets: LineOffsets, distance: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? Infinity) <= distance) low = middle
    else high = middle - 1
  }
  return low
}

/** The heights with these measurements in them; the same object where they say nothing new. */
export function withMeasured(heights: LineHeights, measurements: readonly (readonly [key: number, isHeading: boolean, height: number])[]): LineHeights {
  const measured = new Map(heights.measured)
  let isNew = false
  for (const [key, isHeading, height] of measurements) {
    const usual = isHeading ? heights.day : heights.offers
    if (height === 0 || (measured.get(key) ?? usual) === height) continue
    isNew = true
    if (height === usual) measured.delete(key)
    else measured.set(key, height)
  }
  return isNew ? { ...heights, measured } : heights
}
