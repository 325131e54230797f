/**
 * Tells when a request of this page can no longer be under way. The clock on the wall may be set forward meanwhile, and what then
 * seems to lie long back would be believed too early.
 */
export interface PageClock {
  /** Notes that something was sent or answered now; returns the instant. */
  note(id: string): number
  /** The instant by now, no later than by the time that has passed since the last was noted of it, if this page did that. */
  since(id: string): number
}

/**
 * @param now epoch milliseconds
 * @param steadyNow milliseconds by a clock that nobody sets
 */
export function createPageClock(now: () => number, steadyNow: () => number): PageClock {
  const noted = new Map<string, { readonly instant: number; readonly steadyMs: number }>()
  return {
    note(id) {
      const instant = now()
      noted.set(id, { instant, steadyMs: steadyNow() })
      return instant
    },
    since(id) {
      const last = noted.get(id)
      return last ? Math.min(now(), Math.floor(last.instant + steadyNow() - last.steadyMs)) : now()
    },
  }
}
