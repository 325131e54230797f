import { QueryClient } from '@tanstack/react-query'
import { backOffMs } from '../fhir/http/back-off.ts'
import { ProtocolError, type Failure } from '../scheduling/failure.ts'
import { createRetryBudget } from './retry-budget.ts'
import { beforeClosing } from './session-state.ts'

/**
 * Queries are repeated where that can help, up to twice and within a budget; changes never are (ITI-117: `$book` is not idempotent).
 * The server's gate decides when (`scheduling/gate/server-gate.ts`).
 * @param session the session whose answers these are: when it is closed, they are forgotten
 */
export function createQueryClient(session: object): QueryClient {
  const budget = createRetryBudget()
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => error instanceof ProtocolError && failures < mostRetries(error.failure) && budget.take(),
        retryDelay: (failures) => backOffMs(failures + 1, Math.random(), { firstMs: 500, longestMs: 4_000, factor: 2 }),
        staleTime: 30_000,
        gcTime: 30_000,
        refetchOnWindowFocus: false,
      },
      // The journal has what was done; the cache need not keep it too.
      mutations: { retry: false, gcTime: 0 },
    },
  })
  beforeClosing(session, () => emptyForGood(queryClient))
  return queryClient
}

/** Empties the cache and keeps it empty: answers that are still on their way would fill it again. */
function emptyForGood(queryClient: QueryClient): void {
  const cache = queryClient.getQueryCache()
  cache.subscribe(({ type, query }) => {
    if (type === 'added') cache.remove(query)
  })
  queryClient.clear()
}

/** Where the server wants a longer wait than this, in seconds, the user is told so instead. */
const longestWait = 15

function mostRetries(failure: Failure): number {
  // The gate makes the repetition wait long enough; if that fails too, the user is told.
  if (failure.kind === 'busy') return (failure.retryAfterSeconds ?? 0) <= longestWait ? 1 : 0
  if (failure.kind !== 'no-answer') return 0
  switch (failure.doubt) {
    // A request that took too long is costly: it is repeated once at most.
    case 'timeout':
      return 1
    case 'connection-lost':
    case 'server-error':
      return 2
    default:
      return 0
  }
}
