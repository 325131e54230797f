import { useEffect, useState } from 'react'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { navigate } from '../../ui/address/hash-location.ts'
import type { DayKey } from '../../i18n/clinic-time.ts'
import type { Zone } from '../../i18n/clinic-zone.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useCurrentPatient } from '../../queries/current-patient.tsx'
import type { FindCriteria } from '../../scheduling/criteria.ts'
import { askedNow, useAskedSearch } from './asked-search.ts'
import { criteriaQuery } from './criteria/criteria-url.ts'
import { plainView, readView, withoutView, withView } from './results/results-view.ts'
import { begunAhead, forgetAhead } from './search-ahead.tsx'
import type { SearchCriteria } from './criteria/search-criteria.ts'
import { useReasonInWords } from './criteria/use-reason-in-words.ts'

export interface Search {
  /** The part of the address's query that holds the criteria. */
  readonly query: string
  /** The criteria of the address. */
  readonly criteria: SearchCriteria
  /** What is sent to the server; undefined where the days make no valid range. */
  readonly find: FindCriteria | undefined
  /** Tells this search from an earlier one with the same query. */
  readonly number: number
  readonly zone: Zone
  readonly today: DayKey
  /** The visit's reason in words that are no code. */
  readonly reasonInWords: string
  /** Goes to `/find` with these criteria and searches, even if they are unchanged. */
  run(criteria: SearchCriteria, reasonInWords?: string): void
  /** Repeats the search. */
  again(): void
}

/** The search that the address's query asks for, on any path. */
export function useSearch(): Search {
  const connection = useConnection()
  const patient = useCurrentPatient()
  const { search } = useAddress()
  const query = withoutView(search)

  // A search begins on the first render, when the criteria in the address change, and on request. Until the next one its "now" stays.
  const [asked, setAsked] = useState(() => begunAhead(connection, query, patient.id) ?? askedNow(query, connection))
  const again = () => setAsked((before) => ({ ...askedNow(query, connection), number: before.number + 1 }))
  if (asked.query !== query) again()
  useEffect(() => forgetAhead(connection), [connection])

  const { criteria, find, zone, today } = useAskedSearch(asked, patient)
  const [reasonInWords, keepReason] = useReasonInWords(patient.id, query)

  return {
    query,
    criteria,
    find,
    number: asked.number,
    zone,
    today,
    reasonInWords,
    run(next, reason = reasonInWords) {
      const wanted = criteriaQuery(next)
      const isSame = wanted === query
      if (isSame) again()
      if (reason !== '' || reasonInWords !== '') keepReason(wanted, reason)
      // The filter and the week belong to the offers of the former search, so a new search keeps only list or week.
      const shown = isSame ? search : withView(wanted, { ...plainView, kind: readView(search).kind })
      navigate(`/find${shown}`, { replace: isSame })
    },
    again,
  }
}
