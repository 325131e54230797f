import { isBelow } from '../fhir/http/below-base.ts'
import { ProtocolError } from './failure.ts'

/** A server with more pages than this has lost count. */
export const pageCap = 400

/**
 * The URL of the next page, resolved against the FHIR base. It must lie below that base, because the token is sent with it, and it must
 * not repeat.
 * @param visited URLs of the pages that were read
 * @throws ProtocolError `unsafe-link`
 */
export function safeNextPage(base: string, link: string, visited: ReadonlySet<string>): string {
  const home = `${base}/`
  const url = URL.canParse(link, home) ? new URL(link, home) : undefined
  if (!url || !isBelow(url.href, base)) throw unsafe('The next page lies on another server.')
  url.hash = ''
  if (visited.has(url.href)) throw unsafe('The next page was read before.')
  if (visited.size >= pageCap) throw unsafe('There are more pages than can be right.')
  return url.href
}

/**
 * How many characters all pages of a search may have together: four of the largest answers, some 130,000 offers. A limit on each page
 * alone would not keep many pages from filling the memory.
 */
export const searchCap = 128 * 1024 * 1024

/**
 * Ends a search whose pages are larger together than can be right. What was read so far is incomplete.
 * @param characters of all pages that were read
 * @throws ProtocolError `unsafe-link`
 */
export function assertRoomFor(characters: number): void {
  if (characters >= searchCap) throw unsafe('The pages are larger, all together, than can be right.')
}

function unsafe(text: string): ProtocolError {
  return new ProtocolError({ kind: 'unsafe-link', issues: [{ severity: 'error', code: 'processing', text }] })
}
