import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { holdKey } from './hold-key.ts'

/** What the cache holds that is about nobody: keys begin with these. */
const aboutNobody: ReadonlySet<unknown> = new Set(['directory', 'actor', 'capability', 'user', 'storage-trouble'])

/**
 * When the session goes on with another patient, the cache lets go of what it holds of the one before: nothing of it can be
 * shown by mistake, and a shift with hundreds of patients needs no more memory than one of them.
 */
export function useForgetOtherPatients(patientId: string | undefined): void {
  const queryClient = useQueryClient()
  const before = useRef(patientId)
  useEffect(() => {
    // A page begins with nothing of anybody.
    if (before.current === patientId) return
    before.current = patientId
    const isAhead = ([what, , criteria]: readonly unknown[]) =>
      what === 'offers' && JSON.stringify(criteria ?? {}).includes(`"Patient/${patientId}"`)
    // What is held meanwhile is given back when it comes.
    const isHolding = ([what]: readonly unknown[], status: string) => what === holdKey()[0] && status === 'fetching'
    // What is asked for the next patient may be on its way already.
    queryClient.removeQueries({
      type: 'inactive',
      predicate: ({ queryKey, state }) => !aboutNobody.has(queryKey[0]) && !isAhead(queryKey) && !isHolding(queryKey, state.fetchStatus),
    })
  }, [queryClient, patientId])
}
