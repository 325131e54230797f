import { useMemo, useState } from 'react'
import { useAddress } from '../../../ui/address/address-provider.tsx'
import { navigate } from '../../../ui/address/hash-location.ts'
import { readView, withView, type ResultsView } from './results-view.ts'
import { useLatestCallback } from '../../../ui/use-latest-callback.ts'

export type ChangeView = (changes: Partial<ResultsView>) => void

/** A view that the address will hold in a moment. */
interface Ahead {
  readonly view: ResultsView
  /** The address's query as it is now, and as it will be. */
  readonly search: string
  readonly becomes: string
}

/**
 * The view that the address holds, and a function to change it. Changes add no steps to the history. They show at once: the rest of
 * the screen, which renders on every change of the address too, follows later.
 */
export function useResultsView(): readonly [ResultsView, ChangeView] {
  const { pathname, search, state } = useAddress()
  const inAddress = useMemo(() => readView(search), [search])
  const [ahead, setAhead] = useState<Ahead>()
  if (ahead && ahead.search !== search) setAhead(ahead.becomes === search ? { ...ahead, search } : undefined)
  const view = ahead?.search === search ? ahead.view : inAddress
  const change = useLatestCallback((changes: Partial<ResultsView>) => {
    const next = { ...view, ...changes }
    const becomes = withView(search, next)
    setAhead({ view: next, search, becomes })
    navigate(pathname + becomes, { replace: true, state })
  })
  return [view, change]
}
