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
  /** The address's query, as far as it is about what to search for. */
  readonly query: string
  /** As the address holds them. */
  readonly criteria: SearchCriteria
  /** What is sent; undefined where the days make no range. */
  readonly find: FindCriteria | undefined
  /** Tells this search from an earlier one for the same. */
  readonly number: number
  readonly zone: Zone
  readonly today: DayKey
  /** The visit's reason in words that are no code. */
  readonly reasonInWords: string
  /** Searches for these criteria, anew even where they are the same; `/find` then holds them. */
  run(criteria: SearchCriteria, reasonInWords?: string): void
  /** Searches for the same once more. */
  again(): void
}

/** The search that the address asks for, whatever the path. */
export function useSearch(): Search {
  const connection = useConnection()
  const patient = useCurrentPatient()
  const { search } = useAddress()
  const query = withoutView(search)

  // A search begins when it is first seen, when the address changes and when it is asked for; it keeps its moment until then.
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
      // Which of the offers and which week were shown said something of other offers.
      const shown = isSame ? search : withView(wanted, { ...plainView, kind: readView(search).kind })
      navigate(`/find${shown}`, { replace: isSame })
    },
    again,
  }
}
