import type { Transport } from '../../../fhir/transport.ts'
import type { FakeClock } from './fake-clock.ts'

/** What a network does to one request, beside what the server at its end does. Times are in milliseconds. */
export type WireTrouble =
  /** The connection is lost; the request arrives so much later all the same. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Nobody hurries: it arrives and is answered, in time. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** The page gives up; the request arrives so long after it was sent. */
  | { readonly kind: 'timeout'; readonly ms: number }
  /** The browser resends it by itself on a fresh connection, and the first one had arrived. */
  | { readonly kind: 'resent' }

/** How long a page waits for an answer, as configured by default: milliseconds. */
const pageTimeoutMs = 20_000

/** Carries one request to where it `land`s, under this trouble. */
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
    default:
      return land(request)
  }
}
