/** Days and times as the clinic's clock shows them. `locale` is a BCP 47 tag (see `dateLocale`), `zone` as in clinic-zone.ts. */
import { zoneMark, type Zone } from './clinic-zone.ts'
import { formatter, type FormatterUse } from './formatters.ts'
import { isOffset, offsetAt, stretchAt } from './zone-clock.ts'

/** A day of the clinic's calendar as `YYYY-MM-DD`: a key to group by, and the form of FHIR's `date`. */
export type DayKey = string

/** The clinic's day at that instant. */
export function dayOf(instant: Temporal.Instant, zone: Zone): DayKey {
  return stretchAt(zone, instant.epochMilliseconds).dayKey
}

export function addDays(day: DayKey, days: number): DayKey {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** "Tuesday 24 November 2026" */
export function formatDay(day: Temporal.Instant, zone: Zone, locale: string): string {
  return inZone('day', day, zone, locale)
}

/** "Tue 24 Nov"; for another year than the present one "Fri 1 Jan 2027". */
export function formatShortDay(day: Temporal.Instant, zone: Zone, locale: string): string {
  const isThisYear = yearOf(day, zone) === yearOf(Temporal.Now.instant(), zone)
  return inZone(isThisYear ? 'shortDay' : 'shortDayOfYear', day, zone, locale)
}

function yearOf(instant: Temporal.Instant, zone: Zone): string {
  return dayOf(instant, zone).slice(0, -6)
}

/** "Tuesday 24 November 2026", for a day that has no time. */
export function formatDate(day: DayKey, locale: string): string {
  return inZone('day', noon(day), 'UTC', locale)
}

/** As `formatShortDay`, for a day that has no time. */
export function formatShortDate(day: DayKey, locale: string): string {
  return formatShortDay(noon(day), 'UTC', locale)
}

/** "14:20". In the hour that a clock change repeats, with the offset: "01:30 (CET)" or "01:30 (UTC−06:00)". */
export function formatTime(instant: Temporal.Instant, zone: Zone, locale: string): string {
  const time = inZone('time', instant, zone, locale)
  return isRepeated(instant, zone) ? `${time} (${zoneMark(zone, instant, locale)})` : time
}

/**
 * "14:20–14:40". An end on another day names it: "23:40–00:20 (Wed 25 Nov)". Where `end` is unknown, only the start.
 */
export function formatTimeRange(start: Temporal.Instant, end: Temporal.Instant | undefined, zone: Zone, locale: string): string {
  const from = formatTime(start, zone, locale)
  if (!end) return from
  const range = `${from}–${formatTime(end, zone, locale)}`
  return dayOf(start, zone) === dayOf(end, zone) ? range : `${range} (${formatShortDay(end, zone, locale)})`
}

/** "Tuesday 24 November 2026, 14:20–14:40" */
export function formatWhen(start: Temporal.Instant, end: Temporal.Instant | undefined, zone: Zone, locale: string): string {
  return `${formatDay(start, zone, locale)}, ${formatTimeRange(start, end, zone, locale)}`
}

const changes = new Map<string, 'forward' | 'back' | undefined>()

/** Whether the zone's clock is put forward or back on that day: such a day lacks times, or has some twice. */
export function changesClock(day: DayKey, zone: Zone): 'forward' | 'back' | undefined {
  if (isOffset(zone)) return undefined
  const key = `${day} ${zone}`
  if (changes.has(key)) return changes.get(key)
  const hours = Temporal.PlainDate.from(day).toZonedDateTime(zone).hoursInDay
  const change = hours < 24 ? 'forward' : hours > 24 ? 'back' : undefined
  changes.set(key, change)
  return change
}

/** Whether the clinic's clock shows this time twice, as in the night when it is put back. */
function isRepeated(instant: Temporal.Instant, zone: Zone): boolean {
  if (changesClock(dayOf(instant, zone), zone) !== 'back') return false
  const wall = instant.toZonedDateTimeISO(zone).toPlainDateTime()
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const second = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  return first.epochMilliseconds !== second.epochMilliseconds
}

function inZone(use: FormatterUse, instant: Temporal.Instant, zone: Zone, locale: string): string {
  // Not every browser's Intl takes an offset for a zone; UTC, moved by the offset, shows the same clock.
  const fixed = isOffset(zone)
  const shown = fixed ? instant.epochMilliseconds + offsetAt(zone, instant.epochMilliseconds) : instant.epochMilliseconds
  const text = formatter(use, locale, fixed ? 'UTC' : zone).format(shown)
  // English puts a comma after the weekday in some releases of its locale data and none in others.
  return locale.startsWith('en') ? text.replace(/^(\p{L}+), /u, '$1 ') : text
}

function noon(day: DayKey): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).toInstant()
}
