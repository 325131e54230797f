import { infiniteQueryOptions, skipToken, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Appointment } from '../fhir/types.ts'
import type { FindCriteria } from '../scheduling/criteria.ts'
import { findFirst, findMore, type OfferPage as FoundPage } from '../scheduling/find-appointments.ts'
import { useConnection, type Connection } from './connection.tsx'
import { gatherOffers } from './gather-offers.ts'

type OfferPage = FoundPage & { readonly url?: string }

/** Which page to ask for: the first one, or one behind a link. */
interface PageParam {
  readonly link: string | undefined
  readonly visited: readonly string[]
}

const firstPage: PageParam = { link: undefined, visited: [] }

export interface Offers {
  readonly appointments: readonly Appointment[]
  readonly pages: number
  readonly notices: FoundPage['notices']
  readonly unreadable: number
  /** Offers that name another patient than the one asked for, and are not among these. */
  readonly ofOthers: number
}

function offersQuery({ server }: Pick<Connection, 'server'>, criteria: FindCriteria | undefined, searchNumber: number) {
  return infiniteQueryOptions({
    queryKey: ['offers', server.base, criteria, searchNumber],
    queryFn:
      criteria === undefined
        ? skipToken
        : async ({ pageParam, signal }): Promise<OfferPage> =>
            pageParam.link === undefined
              ? findFirst(server, criteria, signal)
              : findMore(server, criteria, pageParam.link, new Set(pageParam.visited), signal),
    initialPageParam: firstPage,
    getNextPageParam: (last, pages): PageParam | undefined =>
      last.nextLink === undefined ? undefined : { link: last.nextLink, visited: pages.flatMap((page) => page.url ?? []) },
    select: collect,
    staleTime: Infinity,
    gcTime: 60_000,
    // A page never changes once it was read; to compare thousands of offers with themselves at each page would show nothing else.
    structuralSharing: false,
  })
}

/** Begins a search before the screen that shows it can be there. It is not cut off, and `useOffers` for the same takes it up. */
export function useOffersAhead(criteria: FindCriteria | undefined, searchNumber: number): void {
  const connection = useConnection()
  const queryClient = useQueryClient()
  useEffect(() => {
    // What fails is for the screen to say.
    if (criteria !== undefined) queryClient.infiniteQuery(offersQuery(connection, criteria, searchNumber)).catch(() => undefined)
  }, [queryClient, connection, criteria, searchNumber])
}

/**
 * The offers for the criteria, page after page by itself until the server has no more or `stopped`. Never from an older
 * search: a time that was free a minute ago may be gone.
 */
export function useOffers(criteria: FindCriteria | undefined, searchNumber: number, stopped: boolean) {
  const query = useInfiniteQuery(offersQuery(useConnection(), criteria, searchNumber))

  const { hasNextPage, isFetching, isError, fetchNextPage } = query
  // A page that comes between two renders leaves everything else as it was.
  const pages = query.data?.pages
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && !stopped) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, stopped, pages, fetchNextPage])
  return query
}

function collect({ pages }: InfiniteData<OfferPage>): Offers {
  return {
    appointments: gatherOffers(pages),
    pages: pages.length,
    notices: pages.flatMap((page) => page.notices),
    unreadable: pages.reduce((sum, page) => sum + page.unreadable, 0),
    ofOthers: pages.reduce((sum, page) => sum + page.ofOthers, 0),
  }
}
