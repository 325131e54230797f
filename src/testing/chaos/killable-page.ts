import type { Transport } from '../../fhir/http/transport.ts'
import type { Locks } from '../../record/locks.ts'
import type { News, RecordNews } from '../../record/news.ts'
import type { Vault } from '../../record/storage/vault.ts'
import type { FakeClock } from './fake-clock.ts'

/** When a page dies at one of its steps. `during`: what the page sent arrives so many milliseconds later. */
export type Death = { readonly kind: 'before' | 'after' } | { readonly kind: 'during'; readonly ms: number }

/** What all tabs of one user share: the browser's storage, its locks and its channel between tabs. */
export interface Browser {
  readonly kept: Map<string, Map<string, unknown>>
  readonly tails: Map<string, Promise<unknown>>
  readonly tabs: Set<(entryId: string) => void>
  /** Hears of each page that dies as it was planned. */
  readonly onDeath: () => void
  /** Hears of each value that is kept. */
  readonly onKept: (shelf: string, value: unknown) => void
}

/** A page that may be killed at any of its steps; then nothing that it had begun goes on, and what it had written stays. */
export interface Mortal {
  readonly isAlive: () => boolean
  readonly vault: Vault
  readonly locks: Locks
  readonly news: News
  /** @param orphaned carries what was under way when the page died; defaults to `transport` */
  carried(transport: Transport, orphaned?: Transport): Transport
  later(run: () => void, ms: number): () => void
  /** Dies at the step that is so many steps ahead: 0 is the next. */
  dieIn(steps: number, death: Death): void
  end(): void
}

const never = () => new Promise<never>(() => undefined)

export function openMortal(browser: Browser, clock: FakeClock): Mortal {
  let isDead = false
  let tellDeath = () => {}
  const died = new Promise<void>((resolve) => (tellDeath = resolve))
  let plan: { left: number; readonly death: Death } | undefined
  const listeners = new Set<(news: RecordNews) => void>()
  const isAlive = () => !isDead

  const hear = (entryId: string) => {
    for (const listener of listeners) listener({ entryId, from: 'another-tab' })
  }
  browser.tabs.add(hear)
  const end = () => {
    isDead = true
    browser.tabs.delete(hear)
    tellDeath()
  }

  /** @param surviving starts what of the work happens although the page dies in its midst */
  const step = async <T>(work: () => Promise<T> | T, surviving?: (ms: number) => void): Promise<T> => {
    clock.stir()
    if (isDead) return never()
    const death = plan && plan.left-- === 0 ? plan.death : undefined
    if (death) browser.onDeath()
    if (death && death.kind !== 'after') {
      if (death.kind === 'during') surviving?.(death.ms)
      end()
      return never()
    }
    const settled = await Promise.resolve()
      .then(work)
      .then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      )
    clock.stir()
    if (death) end()
    if (isDead) return never()
    if ('error' in settled) throw settled.error
    return settled.value
  }

  const shelfOf = (shelf: string) => {
    const found = browser.kept.get(shelf) ?? new Map<string, unknown>()
    browser.kept.set(shelf, found)
    return found
  }
  const keep = (shelf: string, id: string, value: unknown) => {
    shelfOf(shelf).set(id, asStored(value))
    browser.onKept(shelf, value)
  }

  return {
    isAlive,
    end,
    dieIn: (steps, death) => void (plan = { left: steps, death }),
    later: (run, ms) => clock.later(() => !isDead && run(), ms),
    carried: (transport, orphaned = transport) => (request) => {
      const late = request.clone()
      return step(
        () => transport(request),
        (ms) => void clock.later(() => void orphaned(late).catch(() => undefined), ms),
      )
    },
    vault: {
      durable: true,
      trouble: undefined,
      put: (shelf, id, value) => step(() => keep(shelf, id, value)),
      update: (shelf, id, change) =>
        step(() => {
          const value = change(asStored(shelfOf(shelf).get(id)))
          if (value !== undefined) keep(shelf, id, value)
          return value
        }),
      get: (shelf, id) => step(() => asStored(shelfOf(shelf).get(id))),
      all: (shelf) => step(() => [...shelfOf(shelf).values()].map(asStored)),
      delete: (shelf, id) => step(() => void shelfOf(shelf).delete(id)),
      probe: () => step(() => true),
    },
    locks: {
      async run(name, work) {
        const before = browser.tails.get(name) ?? Promise.resolve()
        const turn = before.then(() => (isDead ? never() : work()))
        // As the browser does it: a page that dies gives its locks back.
        browser.tails.set(name, Promise.race([turn.catch(() => undefined), died.then(() => before)]))
        return turn
      },
    },
    news: {
      publish(entryId) {
        for (const tab of browser.tabs) if (tab !== hear) tab(entryId)
        for (const listener of listeners) listener({ entryId, from: 'this-tab' })
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  }
}

function asStored(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)
}
