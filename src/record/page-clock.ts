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

/** Nothing is under way for so long, so that a note is of no more use: milliseconds. */
const notedForMs = 120_000

/**
 * @param now epoch milliseconds
 * @param steadyNow milliseconds by a clock that nobody sets
 */
export function createPageClock(now: () => number, steadyNow: () => number): PageClock {
  const noted = new Map<string, { readonly instant: number; readonly steadyMs: number }>()
  return {
    note(id) {
      const [instant, steadyMs] = [now(), steadyNow()]
      for (const [old, note] of noted) if (steadyMs - note.steadyMs > notedForMs) noted.delete(old)
      noted.set(id, { instant, steadyMs })
      return instant
    },
    since(id) {
      const last = noted.get(id)
      return last ? Math.min(now(), Math.floor(last.instant + steadyNow() - last.steadyMs)) : now()
    },
  }
}
