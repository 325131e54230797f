/** FHIR's points in time: `instant` and a `dateTime` that has a time (R4 datatypes). Nothing here throws. */

const seconds = /\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)/.source
const offset = /Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)/.source
const pattern = new RegExp(`^(?<seconds>${seconds})(?<fraction>\\.\\d+)?(?<offset>${offset})$`)

/**
 * The point in time that `text` names, or undefined where it names none: a date without a time, a time without an offset,
 * a day that the month doesn't have, anything else. What is finer than a nanosecond is cut off.
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
 * The offset that `text` was written with, as `+01:00` or `Z`; undefined where `text` isn't an instant. `+00:00` and
 * `-00:00` are given as `Z`: servers write them for UTC, and neither says where the clinic is.
 */
export function offsetOf(text: unknown): string | undefined {
  const written = typeof text === 'string' && parseInstant(text) ? pattern.exec(text)?.groups?.['offset'] : undefined
  return written === '+00:00' || written === '-00:00' ? 'Z' : written
}

/** The FHIR `instant` for a point in time, as `2026-11-24T14:20:00.000Z`, or with the offset given (`-06:00`) instead of `Z`. */
export function toFhirInstant(instant: Temporal.Instant, offset = 'Z'): string {
  return offset === 'Z'
    ? instant.toString({ fractionalSecondDigits: 3 })
    : instant.toString({ fractionalSecondDigits: 3, timeZone: offset })
}

/** The point in time that `text` names, in epoch milliseconds; undefined where it names none. */
export function instantMs(text: unknown): number | undefined {
  return parseInstant(text)?.epochMilliseconds
}
