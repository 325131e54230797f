import { useMemo, useState } from 'react'
import { useAddress } from '../../../ui/address/address-provider.tsx'
import { navigate } from '../../../ui/address/hash-location.ts'
import { readView, withView, type ResultsView } from './results-view.ts'
import { useLatestCallback } from '../../../ui/use-latest-callback.ts'

export type ChangeView = (changes: Partial<ResultsView>) => void

/** A view that the address will say in a moment. */
interface Ahead {
  readonly view: ResultsView
  /** What the address says for now, and what it will say. */
  readonly search: string
  readonly becomes: string
}

/**
 * How the address wants the offers shown, and the way to change that. Changes are no steps to go back by. They are shown at
 * once: the rest of the screen, which is about the address too, follows.
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
