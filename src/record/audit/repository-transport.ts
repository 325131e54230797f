import type { Transport } from '../../fhir/http/transport.ts'

/** A server that the session has a token for. */
export interface TokenHolder {
  readonly base: string
  readonly transport: Transport
}

/**
 * How the audit repository is reached: with the session's token if it lies on a server that the session has a token for, else without
 * any. A token never leaves the server that it was issued for.
 * @param timeoutMs how long an answer without a token may take to be complete
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
