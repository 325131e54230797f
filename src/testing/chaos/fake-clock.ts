/** A clock that moves only when it is told to, and everything that waits for it. Instants are epoch milliseconds. */
export interface FakeClock {
  readonly now: () => number
  /** Runs something after so many milliseconds; returns a function that cancels it. */
  later(run: () => void, ms: number): () => void
  sleep(ms: number): Promise<void>
  /** Moves the clock on, and lets each thing that was due come to rest before the next. */
  advance(ms: number): Promise<void>
  /** To be called by whoever does something, so that `settle` knows when all have come to rest. */
  stir(): void
  /** Resolves when nobody does anything any more but wait for the clock. */
  settle(): Promise<void>
}

/** Turns of the event loop in which nothing happened before everybody counts as at rest: reading a body takes a few. */
const quietTurns = 12

export function createFakeClock(start: number): FakeClock {
  let now = start
  let stirred = 0
  let timers: { readonly atInstant: number; readonly run: () => void }[] = []

  const later = (run: () => void, ms: number) => {
    const timer = { atInstant: now + ms, run }
    timers = [...timers, timer]
    return () => void (timers = timers.filter((other) => other !== timer))
  }
  const settle = async () => {
    for (let quiet = 0, seen = stirred; quiet < quietTurns; quiet++) {
      await new Promise((resolve) => setImmediate(resolve))
      if (stirred !== seen) quiet = 0
      seen = stirred
    }
  }
  return {
    now: () => now,
    later,
    sleep: (ms) => new Promise((resolve) => later(resolve, ms)),
    async advance(ms) {
      const until = now + ms
      for (;;) {
        const [next] = timers.filter(({ atInstant }) => atInstant <= until).sort((a, b) => a.atInstant - b.atInstant)
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        now = Math.max(now, next.atInstant)
        stirred += 1
        next.run()
        await settle()
      }
      now = until
    },
    stir: () => void (stirred += 1),
    settle,
  }
}
