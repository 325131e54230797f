import type { Transport } from '../../fhir/http/transport.ts'

/** A server that the session has a token for. */
export interface TokenHolder {
  readonly base: string
  readonly transport: Transport
}

/**
 * How the audit repository is reached: with the session's token when it lies on one of its servers, else without any; a token
 * never leaves the server that it was issued for.
 * @param timeoutMs until the answer has to be complete
 */
export function repositoryTransport(repository: string, holders: readonly TokenHolder[], timeoutMs: number): Transport {
  const holder = holders.find(({ base }) => repository === base || repository.startsWith(`${base}/`))
  if (holder) return holder.transport
  return (request) =>
    fetch(
      new Request(request, {
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      }),
    )
}
