import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { holdKey } from './hold-key.ts'

/** The beginnings of the keys of all that the cache holds about nobody. */
const aboutNobody: ReadonlySet<unknown> = new Set(['directory', 'actor', 'capability', 'user', 'storage-trouble'])

/**
 * When the session goes on with another patient, the cache drops what it holds of the one before: nothing of it can be shown by
 * mistake, and a shift with hundreds of patients needs no more memory than one of them.
 */
export function useForgetOtherPatients(patientId: string | undefined): void {
  const queryClient = useQueryClient()
  const before = useRef(patientId)
  useEffect(() => {
    // A new page holds nothing of anybody.
    if (before.current === patientId) return
    before.current = patientId
    const isAhead = ([what, , criteria]: readonly unknown[]) =>
      what === 'offers' && JSON.stringify(criteria ?? {}).includes(`"Patient/${patientId}"`)
    // A hold that is on its way is given back when its answer comes.
    const isHolding = ([what]: readonly unknown[], status: string) => what === holdKey()[0] && status === 'fetching'
    // A search for the next patient may be on its way already, so it is kept.
    queryClient.removeQueries({
      type: 'inactive',
      predicate: ({ queryKey, state }) => !aboutNobody.has(queryKey[0]) && !isAhead(queryKey) && !isHolding(queryKey, state.fetchStatus),
    })
  }, [queryClient, patientId])
}
