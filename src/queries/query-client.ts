import { QueryClient } from '@tanstack/react-query'
import { backOffMs } from '../fhir/http/back-off.ts'
import { ProtocolError, type Failure } from '../scheduling/failure.ts'
import { createRetryBudget } from './retry-budget.ts'
import { beforeClosing } from './session-state.ts'

/**
 * Questions may be asked again where asking again can help, up to twice and within a budget; changes never are (ITI-117: `$book` is
 * not idempotent). When that may be, the server's gate decides (`scheduling/server-gate.ts`).
 * @param session whose answers these are: when it is closed, they are forgotten
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
      // What is done is in the journal; the cache need not keep it too.
      mutations: { retry: false, gcTime: 0 },
    },
  })
  beforeClosing(session, () => emptyForGood(queryClient))
  return queryClient
}

/** Answers that are still on their way would fill the cache again. */
function emptyForGood(queryClient: QueryClient): void {
  const cache = queryClient.getQueryCache()
  cache.subscribe(({ type, query }) => {
    if (type === 'added') cache.remove(query)
  })
  queryClient.clear()
}

/** Who is told to come back later than this, in seconds, tells the user so instead of waiting. */
const longestWait = 15

function mostRetries(failure: Failure): number {
  // The gate lets it wait long enough; who fails then, too, tells the user.
  if (failure.kind === 'busy') return (failure.retryAfterSeconds ?? 0) <= longestWait ? 1 : 0
  if (failure.kind !== 'no-answer') return 0
  switch (failure.doubt) {
    // What took too long is costly: it is asked once more at most.
    case 'timeout':
      return 1
    case 'connection-lost':
    case 'server-error':
      return 2
    default:
      return 0
  }
}
