import { httpDateMs } from './http-date.ts'

/** `Retry-After` in whole seconds, from either of its forms (RFC 9110 10.2.3); undefined if absent or unreadable. */
export function retryAfterSeconds(headers: Headers, nowInstant: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value)
  const until = httpDateMs(value)
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - nowInstant) / 1000))
}
