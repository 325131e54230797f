import { lazyPart } from '../../ui/lazy-part.tsx'

/** The week is a part of its own: whoever looks at the list only doesn't wait for it. */
export const { Part: WeekGrid, load: loadWeekGrid } = lazyPart(async () => (await import('./week-grid.tsx')).WeekGrid)
