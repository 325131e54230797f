import type { DayKey } from '../../i18n/clinic-time.ts'
import { dayOf } from '../../i18n/clinic-time.ts'
import type { Zone } from '../../i18n/clinic-zone.ts'
import type { Activity } from '../../queries/activity.ts'
import { sentInstant, type JournalEntry } from '../../record/journal.ts'
import { plausibleDay } from '../../i18n/plausible-day.ts'

/** The kinds of transaction that the filter offers. Every step of a move counts as `move`. */
export const activityKinds = ['book', 'modify', 'move', 'cancel', 'hold', 'release'] as const
export type ActivityKind = (typeof activityKinds)[number]

/** The filters, as they stand in the address of the Activity screen. */
export interface ActivityView {
  readonly onlyUnresolved: boolean
  /** Empty for all kinds. */
  readonly kinds: readonly ActivityKind[]
  /** The day, by the clinic's calendar, on which the user asked; undefined for any day. */
  readonly day: DayKey | undefined
}

/** Reads the query of the address. Ignores what can't be read. */
export function readView(search: URLSearchParams): ActivityView {
  return {
    onlyUnresolved: search.get('show') === 'unresolved',
    kinds: activityKinds.filter((kind) => search.getAll('kind').includes(kind)),
    day: plausibleDay(search.get('day')),
  }
}

/** The query that `readView` reads as this view, without default values. */
export function viewQuery({ onlyUnresolved, kinds, day }: ActivityView): URLSearchParams {
  const query = new URLSearchParams()
  if (onlyUnresolved) query.set('show', 'unresolved')
  for (const kind of kinds) query.append('kind', kind)
  if (day !== undefined) query.set('day', day)
  return query
}

export function isFiltered({ onlyUnresolved, kinds, day }: ActivityView): boolean {
  return onlyUnresolved || kinds.length > 0 || day !== undefined
}

/** @param zone the zone in which `day` is a day */
export function shownIn({ onlyUnresolved, kinds, day }: ActivityView, activities: readonly Activity[], zone: Zone): Activity[] {
  return activities.filter(
    ({ entry, isUnresolved }) =>
      (!onlyUnresolved || isUnresolved) &&
      (kinds.length === 0 || kinds.includes(kindOf(entry))) &&
      (day === undefined || day === dayOf(Temporal.Instant.fromEpochMilliseconds(sentInstant(entry)), zone)),
  )
}

export function kindOf({ intent, move }: JournalEntry): ActivityKind {
  return move ? 'move' : intent.kind
}
