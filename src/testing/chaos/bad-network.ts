import type { Transport } from '../../fhir/http/transport.ts'
import type { FakeClock } from './fake-clock.ts'

/** What a network does to one request, beside what the server at its end does. Times are in milliseconds. */
export type WireTrouble =
  /** The connection is lost; the request arrives all the same, so much later. */
  | { readonly kind: 'late'; readonly ms: number }
  /** The request arrives and is answered slowly, but in time. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** The page gives up waiting; the request arrives so long after it was sent. */
  | { readonly kind: 'timeout'; readonly ms: number }
  /** The browser resends the request by itself on a fresh connection, although the first one had arrived. */
  | { readonly kind: 'resent' }
  /** The token has expired: the server refuses, and the page asks the same again with a new token. It repeats questions only. */
  | { readonly kind: 'renewed' }
  /** The server answers as if there were nothing that we may see: an empty Bundle, and 404 for a single resource. */
  | { readonly kind: 'shows-nothing' }

/** The kinds of trouble that the network makes, as against those of a server. */
export const wireKinds: readonly string[] = ['late', 'stall', 'timeout', 'resent', 'renewed', 'shows-nothing'] satisfies WireTrouble['kind'][]

/** How long a page waits for an answer, as configured by default: milliseconds. */
const pageTimeoutMs = 20_000

/** Carries one request to `land`, under this trouble. */
export async function carry(
  request: Request,
  trouble: WireTrouble | undefined,
  land: Transport,
  clock: FakeClock,
): Promise<Response> {
  const arrive = (ms: number) => {
    const late = request.clone()
    clock.later(() => void land(late).catch(() => undefined), ms)
  }
  switch (trouble?.kind) {
    case 'late':
      arrive(trouble.ms)
      throw new TypeError('The connection is lost.')
    case 'stall': {
      await clock.sleep(trouble.ms / 2)
      const answer = await land(request)
      await clock.sleep(trouble.ms / 2)
      return answer
    }
    case 'timeout':
      arrive(trouble.ms)
      await clock.sleep(pageTimeoutMs)
      throw new DOMException('It took too long.', 'TimeoutError')
    case 'resent':
      await land(request.clone()).catch(() => undefined)
      return land(request)
    case 'renewed':
      await clock.sleep(300)
      return land(request)
    case 'shows-nothing':
      return nothing(request)
    default:
      return land(request)
  }
}

function nothing({ url }: Request): Response {
  const isSearch = url.endsWith('_search') || url.includes('$find')
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] }
  const body = isSearch ? { resourceType: 'Bundle', type: 'searchset', total: 0 } : outcome
  return new Response(JSON.stringify(body), { status: isSearch ? 200 : 404, headers: { 'content-type': 'application/fhir+json' } })
}
