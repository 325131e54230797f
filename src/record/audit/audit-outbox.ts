import type { Transport } from '../../fhir/http/transport.ts'
import { backOffMs } from '../../fhir/http/back-off.ts'
import { runLater } from '../../fhir/http/run-later.ts'
import { deliveryPauses } from '../delivery-pauses.ts'
import type { Locks } from '../locks.ts'
import { auditEvent } from './audit-event.ts'
import { createDeliveryPass } from './delivery-pass.ts'
import { isJournaled, type Exchange } from './exchange.ts'
import type { AuditSettlement } from './outbox-item.ts'
import { createOutboxShelf, type OutboxVault } from './outbox-shelf.ts'
import { createRepositoryClient } from './repository-client.ts'
import { toldResult } from './told-result.ts'
import type { Unaudited } from './unaudited.ts'

export interface AuditOutboxOptions {
  readonly vault: OutboxVault
  /** FHIR base URL of the audit repository (ITI-20), without a slash at its end. */
  readonly repository: string
  /** To the repository. */
  readonly transport: Transport
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Told what became of the event of each `$hold` and `$book`, again and again until it resolves. */
  readonly onSettled?: (settlement: AuditSettlement) => Promise<void>
  /** Transactions that the journal knows and nobody enqueued; asked for at the first delivery, at each `flush`, and when more are due. */
  readonly unaudited?: () => Promise<Unaudited>
  readonly locks: Locks
  /** How long a transaction's answer can take at most, in milliseconds. */
  readonly longestAnswerMs?: number
  /** How many events are kept for a repository that can't be reached. */
  readonly capacity?: number
  /** Runs something after so many milliseconds; returns a function that cancels it. */
  readonly later?: (run: () => void, ms: number) => () => void
  /** From 0 to 1. */
  readonly random?: () => number
}

/** AuditEvents on their way to the repository. Nothing in it delays the transactions that it records. */
export interface AuditOutbox {
  /** Takes an event before a transaction that the journal doesn't hold; it is delivered should the page be gone before the answer. */
  expect(exchange: Exchange): void
  /** Takes the event of a transaction, once: an X-Request-Id that is waiting or settled already is not taken again. */
  enqueue(exchange: Exchange): void
  /** Delivers what can be delivered now: at launch, when the connection returns, by hand. Otherwise the outbox delivers by itself. */
  flush(): Promise<void>
  /** How many events were dropped because the outbox was full; 0 once none was dropped for 30 days. */
  dropped(): Promise<number>
  /** Sends the events that were set aside once more, after somebody has mended the reason. */
  retrySetAside(): Promise<void>
  /** Stops delivering by itself. */
  close(): void
}

/** How long to wait for other events of the same moment, so that they go together (milliseconds). */
const gatherMs = 1_000

export function createAuditOutbox(options: AuditOutboxOptions): AuditOutbox {
  const { vault, repository, transport, now, onSettled, unaudited, locks } = options
  const { longestAnswerMs = 60_000, capacity = 1000, later = runLater, random = Math.random } = options
  const shelf = createOutboxShelf(vault)
  const client = createRepositoryClient(repository, transport, now)
  const awaited = new Set<string>()
  const pass = createDeliveryPass({
    shelf,
    client,
    now,
    onSettled,
    longestAnswerMs,
    capacity,
    isAwaited: (id) => awaited.has(id),
  })

  let writing = Promise.resolve()
  let running: Promise<void> | undefined
  let isWanted = false
  let failures = 0
  let wake: { readonly atInstant: number; readonly cancel: () => void } | undefined
  let isClosed = false
  /** From when on the journal may know something that nobody enqueued. */
  let catchUpInstant = 0

  const wakeAt = (atInstant: number) => {
    if (isClosed || (wake && wake.atInstant <= atInstant)) return
    wake?.cancel()
    const run = () => {
      wake = undefined
      void start()
    }
    wake = { atInstant, cancel: later(run, Math.max(0, atInstant - now())) }
  }

  const write = (exchange: Exchange, state: 'expected' | 'waiting') => {
    const { requestId: id } = exchange
    const item = { id, journaled: isJournaled(exchange), queuedInstant: now(), state }
    writing = writing.then(async () => {
      const event = auditEvent({ ...exchange, result: await toldResult(exchange.result) })
      await shelf.add({ ...item, event })
      if (state === 'expected') return
      awaited.delete(id)
      // While the repository is down, the next attempt is scheduled already.
      if (failures === 0) wakeAt(now() + gatherMs)
    })
  }

  const catchUp = async () => {
    if (!unaudited || now() < catchUpInstant) return
    const { exchanges, nextInstant = Infinity } = await unaudited()
    for (const exchange of exchanges) write(exchange, 'waiting')
    catchUpInstant = nextInstant
    if (nextInstant < Infinity) wakeAt(nextInstant)
  }
  const deliver = async () => {
    await catchUp()
    await writing
    const { isInterrupted, nextInstant } = await locks.run(`slotline:audit:${repository}`, pass)
    failures = isInterrupted ? failures + 1 : 0
    const soonest = isInterrupted ? now() + backOffMs(failures, random(), deliveryPauses) : now()
    if (nextInstant !== undefined) wakeAt(Math.max(soonest, nextInstant))
  }
  const deliverWhileWanted = async () => {
    try {
      while (isWanted) {
        isWanted = false
        wake?.cancel()
        wake = undefined
        await deliver()
      }
    } finally {
      running = undefined
    }
  }
  const start = () => {
    isWanted = true
    running ??= deliverWhileWanted()
    return running
  }

  return {
    expect(exchange) {
      awaited.add(exchange.requestId)
      write(exchange, 'expected')
    },
    enqueue: (exchange) => write(exchange, 'waiting'),
    flush() {
      catchUpInstant = 0
      return start()
    },
    dropped: () => shelf.dropped(now()),
    async retrySetAside() {
      for (const item of await shelf.all()) {
        if (item.state !== 'set-aside') continue
        const { id, journaled, queuedInstant, event } = item
        await vault.put('audit', id, { id, journaled, queuedInstant, event, state: 'waiting' })
      }
      await start()
    },
    close() {
      isClosed = true
      wake?.cancel()
      wake = undefined
    },
  }
}
