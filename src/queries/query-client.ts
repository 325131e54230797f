import { QueryClient } from '@tanstack/react-query'
import { ProtocolError } from '../scheduling/failure.ts'

/** Questions may be asked again where asking again can help; changes never are (ITI-117: `$book` is not idempotent). */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: shouldRetry, retryDelay, staleTime: 30_000, refetchOnWindowFocus: false },
      // What is done is in the journal; the cache need not keep it too.
      mutations: { retry: false, gcTime: 0 },
    },
  })
}

function shouldRetry(failures: number, error: Error): boolean {
  if (!(error instanceof ProtocolError)) return false
  const { failure } = error
  if (failure.kind === 'busy') return failures < 2 && (failure.retryAfterSeconds ?? 2) <= 10
  const mayPass = failure.kind === 'no-answer' && ['timeout', 'connection-lost', 'server-error'].includes(failure.doubt)
  return mayPass && failures < 2
}

/** Milliseconds. Grows with each failure and is spread, so that many clients don't come back at once. */
function retryDelay(failures: number, error: Error): number {
  const wished =
    error instanceof ProtocolError && error.failure.kind === 'busy' ? (error.failure.retryAfterSeconds ?? 2) * 1000 : 0
  return Math.max(wished, 500 * 2 ** failures) * (1 + Math.random() / 2)
}
