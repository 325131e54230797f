import { instantMs } from '../instants.ts'

const httpDate = /^[A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/

/**
 * The date of an HTTP header in epoch milliseconds (RFC 9110 5.6.7), or of an ISO instant, which some servers write there.
 * Undefined for everything else: left to itself, `Date.parse` takes `0`, `-1` and `3600` for years.
 */
export function httpDateMs(value: string | null): number | undefined {
  const text = value?.trim() ?? ''
  const instant = httpDate.test(text) ? Date.parse(text) : instantMs(text)
  return instant === undefined || Number.isNaN(instant) ? undefined : instant
}
