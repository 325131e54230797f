import type { Appointment } from '../../../fhir/types.ts'
import { offerKey } from '../offers/offer-key.ts'
import type { MovingKey } from '../list/offer-moves.ts'
import type { HourCell, HourRow } from './week-hours.ts'

/** An element of the grid that can have the focus: an offer, or the button for the other offers of an hour. */
export interface Stop {
  readonly id: string
  readonly column: number
  readonly hour: number
}

/** How many offers an hour shows at most. An hour with more shows one fewer, and a button with the number of the others. */
export const mostShown = 4

/** Identifies a cell of the grid. */
export function cellId({ dayKey, hour }: Pick<HourCell, 'dayKey' | 'hour'>): string {
  return `${dayKey} ${hour}`
}

/** The id of the button for the other offers of that hour. */
export function moreId(cell: Pick<HourCell, 'dayKey' | 'hour'>): string {
  return `more ${cellId(cell)}`
}

/** The offers that stand in the cell itself, and those that don't. */
export function splitCell({ offers }: HourCell): readonly [shown: readonly Appointment[], others: readonly Appointment[]] {
  if (offers.length <= mostShown) return [offers, []]
  return [offers.slice(0, mostShown - 1), offers.slice(mostShown - 1)]
}

/** All stops, day by day from top to bottom. @param open `cellId` of the hour whose other offers are shown */
export function weekStops(rows: readonly HourRow[], open: string | undefined): Stop[] {
  const [first] = rows
  return (first?.cells ?? []).flatMap((_, column) =>
    rows.flatMap(({ cells }) => {
      const cell = cells[column]
      if (!cell) return []
      const [shown, others] = splitCell(cell)
      const ids = [
        ...shown.map(offerKey),
        ...(others.length > 0 ? [moreId(cell)] : []),
        ...(cellId(cell) === open ? others.map(offerKey) : []),
      ]
      return ids.map((id) => ({ id, column, hour: cell.hour }))
    }),
  )
}

/** Where the key leads from `from`; undefined where it leads to another page, and `from` itself if there is nothing further. */
export function stopAfter(stops: readonly Stop[], from: Stop, key: MovingKey): Stop | undefined {
  const at = stops.findIndex(({ id }) => id === from.id)
  const beside = (step: 1 | -1) => {
    const stop = stops[at + step]
    return stop?.column === from.column ? stop : from
  }
  switch (key) {
    case 'ArrowUp':
      return beside(-1)
    case 'ArrowDown':
      return beside(1)
    case 'ArrowLeft':
      return nearestStop(stops.filter(({ column }) => column < from.column), from) ?? from
    case 'ArrowRight':
      return nearestStop(stops.filter(({ column }) => column > from.column), from) ?? from
    case 'Home':
      return stops[0] ?? from
    case 'End':
      return stops.at(-1) ?? from
    case 'PageUp':
    case 'PageDown':
      return undefined
  }
}

/** The stop on the nearest day, and there at the nearest hour; the first of several. Undefined where there are no stops. */
export function nearestStop(stops: readonly Stop[], to: Pick<Stop, 'column' | 'hour'>): Stop | undefined {
  let nearest: Stop | undefined
  const distance = (stop: Stop) => Math.abs(stop.column - to.column) * 100 + Math.abs(stop.hour - to.hour)
  for (const stop of stops) if (!nearest || distance(stop) < distance(nearest)) nearest = stop
  return nearest
}
