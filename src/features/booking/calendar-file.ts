import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import type { Appointment } from '../../fhir/types.ts'

/**
 * The appointment as an iCalendar file (RFC 5545), in UTC so that no time zone table is needed. It names no patient, because
 * calendars are often shared.
 */
export function calendarFile(appointment: Appointment, facts: AppointmentFacts, nowInstant = Date.now()): string {
  const { start, end, what, who, where } = facts
  const uid = appointment.id ?? String(start?.epochMilliseconds ?? nowInstant)
  const cancelled = appointment.status === 'cancelled'
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Slotline//Appointment//EN',
    `METHOD:${cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${escape(uid)}@slotline`,
    `DTSTAMP:${stamp(nowInstant)}`,
    ...(start ? [`DTSTART:${stamp(start.epochMilliseconds)}`] : []),
    ...(end ? [`DTEND:${stamp(end.epochMilliseconds)}`] : []),
    `SUMMARY:${escape([what, who.join(', ')].filter(Boolean).join(' – '))}`,
    ...(where.length > 0 ? [`LOCATION:${escape(where.join(', '))}`] : []),
    `STATUS:${cancelled ? 'CANCELLED' : appointment.status === 'booked' ? 'CONFIRMED' : 'TENTATIVE'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.flatMap(fold).join('\r\n') + '\r\n'
}

function stamp(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** A TEXT value (3.3.11). Line ends and control characters are escaped or removed, whatever a server writes into a name. */
function escape(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|[\n\u0085\u2028\u2029]/g, '\\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, '')
}

/** Folds a line after at most 75 octets; each further line begins with a space. Never splits a character. */
function fold(line: string): string[] {
  const folded = ['']
  for (const character of line) {
    const current = folded.at(-1) ?? ''
    const octets = new TextEncoder().encode(current + character).length
    if (octets > 75) folded.push(` ${character}`)
    else folded[folded.length - 1] = current + character
  }
  return folded
}
