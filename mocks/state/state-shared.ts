/** Something whose whole state can be saved as JSON and restored. */
export interface Saveable {
  save(): unknown
  restore(saved: unknown): void
}

/** Where the tabs of one origin keep what they share. */
export interface SharedPlace {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
  /** Runs the step while nobody else, in any tab, runs one under the same name. */
  exclusively<T>(name: string, step: () => Promise<T>): Promise<T>
}

/** The browser's own storage and locks. */
export function browserPlace(): SharedPlace {
  return { storage: localStorage, exclusively: async (name, step) => navigator.locks.request(name, step) }
}

/**
 * Lets every page of the origin work on one state. The returned function runs a step on the state that the last step of any
 * page left, and saves the result, even when the step fails (a lost answer may have been committed). Steps of one page may
 * overlap, as requests to one server do: a delayed answer holds up other pages, but not its own.
 */
export function shareState(name: string, state: Saveable, { storage, exclusively }: SharedPlace) {
  let seen: string | null = null
  let running = 0
  let turn: Promise<void> | undefined
  let endTurn: (() => void) | undefined

  return async function withState<T>(step: () => Promise<T>): Promise<T> {
    running++
    turn ??= beginTurn()
    try {
      await turn
      return await step()
    } finally {
      keep(JSON.stringify(state.save()))
      running--
      if (running === 0) {
        turn = undefined
        endTurn?.()
      }
    }
  }

  function beginTurn(): Promise<void> {
    return new Promise((begun, failed) => {
      const whole = exclusively(name, () => {
        takeUp()
        begun()
        return new Promise<void>((end) => void (endTurn = end))
      })
      whole.catch(failed)
    })
  }

  function takeUp(): void {
    const saved = storage.getItem(name)
    if (saved !== null && saved !== seen) state.restore(parse(saved))
    seen = saved
  }

  function keep(text: string): void {
    if (text === seen) return
    try {
      storage.setItem(name, text)
      seen = text
    } catch {
      // The storage is full or forbidden: this page goes on alone with its state in memory.
    }
  }
}

function parse(saved: string): unknown {
  try {
    return JSON.parse(saved)
  } catch {
    return undefined
  }
}
