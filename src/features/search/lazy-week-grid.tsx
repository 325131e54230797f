import { lazy, useState, type ComponentProps } from 'react'
import type * as Module from './week-grid.tsx'

let loaded: typeof Module.WeekGrid | undefined

/** The week is a part of its own: whoever looks at the list only doesn't wait for it. */
export async function loadWeekGrid(): Promise<typeof Module.WeekGrid> {
  loaded = (await import('./week-grid.tsx')).WeekGrid
  return loaded
}

const Later = lazy(async () => ({ default: await loadWeekGrid() }))

/** Once it is loaded, it is there at once: what React loads is never, and what stood in for it is then shown for a third of a second. */
export function WeekGrid(props: ComponentProps<typeof Module.WeekGrid>) {
  const [Grid] = useState(() => loaded ?? Later)
  return <Grid {...props} />
}
