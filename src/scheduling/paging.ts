import { ProtocolError } from './failure.ts'

/** More pages than this are a server that has lost count. */
export const pageCap = 400

/**
 * The URL of the next page, resolved against the FHIR base. It must stay below that base, because the token goes with it,
 * and must not come round again.
 * @param visited URLs of the pages that were read
 * @throws ProtocolError `unsafe-link`
 */
export function safeNextPage(base: string, link: string, visited: ReadonlySet<string>): string {
  const home = new URL(`${base}/`)
  const url = URL.canParse(link, home) ? new URL(link, home) : undefined
  if (!url || !isWithin(home, url)) throw unsafe('The next page lies on another server.')
  url.hash = ''
  if (visited.has(url.href)) throw unsafe('The next page was read before.')
  if (visited.size >= pageCap) throw unsafe('There are more pages than can be right.')
  return url.href
}

/** Below the base, also for a server that decodes `%2f` before it resolves `..`. */
function isWithin(home: URL, url: URL): boolean {
  const below = url.pathname.startsWith(home.pathname) || `${url.pathname}/` === home.pathname
  const climbs = /\.\.(?:%2f|%5c)|(?:%2f|%5c)(?:\.|%2e){2}/i.test(url.pathname)
  return url.origin === home.origin && below && !climbs && !url.username && !url.password
}

function unsafe(text: string): ProtocolError {
  return new ProtocolError({ kind: 'unsafe-link', issues: [{ severity: 'error', code: 'processing', text }] })
}
