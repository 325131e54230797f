import { createAuditRepository, type AuditRepositoryOptions } from '../../../../mocks/audit/audit-repository.ts'
import type { AuditEvent } from '../../../fhir/types.ts'
import type { Locks } from '../../locks.ts'
import { createAuditOutbox, type AuditOutbox, type AuditOutboxOptions } from '../audit-outbox.ts'
import { isJournaled, type Exchange } from '../exchange.ts'
import { isOutboxItem, type AuditSettlement, type OutboxItem } from '../outbox-item.ts'
import type { OutboxVault } from '../outbox-shelf.ts'

export const repositoryBase = 'https://arr.example.org/fhir'

/** One page with an outbox. Once it has crashed, nothing that it began goes on; what it had written stays. */
export interface Page {
  readonly outbox: AuditOutbox
  readonly isAlive: () => boolean
  /** Dies at the step that is so many steps ahead (a write, a request, an answer), before or after it is done. */
  crashIn(steps: number, after: boolean): void
  /** What the work comes to; resolves with undefined when the page dies first. */
  during<T>(work: Promise<T>): Promise<T | undefined>
}

/** A browser with one user's vault, an audit repository, a journal of what was held and booked, and a clock that stands still. */
export function createOutboxWorld(
  repositoryOptions: Partial<AuditRepositoryOptions> = {},
  outboxOptions: Partial<AuditOutboxOptions> = {},
) {
  let now = Date.UTC(2026, 10, 22, 18)
  const kept = new Map<string, unknown>()
  const repository = createAuditRepository({ base: repositoryBase, clock: () => now, ...repositoryOptions })
  const requests: Request[] = []
  const tails = new Map<string, Promise<unknown>>()
  const settlements = new Map<string, AuditSettlement>()
  const journaled: Exchange[] = []
  let timers: { readonly page: Page; readonly atInstant: number; readonly run: () => void }[] = []

  function openPage(): Page {
    let die: () => void = () => undefined
    let isDead = false
    const isAlive = () => !isDead
    const died = new Promise<undefined>((resolve) => (die = () => resolve(undefined)))
    let crash: { left: number; readonly after: boolean } | undefined

    /** Does one step of the page, and goes on only if the page lives; `work` is what the rest of the world sees of the step. */
    const step = async <T>(work: () => Promise<T> | T): Promise<T> => {
      const dies = crash !== undefined && crash.left-- === 0
      if (dies && !crash?.after) end()
      if (!isAlive()) return new Promise<never>(() => undefined)
      const result = await Promise.resolve(work()).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      )
      if (dies) end()
      if (!isAlive()) return new Promise<never>(() => undefined)
      if ('error' in result) throw result.error
      return result.value
    }
    const end = () => {
      isDead = true
      die()
    }

    const vault: OutboxVault = {
      put: (_shelf, id, value) => step(() => void kept.set(id, structuredClone(value))),
      update: (_shelf, id, change) =>
        step(() => {
          const value = change(structuredClone(kept.get(id)))
          if (value !== undefined) kept.set(id, structuredClone(value))
          return value
        }),
      all: () => step(() => structuredClone([...kept.values()])),
      delete: (_shelf, id) => step(() => void kept.delete(id)),
    }
    /** As the browser does it: a page that dies gives its locks back. */
    const locks: Locks = {
      async run(name, work) {
        const before = tails.get(name) ?? Promise.resolve()
        const turn = before.then(() => (isAlive() ? work() : new Promise<never>(() => undefined)))
        tails.set(name, Promise.race([turn.catch(() => undefined), died.then(() => before)]))
        return turn
      },
    }
    const page: Page = {
      isAlive,
      crashIn: (steps, after) => (crash = { left: steps, after }),
      during: (work) => Promise.race([work, died]),
      outbox: createAuditOutbox({
        vault,
        locks,
        repository: repositoryBase,
        now: () => now,
        transport: (request) =>
          step(async () => {
            requests.push(request.clone())
            return (await repository.handle(request)) ?? Promise.reject(new TypeError('nothing answers'))
          }),
        later(run, ms) {
          const timer = { page, atInstant: now + ms, run }
          timers = [...timers, timer]
          return () => void (timers = timers.filter((other) => other !== timer))
        },
        random: () => 0.5,
        onSettled: (settlement) => step(() => void settlements.set(settlement.requestId, settlement)),
        unaudited: () => step(() => ({ exchanges: journaled.filter(({ requestId }) => !settlements.has(requestId)) })),
        ...outboxOptions,
      }),
    }
    return page
  }

  return {
    repository,
    requests,
    settlements,
    kept,
    openPage,
    now: () => now,
    /** Lets the answer of a transaction come: the journal knows a `$hold` or `$book`, and a living page enqueues its event. */
    happen(page: Page, exchange: Exchange) {
      if (isJournaled(exchange)) journaled.push(exchange)
      if (page.isAlive()) page.outbox.enqueue(exchange)
    },
    /** Moves the clock on, and runs each timer that is due by then. */
    async advance(ms: number) {
      const until = now + ms
      for (;;) {
        const next = timers.filter(({ atInstant }) => atInstant <= until).sort((a, b) => a.atInstant - b.atInstant)[0]
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        now = Math.max(now, next.atInstant)
        if (next.page.isAlive()) next.run()
        await settle()
      }
      now = until
    },
    timers: () => timers.map(({ atInstant }) => atInstant - now),
  }
}

/** Waits until nothing is under way any more: neither the pages nor the repository wait for real time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** The X-Request-Id of an event, by which each transaction is counted. */
export function requestIdOf({ entity = [] }: AuditEvent): string | undefined {
  return entity.find(({ type }) => type?.code === 'XrequestId')?.what?.identifier?.value
}

/** The items kept in the outbox; only those in the given state, if any. */
export function itemsOf({ kept }: { readonly kept: ReadonlyMap<string, unknown> }, state?: OutboxItem['state']): OutboxItem[] {
  return [...kept.values()].filter(isOutboxItem).filter((item) => state === undefined || item.state === state)
}
