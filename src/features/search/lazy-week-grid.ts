import { lazy } from 'react'

/** The week is a part of its own: whoever looks at the list only doesn't wait for it. */
export const loadWeekGrid = () => import('./week-grid.tsx')

export const WeekGrid = lazy(async () => ({ default: (await loadWeekGrid()).WeekGrid }))
