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
  const url = URL.parse(link, `${base}/`)
  const home = new URL(`${base}/`)
  const within = url?.origin === home.origin && (url.pathname.startsWith(home.pathname) || `${url.pathname}/` === home.pathname)
  if (!url || !within || url.username || url.password) throw unsafe('The next page lies on another server.')
  if (visited.has(url.href)) throw unsafe('The next page was read before.')
  if (visited.size >= pageCap) throw unsafe('There are more pages than can be right.')
  return url.href
}

function unsafe(text: string): ProtocolError {
  return new ProtocolError({ kind: 'unsafe-link', issues: [{ severity: 'error', code: 'processing', text }] })
}
