import type { OfferRows } from './offer-rows.ts'

/** Heights of lines in pixels: the measured ones, and the usual height of each kind for all others. */
export interface LineHeights {
  readonly day: number
  readonly offers: number
  /** By the line's key. Holds only heights that differ from the usual one. */
  readonly measured: ReadonlyMap<number, number>
}

/** Where each line begins below the top of the list, in pixels; the last element is where the list ends. */
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

/** The line at that distance from the top of the list, in pixels; outside the list, the first or the last line. */
export function lineAt(offsets: LineOffsets, distance: number): number {
  let [low, high] = [0, Math.max(0, offsets.length - 2)]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? Infinity) <= distance) low = middle
    else high = middle - 1
  }
  return low
}

/** The heights with these measurements added; the same object if nothing changes. */
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
