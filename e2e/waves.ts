/** A request as the network sees it. Preflights count. */
export interface Sent {
  readonly method: string
  readonly path: string
}

export interface Waves {
  /** Resolves when the request's answer may go out. */
  hold(request: Request): Promise<void>
  /** The waves that `begin` causes, up to the one in which the first `$find` is answered. Afterwards no answer is held back. */
  untilFound(begin: () => Promise<unknown>): Promise<readonly (readonly Sent[])[]>
  /** Resolves when no requests come any more, not even those of an idle page. */
  settled(): Promise<void>
}

/** After so many milliseconds without a new request, all requests that need no further answer count as sent. */
const quiet = 1_000

/**
 * Holds every answer back until no further request comes, then releases all of them at once. A request that comes afterwards had
 * to wait for one of them, so the waves are the serial round trips, whatever the network's speed.
 */
export function createWaves(): Waves {
  let counting: { waves: Sent[][]; waiting: { sent: Sent; release: () => void }[]; found: () => void } | undefined
  let whenQuiet: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined

  function release(): void {
    if (!counting) return whenQuiet?.()
    const wave = counting.waiting.splice(0)
    counting.waves.push(wave.map(({ sent }) => sent))
    if (wave.some(({ sent }) => sent.method === 'POST' && sent.path.endsWith('/Appointment/$find'))) {
      counting.found()
      counting = undefined
    }
    for (const { release } of wave) release()
  }

  function wait(): void {
    clearTimeout(timer)
    timer = setTimeout(release, counting ? quiet : 4 * quiet)
  }

  return {
    hold(request) {
      const sent = { method: request.method, path: new URL(request.url).pathname }
      // The icon doesn't count: nothing waits for it.
      if (sent.path.includes('/favicon')) return Promise.resolve()
      wait()
      return new Promise((release) => (counting ? counting.waiting.push({ sent, release }) : release()))
    },
    async untilFound(begin) {
      const waves: Sent[][] = []
      const found = new Promise<void>((resolve) => (counting = { waves, waiting: [], found: resolve }))
      await Promise.all([begin(), found])
      return waves
    },
    async settled() {
      await new Promise<void>((resolve) => {
        whenQuiet = resolve
        wait()
      })
      whenQuiet = undefined
    },
  }
}
