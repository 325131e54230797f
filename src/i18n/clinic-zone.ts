import { t } from '@lingui/core/macro'
import { offsetOf } from '../fhir/instants.ts'
import { formatter } from './formatters.ts'
import { isOffset, offsetAt } from './zone-clock.ts'

/** A time zone: an IANA name (`America/Chicago`), or an offset (`-06:00`) where no more than that is known. */
export type Zone = string

const known = new Map<string, boolean>()

/** Whether `zone` is a zone that times can be shown in. */
export function isZone(zone: string): boolean {
  const answered = known.get(zone)
  if (answered !== undefined) return answered
  const answer = isOffset(zone) || isNamedZone(zone)
  known.set(zone, answer)
  return answer
}

/** The zone that the browser is set to. */
export function viewerTimeZone(): Zone {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

export interface ZoneSources {
  /** What the appointment's Location says (the R4 extension `timezone`). */
  readonly locationZone?: string | undefined
  /** `clinicTimeZone` of the deployment's settings. */
  readonly configuredZone?: string | undefined
  /** `Appointment.start` as the server wrote it, with its offset. */
  readonly startInstant?: string | undefined
  /** The browser's zone; looked up where not given. */
  readonly viewerZone?: string | undefined
}

/**
 * The zone that a clinic's times are shown in: its Location's, else the configured one, else the offset that the server
 * wrote the time with (unless that is UTC, which says nothing of the place), else the viewer's. Unknown zones are passed over.
 */
export function clinicZone(sources: ZoneSources): Zone {
  const offset = offsetOf(sources.startInstant)
  const candidates = [sources.locationZone, sources.configuredZone, offset === 'Z' ? undefined : offset]
  return candidates.find((zone) => zone !== undefined && isZone(zone)) ?? sources.viewerZone ?? viewerTimeZone()
}

/** A zone's name for people: "Chicago time", "UTC time", or "UTC−06:00" for a fixed offset. */
export function zoneName(zone: Zone): string {
  if (isOffset(zone)) return offsetName(zone)
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  return t`${city} time`
}

/** A zone's name with what the zone is called at that instant: "Berlin time (CET)", "Chicago time (UTC−06:00)". */
export function zoneNameAt(zone: Zone, instant: Temporal.Instant, locale: string): string {
  return isOffset(zone) || zone === 'UTC' ? zoneName(zone) : `${zoneName(zone)} (${zoneMark(zone, instant, locale)})`
}

/**
 * How far the viewer's clock is from the clinic's at that instant: "you: +7 h", "you: −5 h 30 min"; undefined where they agree.
 */
export function viewerDifference(zone: Zone, instant: Temporal.Instant, viewerZone: Zone): string | undefined {
  const { epochMilliseconds } = instant
  const minutes = Math.round((offsetAt(viewerZone, epochMilliseconds) - offsetAt(zone, epochMilliseconds)) / 60_000)
  if (minutes === 0) return undefined
  const sign = minutes < 0 ? '−' : '+'
  const hours = Math.floor(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  if (rest === 0) return t`you: ${sign}${hours} h`
  return hours === 0 ? t`you: ${sign}${rest} min` : t`you: ${sign}${hours} h ${rest} min`
}

/** A short mark that tells two offsets of one zone apart: "CET" where the locale has such a name, else "UTC−06:00". */
export function zoneMark(zone: Zone, instant: Temporal.Instant, locale: string): string {
  if (isOffset(zone)) return offsetName(zone)
  const parts = formatter('zone', locale, zone).formatToParts(instant.epochMilliseconds)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  return /^\p{Lu}+$/u.test(name) ? name : offsetName(instant.toZonedDateTimeISO(zone).offset)
}

function offsetName(offset: string): string {
  return `UTC${offset.replace('-', '−')}`
}

function isNamedZone(zone: string): boolean {
  try {
    formatter('zone', 'en', zone)
    return true
  } catch {
    return false
  }
}
