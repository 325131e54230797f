/** FHIR's points in time: `instant` and a `dateTime` that has a time (R4 datatypes). Nothing here throws. */

const seconds = /\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)/.source
const offset = /Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)/.source
const pattern = new RegExp(`^(?<seconds>${seconds})(?<fraction>\\.\\d+)?(?<offset>${offset})$`)

/**
 * The point in time that `text` states; undefined for anything else, such as a date without a time, a time without an offset, or a day
 * that the month doesn't have. Digits beyond nanoseconds are cut off.
 */
export function parseInstant(text: unknown): Temporal.Instant | undefined {
  const parts = typeof text === 'string' ? pattern.exec(text)?.groups : undefined
  if (!parts) return undefined
  try {
    return Temporal.Instant.from(`${parts['seconds']}${parts['fraction']?.slice(0, 10) ?? ''}${parts['offset']}`)
  } catch {
    return undefined
  }
}

/**
 * The offset in `text`, as `+01:00` or `Z`; undefined if `text` isn't an instant. `+00:00` and `-00:00` become `Z`: servers write them
 * for UTC, and neither tells where the clinic is.
 */
export function offsetOf(text: unknown): string | undefined {
  if (typeof text !== 'string' || instantMs(text) === undefined) return undefined
  const written = text.endsWith('Z') ? 'Z' : text.slice(-6)
  return written === '+00:00' || written === '-00:00' ? 'Z' : written
}

/**
 * The point in time that `text` states, in epoch milliseconds; undefined if it states none. Like `parseInstant` at a twentieth of its
 * cost: a result has thousands of times, and each is compared many times before a few of them are shown.
 */
export function instantMs(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  // In a list of offers, most have the same start and end as the one before.
  if (text === last.text) return last.ms
  if (text === lastBut.text) return lastBut.ms
  const ms = readMs(text)
  lastBut = last
  last = { text, ms }
  return ms
}

interface Known {
  readonly text: string
  readonly ms: number | undefined
}

let last: Known = { text: '', ms: undefined }
let lastBut = last

function readMs(text: string): number | undefined {
  if (!hasPunctuation(text)) return undefined
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  const second = digits(text, 17, 2)
  let at = 19
  let millisecond = 0
  if (text[at] === '.') {
    for (at += 1; isDigit(text.charCodeAt(at)); at += 1) {
      if (at < 23) millisecond += (text.charCodeAt(at) - zero) * 10 ** (22 - at)
    }
    if (at === 20) return undefined
  }
  const shift = offsetMinutes(text, at)
  if (Number.isNaN(year + shift) || !(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return undefined
  // Date reads years below 100 as 19xx, so the year is shifted by 400, after which the calendar repeats. A leap second counts as second 59.
  return Date.UTC(year + 400, month - 1, day, hour, minute - shift, Math.min(second, 59), millisecond) - fourCenturies
}

const zero = 48
const fourCenturies = 146_097 * 86_400_000

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9
}

/** NaN if any character is no digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at += 1) {
    const code = text.charCodeAt(at)
    value = isDigit(code) ? value * 10 + code - zero : NaN
  }
  return value
}

function hasPunctuation(text: string): boolean {
  return text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[13] === ':' && text[16] === ':'
}

/** The text from `at` to its end as an offset in minutes east; NaN if it is none. */
function offsetMinutes(text: string, at: number): number {
  if (text[at] === 'Z') return text.length === at + 1 ? 0 : NaN
  const sign = text[at] === '+' ? 1 : text[at] === '-' ? -1 : NaN
  const hours = digits(text, at + 1, 2)
  const minutes = digits(text, at + 4, 2)
  const isWithin = (hours <= 13 && minutes <= 59) || (hours === 14 && minutes === 0)
  return text.length === at + 6 && text[at + 3] === ':' && isWithin ? sign * (hours * 60 + minutes) : NaN
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
