import { isRecord, resourceTypeOf } from '../fhir/resources.ts'
import { instantMs } from '../fhir/instants.ts'
import { httpDateMs } from '../fhir/http/http-date.ts'

/** When a hold ends, and whether the server said so or the deployment's setting is the best guess. */
export interface HoldExpiry {
  /** Epoch milliseconds. */
  readonly untilInstant: number
  readonly source: 'server' | 'estimate'
}

/**
 * The guide names no expiry field (ITI-116 2:3.116.4.2.2), so the end is read, in this order, from an extension of the
 * Appointment or the OperationOutcome whose URL speaks of expiry, from the `Expires` header, else estimated.
 * An end that is already past is not believed.
 * @param body the answer's JSON
 * @param holdMinutes the deployment's setting, in minutes
 */
export function holdExpiry(body: unknown, headers: Headers, holdMinutes: number, nowInstant: number): HoldExpiry {
  const candidates = [...expiryExtensions(body, 0), httpDateMs(headers.get('expires'))]
  const said = candidates.find((instant) => instant !== undefined && instant > nowInstant)
  if (said !== undefined) return { untilInstant: said, source: 'server' }
  return { untilInstant: nowInstant + holdMinutes * 60_000, source: 'estimate' }
}

function expiryExtensions(value: unknown, depth: number): number[] {
  if (depth > 8) return []
  if (Array.isArray(value)) return value.flatMap((item) => expiryExtensions(item, depth + 1))
  if (!isRecord(value) || !speaksOfHold(value)) return []
  const own = typeof value.url === 'string' && /expir|hold-?(end|until)/i.test(value.url) ? instantsIn(value) : []
  return [...own, ...Object.values(value).flatMap((part) => expiryExtensions(part, depth + 1))]
}

/** A patient's or an insurance's expiry, in the same answer, is not the hold's. */
function speaksOfHold(value: Record<string, unknown>): boolean {
  return ['Appointment', 'OperationOutcome', 'Bundle', 'Parameters', undefined].includes(resourceTypeOf(value))
}

function instantsIn(extension: Record<string, unknown>): number[] {
  const period = isRecord(extension.valuePeriod) ? extension.valuePeriod.end : undefined
  return [extension.valueInstant, extension.valueDateTime, period]
    .map((text) => (typeof text === 'string' ? instantMs(text) : undefined))
    .filter((instant) => instant !== undefined)
}
