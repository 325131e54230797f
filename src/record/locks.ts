/** Runs work of the same name one at a time, in all tabs of this browser: for what must not be done twice at once. */
export interface Locks {
  /** Waits until nobody else has the lock of this name, then does the work. A page that goes away gives its locks back. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>
}

/** Web Locks where the browser has them; else only the work of this page waits for its turn. */
export function createLocks(): Locks {
  // Insecure contexts and old browsers have no Web Locks, whatever the types say.
  const { locks } = navigator as { readonly locks?: LockManager }
  const ofPage = createPageLocks()
  if (!locks) return ofPage
  return {
    run(name, work) {
      let begun: Promise<unknown> | undefined
      const begin = () => {
        const working = work()
        begun = working
        return working
      }
      const done = locks.request(name, begin)
      // Frames without storage of their own are denied locks; that must not stop a booking.
      return done.catch((error: unknown) => (begun ? Promise.reject(error) : ofPage.run(name, work)))
    },
  }
}

/** Locks for as many tabs as share the object. */
export function createPageLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>()
  return {
    async run(name, work) {
      const turn = (tails.get(name) ?? Promise.resolve()).then(work)
      const tail = turn.catch(() => undefined)
      tails.set(name, tail)
      try {
        return await turn
      } finally {
        if (tails.get(name) === tail) tails.delete(name)
      }
    },
  }
}
