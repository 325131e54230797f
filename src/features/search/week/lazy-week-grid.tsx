import type { ComponentType } from 'react'
import { lazyPart } from '../../../ui/lazy-part.tsx'

let tell: (look: ComponentType) => void
const look = new Promise<ComponentType>((resolve) => (tell = resolve))

/** The week is loaded as a part of its own, so that users of the list don't wait for it. */
export const { Part: WeekGrid, load: loadWeekGrid } = lazyPart(async () => {
  const { WeekGrid: Grid, WeekLook: Look } = await import('./week-grid.tsx')
  tell(Look)
  return Grid
})

/** Rendered beside the list as soon as the week is downloaded, so that its styles are in the page before it is shown. */
export const { Part: WeekLook } = lazyPart(() => look)
