import { useMemo } from 'react'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { navigate } from '../../ui/address/hash-location.ts'
import { readView, withView, type ResultsView } from './results-view.ts'
import { useLatestCallback } from './use-latest-callback.ts'

export type ChangeView = (changes: Partial<ResultsView>) => void

/** How the address wants the offers shown, and the way to change that. Changes are no steps to go back by. */
export function useResultsView(): readonly [ResultsView, ChangeView] {
  const { pathname, search, state } = useAddress()
  const view = useMemo(() => readView(search), [search])
  const change = useLatestCallback((changes: Partial<ResultsView>) => {
    navigate(pathname + withView(search, { ...view, ...changes }), { replace: true, state })
  })
  return [view, change]
}
