import { isRecord, resourceTypeOf } from '../fhir/resources.ts'
import { instantMs } from '../fhir/instants.ts'
import { httpDateMs } from '../fhir/http/http-date.ts'

/** When a hold ends, and whether the server said so or the end is estimated from the deployment's setting. */
export interface HoldExpiry {
  /** Epoch milliseconds. */
  readonly untilInstant: number
  readonly source: 'server' | 'estimate'
}

/**
 * When a hold ends. The guide names no field for it (ITI-116 2:3.116.4.2.2). The end is read from an extension of the Appointment or
 * OperationOutcome whose URL speaks of expiry, else from the `Expires` header, else estimated. A past end is not believed.
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

/** Keeps to resources about the hold: the expiry of a patient or an insurance in the same answer is not the hold's. */
function speaksOfHold(value: Record<string, unknown>): boolean {
  return ['Appointment', 'OperationOutcome', 'Bundle', 'Parameters', undefined].includes(resourceTypeOf(value))
}

function instantsIn(extension: Record<string, unknown>): number[] {
  const period = isRecord(extension.valuePeriod) ? extension.valuePeriod.end : undefined
  return [extension.valueInstant, extension.valueDateTime, period]
    .map((text) => (typeof text === 'string' ? instantMs(text) : undefined))
    .filter((instant) => instant !== undefined)
}
