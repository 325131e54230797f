/**
 * What a zone's clock shows at a moment, for thousands of moments: the zone is asked once for each day, not for each moment. Zones are
 * as in clinic-zone.ts; points in time and distances are milliseconds.
 */
const day = 86_400_000
const offsetPattern = /^[+-](?:0\d|1[0-4]):[0-5]\d$/

/** The time from `from` until before `until`, within one day of the calendar, in which the clock isn't changed. */
export interface Stretch {
  readonly from: number
  readonly until: number
  /** `YYYY-MM-DD` */
  readonly dayKey: string
  /** The clock's distance from UTC, positive to the east. */
  readonly offset: number
}

/** Whether `zone` is a fixed offset, not a named zone. */
export function isOffset(zone: string): boolean {
  return offsetPattern.test(zone)
}

const kept = new Map<string, Stretch[]>()

/** The stretch of the zone's calendar that this moment is in. Throws RangeError for a zone that isn't known. */
export function stretchAt(zone: string, instantMs: number): Stretch {
  const stretches = kept.get(zone) ?? []
  const after = firstAfter(stretches, instantMs)
  const known = stretches[after - 1]
  if (known && instantMs < known.until) return known
  const made = isOffset(zone) ? fixedDay(zone, instantMs) : namedStretch(zone, instantMs)
  stretches.splice(after, 0, made)
  kept.set(zone, stretches)
  return made
}

/** The zone's distance from UTC at that moment, positive to the east. */
export function offsetAt(zone: string, instantMs: number): number {
  return stretchAt(zone, instantMs).offset
}

/** Minutes since midnight, as the clock shows them. */
export function clockMinutes({ offset }: Stretch, instantMs: number): number {
  return Math.floor(modulo(instantMs + offset, day) / 60_000)
}

/** How many of the stretches begin at that moment or before. */
function firstAfter(stretches: readonly Stretch[], instantMs: number): number {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.from ?? Infinity) <= instantMs) low = middle + 1
    else high = middle
  }
  return low
}

function fixedDay(zone: string, instantMs: number): Stretch {
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number)
  const offset = (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
  const from = instantMs - modulo(instantMs + offset, day)
  return { from, until: from + day, offset, dayKey: new Date(from + offset).toISOString().slice(0, 10) }
}

function namedStretch(zone: string, instantMs: number): Stretch {
  const now = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone)
  const start = now.startOfDay()
  const next = start.add({ days: 1 }).startOfDay()
  const stretch = { dayKey: now.toPlainDate().toString(), offset: now.offsetNanoseconds / 1_000_000 }
  const [from, until] = [start.epochMilliseconds, next.epochMilliseconds]
  const change = start.offsetNanoseconds === next.offsetNanoseconds ? undefined : changeWithin(start, until)
  if (change !== undefined && change <= instantMs) return { ...stretch, from: change, until }
  // In some years and places the clock was put back over midnight, so that a day came twice; a moment in the second piece gets a
  // stretch of 1 ms.
  if (instantMs >= until) return { ...stretch, from: instantMs, until: instantMs + 1 }
  return { ...stretch, from, until: change ?? until }
}

function changeWithin(start: Temporal.ZonedDateTime, until: number): number | undefined {
  const change = start.getTimeZoneTransition('next')?.epochMilliseconds
  return change !== undefined && change < until ? change : undefined
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
