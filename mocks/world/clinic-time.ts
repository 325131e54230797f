import { Temporal } from 'temporal-polyfill'

const HOUR = 3_600_000
const offsets = new Map<string, number>()
const instants = new Map<string, number>()

/** The zone's offset from UTC in milliseconds at an instant given in epoch milliseconds. */
function zoneOffset(zone: string, instant: number): number {
  // The zones used here change only on whole hours, so one lookup serves every offer of that hour.
  const key = `${zone} ${Math.floor(instant / HOUR)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offset = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
  offsets.set(key, offset)
  return offset
}

/** The instant (epoch milliseconds) as FHIR text with the zone's own offset: `2026-03-04T14:20:00-06:00`. */
export function instantText(instant: number, zone: string): string {
  const offset = zoneOffset(zone, instant)
  const minutes = Math.abs(offset) / 60_000
  const sign = offset < 0 ? '-' : '+'
  const pad = (n: number): string => String(n).padStart(2, '0')
  return `${new Date(instant + offset).toISOString().slice(0, 19)}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** The calendar date `YYYY-MM-DD` in the zone. */
export const localDate = (instant: number, zone: string): string =>
  new Date(instant + zoneOffset(zone, instant)).toISOString().slice(0, 10)

/** Minutes since midnight on the zone's clock. */
export function localMinutes(instant: number, zone: string): number {
  const local = new Date(instant + zoneOffset(zone, instant))
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

/** The instant at which the zone's clock shows that date and time; a time that the clock skips moves forward. */
export function epochAt(date: string, time: string, zone: string): number {
  const key = `${date}T${time} ${zone}`
  const known = instants.get(key) ?? Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds
  instants.set(key, known)
  return known
}

/** The date some days later (or earlier, when negative). */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10)

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
/** As in FHIR's `Timing.repeat.dayOfWeek`. */
export type Weekday = (typeof WEEKDAYS)[number]

/** The weekday of a date `YYYY-MM-DD`. */
export const weekdayOf = (date: string): Weekday => WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun'
