import { infiniteQueryOptions, skipToken, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useEffect } from 'react'
import { gatheredIssues } from '../fhir/issues.ts'
import type { Appointment } from '../fhir/types.ts'
import type { FindCriteria } from '../scheduling/criteria.ts'
import type { SchedulingServer } from '../scheduling/server.ts'
import { assertRoomFor } from '../scheduling/paging.ts'
import { findFirst, findMore, type OfferPage as FoundPage } from '../scheduling/find-appointments.ts'
import { useConnection, type Connection } from './connection.tsx'
import { gatherOffers } from './gather-offers.ts'

type OfferPage = FoundPage & { readonly url?: string }

/** Which page to ask for: the first one, the rest of an answer that is here already, or the page behind a link. */
type PageParam =
  | { readonly kind: 'first' }
  | { readonly kind: 'rest'; readonly rest: () => OfferPage }
  | { readonly kind: 'linked'; readonly link: string; readonly visited: readonly string[]; readonly characters: number }

const firstPage: PageParam = { kind: 'first' }

/** Milliseconds to wait until the frame that is due is painted: the next page then delays nothing that is seen. */
const paintMs = 50

export interface Offers {
  readonly appointments: readonly Appointment[]
  readonly pages: number
  /** Whether the server has sent the next page already, so that it needs no request. */
  readonly isNextHere: boolean
  readonly notices: FoundPage['notices']
  readonly unreadable: number
  /** Offers that name another patient than the one asked for, and are not among these. */
  readonly ofOthers: number
  /** Offers that are over already, and are not among these. */
  readonly past: number
}

export function offersQuery({ server }: Pick<Connection, 'server'>, criteria: FindCriteria | undefined, searchNumber: number) {
  return infiniteQueryOptions({
    queryKey: ['offers', server.base, criteria, searchNumber],
    queryFn:
      criteria === undefined
        ? skipToken
        : ({ pageParam, signal }) => pageBehind(pageParam, server, criteria, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last, pages): PageParam | undefined => {
      if (last.rest) return { kind: 'rest', rest: last.rest }
      if (last.nextLink === undefined) return undefined
      const characters = pages.reduce((sum, page) => sum + page.characters, 0)
      return { kind: 'linked', link: last.nextLink, visited: pages.flatMap(({ url }) => url ?? []), characters }
    },
    select: collect,
    staleTime: Infinity,
    gcTime: 60_000,
    // A page never changes once it was read, so comparing thousands of offers with themselves at each page would be wasted.
    structuralSharing: false,
  })
}

async function pageBehind(page: PageParam, server: SchedulingServer, criteria: FindCriteria, signal: AbortSignal): Promise<OfferPage> {
  switch (page.kind) {
    case 'first':
      return findFirst(server, criteria, signal)
    case 'rest':
      return page.rest()
    case 'linked':
      assertRoomFor(page.characters)
      return findMore(server, criteria, page.link, new Set(page.visited), signal)
  }
}

/** Begins a search before the screen that shows it can be there. It is not cut off, and `useOffers` with the same arguments takes it up. */
export function useOffersAhead(criteria: FindCriteria | undefined, searchNumber: number): void {
  const connection = useConnection()
  const queryClient = useQueryClient()
  useEffect(() => {
    // The screen reports a failure.
    if (criteria !== undefined) queryClient.infiniteQuery(offersQuery(connection, criteria, searchNumber)).catch(() => undefined)
  }, [queryClient, connection, criteria, searchNumber])
}

/**
 * The offers for the criteria, loaded page after page until the server has no more or `stopped`. Never from an older search: a time
 * that was free a minute ago may be gone.
 */
export function useOffers(criteria: FindCriteria | undefined, searchNumber: number, stopped: boolean) {
  const query = useInfiniteQuery(offersQuery(useConnection(), criteria, searchNumber))

  const { hasNextPage, isFetching, isError, fetchNextPage } = query
  // A dependency of the effect: a page that comes between two renders changes nothing else.
  const pages = query.data?.pages
  const isHere = query.data?.isNextHere
  useEffect(() => {
    if (!hasNextPage || isFetching || isError || stopped) return
    if (!isHere) {
      void fetchNextPage()
      return
    }
    const timer = setTimeout(() => void fetchNextPage(), paintMs)
    return () => clearTimeout(timer)
  }, [hasNextPage, isHere, isFetching, isError, stopped, pages, fetchNextPage])
  return query
}

function collect({ pages }: InfiniteData<OfferPage>): Offers {
  const sumOf = (count: 'unreadable' | 'ofOthers' | 'past') => pages.reduce((sum, page) => sum + page[count], 0)
  return {
    appointments: gatherOffers(pages),
    pages: pages.length,
    isNextHere: pages.at(-1)?.rest !== undefined,
    notices: gatheredIssues(pages.flatMap((page) => page.notices)),
    unreadable: sumOf('unreadable'),
    ofOthers: sumOf('ofOthers'),
    past: sumOf('past'),
  }
}
