import { useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { readView, withView, type ResultsView } from './results-view.ts'
import { useLatestCallback } from './use-latest-callback.ts'

export type ChangeView = (changes: Partial<ResultsView>) => void

/** How the address wants the offers shown, and the way to change that. Changes are no steps to go back by. */
export function useResultsView(): readonly [ResultsView, ChangeView] {
  const location = useLocation()
  const { pathname, search } = location
  const state: unknown = location.state
  const navigate = useNavigate()
  const view = useMemo(() => readView(search), [search])
  const change = useLatestCallback((changes: Partial<ResultsView>) => {
    void navigate({ pathname, search: withView(search, { ...view, ...changes }) }, { replace: true, state })
  })
  return [view, change]
}
