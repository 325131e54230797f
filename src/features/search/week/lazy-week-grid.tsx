import type { ComponentType } from 'react'
import { lazyPart } from '../../../ui/lazy-part.tsx'

let tell: (look: ComponentType) => void
const look = new Promise<ComponentType>((resolve) => (tell = resolve))

/** The week is a part of its own: whoever looks at the list only doesn't wait for it. */
export const { Part: WeekGrid, load: loadWeekGrid } = lazyPart(async () => {
  const { WeekGrid: Grid, WeekLook: Look } = await import('./week-grid.tsx')
  tell(Look)
  return Grid
})

/** Beside the list, as soon as the week was downloaded: what it looks like is then in the page before it is shown. */
export const { Part: WeekLook } = lazyPart(() => look)
