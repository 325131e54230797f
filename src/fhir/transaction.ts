import { isBelow } from './http/below-base.ts'

/** The profile's transactions that a client begins: `$find`, `$hold`, `$book` and the search for existing appointments. */
export type Transaction = 'ITI-115' | 'ITI-116' | 'ITI-117' | 'ITI-118'

const posted = new Map<string, Transaction>([
  ['/appointment/$find', 'ITI-115'],
  ['/appointment/$hold', 'ITI-116'],
  ['/appointment/$book', 'ITI-117'],
  ['/appointment/_search', 'ITI-118'],
])

/**
 * The transaction that a request to the server at `base` begins, told by method and path; undefined for all others, such as reading one
 * Appointment. The link of a following page may match too, so the caller must know those.
 */
export function transactionOf({ method, url }: Pick<Request, 'method' | 'url'>, base: string): Transaction | undefined {
  const path = pathBelow(base, url)
  if (method === 'POST') return posted.get(path)
  return method === 'GET' && path === '/appointment' ? 'ITI-118' : undefined
}

/** Whether the request can be repeated without changing anything: GET, HEAD, a search by POST, `$find`. */
export function isReadRequest(request: Pick<Request, 'method' | 'url'>, base: string): boolean {
  const { method, url } = request
  if (method === 'GET' || method === 'HEAD') return true
  if (method !== 'POST') return false
  return transactionOf(request, base) === 'ITI-115' || /^(\/[a-z]+)?\/_search$/.test(pathBelow(base, url))
}

/** The path below `base`, decoded and in small letters: servers may ignore case and take %24 for $. Empty if the URL lies elsewhere. */
function pathBelow(base: string, url: string): string {
  if (!isBelow(url, base)) return ''
  const { length } = new URL(base).pathname.replace(/\/+$/, '')
  return decodeURIComponent(new URL(url).pathname.slice(length)).toLowerCase()
}
