import type { OfferRows, Place } from './offer-rows.ts'

/** Keys that lead from offer to offer: by one, by line, by day, to the first and to the last. */
export const movingKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'] as const
export type MovingKey = (typeof movingKeys)[number]

export function isMovingKey(key: string): key is MovingKey {
  return movingKeys.some((known) => known === key)
}

/** Where the key leads from `from`; `from` itself if there is nothing further. */
export function placeAfter(rows: OfferRows, from: Place, key: MovingKey): Place {
  switch (key) {
    case 'ArrowLeft':
      return from.column > 0 ? { ...from, column: from.column - 1 } : (lineFrom(rows, from.row - 1, -1, Infinity) ?? from)
    case 'ArrowRight':
      return from.column + 1 < rows.widthAt(from.row)
        ? { ...from, column: from.column + 1 }
        : (lineFrom(rows, from.row + 1, 1, 0) ?? from)
    case 'ArrowUp':
      return lineFrom(rows, from.row - 1, -1, from.column) ?? from
    case 'ArrowDown':
      return lineFrom(rows, from.row + 1, 1, from.column) ?? from
    case 'PageDown':
      return firstOfDay(rows, rows.headingFrom(from.row, 1)) ?? from
    case 'PageUp':
      return firstOfDay(rows, rows.headingFrom(from.row, -1)) ?? placeAfter(rows, from, 'Home')
    case 'Home':
      return lineFrom(rows, 0, 1, 0) ?? from
    case 'End':
      return lineFrom(rows, rows.count - 1, -1, Infinity) ?? from
  }
}

function lineFrom(rows: OfferRows, start: number, step: 1 | -1, column: number): Place | undefined {
  for (let row = start; row >= 0 && row < rows.count; row += step) {
    const width = rows.widthAt(row)
    if (width > 0) return { row, column: Math.min(column, width - 1) }
  }
  return undefined
}

function firstOfDay(rows: OfferRows, heading: number | undefined): Place | undefined {
  return heading === undefined ? undefined : lineFrom(rows, heading, 1, 0)
}
