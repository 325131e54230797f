import type { OfferRow } from './offer-rows.ts'

/** Where an offer stands: its line and its place in the line. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** Keys that lead from offer to offer: by one, by line, by day, to the first and to the last. */
export const movingKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'] as const
export type MovingKey = (typeof movingKeys)[number]

export function isMovingKey(key: string): key is MovingKey {
  return movingKeys.some((known) => known === key)
}

/** Where the key leads from there; the same place where there is nothing further. */
export function placeAfter(rows: readonly OfferRow[], from: Place, key: MovingKey): Place {
  switch (key) {
    case 'ArrowLeft':
      return from.column > 0 ? { ...from, column: from.column - 1 } : (lineFrom(rows, from.row - 1, -1, Infinity) ?? from)
    case 'ArrowRight':
      return from.column + 1 < widthOf(rows[from.row])
        ? { ...from, column: from.column + 1 }
        : (lineFrom(rows, from.row + 1, 1, 0) ?? from)
    case 'ArrowUp':
      return lineFrom(rows, from.row - 1, -1, from.column) ?? from
    case 'ArrowDown':
      return lineFrom(rows, from.row + 1, 1, from.column) ?? from
    case 'PageDown':
      return firstOfDay(rows, nextDay(rows, from.row, 1)) ?? from
    case 'PageUp':
      return firstOfDay(rows, nextDay(rows, nextDay(rows, from.row, -1), -1)) ?? placeAfter(rows, from, 'Home')
    case 'Home':
      return lineFrom(rows, 0, 1, 0) ?? from
    case 'End':
      return lineFrom(rows, rows.length - 1, -1, Infinity) ?? from
  }
}

/** Where the offer of this key stands; undefined where it is gone. */
export function placeOf(rows: readonly OfferRow[], key: string | undefined): Place | undefined {
  if (key === undefined) return undefined
  for (const [row, line] of rows.entries()) {
    const column = line.kind === 'offers' ? line.cells.findIndex((cell) => cell.key === key) : -1
    if (column >= 0) return { row, column }
  }
  return undefined
}

function lineFrom(rows: readonly OfferRow[], start: number, step: 1 | -1, column: number): Place | undefined {
  for (let row = start; row >= 0 && row < rows.length; row += step) {
    const width = widthOf(rows[row])
    if (width > 0) return { row, column: Math.min(column, width - 1) }
  }
  return undefined
}

function nextDay(rows: readonly OfferRow[], start: number, step: 1 | -1): number {
  let row = start + step
  while (row >= 0 && row < rows.length && rows[row]?.kind !== 'day') row += step
  return row
}

function firstOfDay(rows: readonly OfferRow[], row: number): Place | undefined {
  return rows[row]?.kind === 'day' ? lineFrom(rows, row, 1, 0) : undefined
}

function widthOf(row: OfferRow | undefined): number {
  return row?.kind === 'offers' ? row.cells.length : 0
}
