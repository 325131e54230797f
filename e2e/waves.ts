/** A request as the network sees it: preflights are among them. */
export interface Sent {
  readonly method: string
  readonly path: string
}

export interface Waves {
  /** Passes where the request's answer may go out. */
  hold(request: Request): Promise<void>
  /** The waves that `begin` leads to, up to the one in which the first `$find` is answered. Afterwards no answer is held. */
  untilFound(begin: () => Promise<unknown>): Promise<readonly (readonly Sent[])[]>
  /** Nothing is asked any more, also of what a page fetches when nothing else is to do. */
  settled(): Promise<void>
}

/** Milliseconds without a new request after which those that are there are taken for all that can be sent without an answer. */
const quiet = 1_000

/**
 * Holds every answer back until no further request comes, and then lets all that wait go at once: what is sent next had to wait
 * for one of them. So the waves are the serial round trips, whatever the network's speed.
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
      // Nothing waits for the icon.
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
