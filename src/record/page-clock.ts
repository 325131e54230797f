/**
 * Tells when a request of this page can no longer be under way. The wall clock may be set forward meanwhile; by that clock alone, "not
 * done" would be believed too early.
 */
export interface PageClock {
  /** Notes that something was sent or answered now; returns the instant. */
  note(id: string): number
  /** The current instant. If this page noted `id`, it is at most the noted instant plus the steady time that has passed since. */
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
