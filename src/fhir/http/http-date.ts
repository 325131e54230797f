import { instantMs } from '../instants.ts'

const httpDate = /^[A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/

/**
 * An HTTP header's date (RFC 9110 5.6.7), or the ISO instant that some servers write there, in epoch milliseconds. Undefined for
 * everything else: `Date.parse` alone takes `0`, `-1` and `3600` for years.
 */
export function httpDateMs(value: string | null): number | undefined {
  const text = value?.trim() ?? ''
  const instant = httpDate.test(text) ? Date.parse(text) : instantMs(text)
  return instant === undefined || Number.isNaN(instant) ? undefined : instant
}
