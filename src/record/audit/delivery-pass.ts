import { isWaiting, type AuditSettlement, type OutboxItem, type SettledItem, type WaitingItem } from './outbox-item.ts'
import type { OutboxShelf } from './outbox-shelf.ts'
import type { Delivery, RepositoryClient } from './repository-client.ts'

export interface PassParts {
  readonly shelf: OutboxShelf
  readonly client: RepositoryClient
  readonly now: () => number
  /** Whether this page still waits for the answer of the transaction. */
  readonly isAwaited: (id: string) => boolean
  /** After so many milliseconds no tab waits for an answer any more. */
  readonly longestAnswerMs: number
  readonly capacity: number
  readonly onSettled: ((settlement: AuditSettlement) => Promise<void>) | undefined
}

export interface PassEnd {
  /** The repository could not take what was sent; nothing more was tried. */
  readonly isInterrupted: boolean
  /** When there is something to do again, in epoch milliseconds. */
  readonly nextInstant?: number
}

/** An event that was sent and not answered may still arrive; only after this is it sent again (milliseconds). */
const settlingMs = 30_000
const batchSize = 50
/** How long a delivered item is kept for pages that read the journal just before it was told (milliseconds). */
const keepDeliveredMs = 24 * 3_600_000

/** One walk over the outbox, to be run in one tab at a time: new events are sent; those in doubt are looked for in the repository first. */
export function createDeliveryPass(parts: PassParts): () => Promise<PassEnd> {
  const { shelf, client, now } = parts
  let takesBatches = true

  const settle = async (item: SettledItem) => {
    if (item.state === 'delivered' && !item.journaled) return shelf.remove(item.id)
    await shelf.settle(item)
    await tell(item)
  }
  const tell = async (item: SettledItem) => {
    if (!item.journaled || item.told || !parts.onSettled) return
    const setAside = item.state === 'set-aside' ? { setAside: item.words } : {}
    try {
      await parts.onSettled({ requestId: item.id, atInstant: item.settledInstant, ...setAside })
      await shelf.settle({ ...item, told: true })
    } catch {
      // The settlement is told again in the next pass.
    }
  }

  const tidy = async (items: readonly OutboxItem[]) => {
    for (const item of items) {
      if (isWaiting(item)) continue
      await tell(item)
      const isOld = now() - item.settledInstant > keepDeliveredMs
      if (item.state === 'delivered' && isOld && (item.told || !parts.onSettled)) await shelf.remove(item.id)
    }
  }

  const conclude = async (item: WaitingItem, delivery: Delivery) => {
    const { id, journaled, queuedInstant, event } = item
    const settled = { id, journaled, queuedInstant, settledInstant: now(), told: false }
    switch (delivery.kind) {
      case 'accepted':
        return settle({ ...settled, state: 'delivered' })
      case 'refused':
        return settle({ ...settled, state: 'set-aside', event, words: delivery.words })
      case 'later':
        await shelf.change(id, ({ sentInstant, retryInstant: _past, ...kept }) => ({
          ...kept,
          ...(delivery.doubtful && sentInstant !== undefined ? { sentInstant } : {}),
          ...(delivery.retryInstant === undefined ? {} : { retryInstant: delivery.retryInstant }),
        }))
    }
  }

  /** Sends some items, together where the repository takes batches. False when it is no use to go on. */
  const sendTogether = async (items: readonly WaitingItem[]): Promise<boolean> => {
    // Written before the items go: an item found with `sentInstant` may have arrived.
    const marked = await Promise.all(
      items.map(({ id }) => shelf.change(id, (item) => ({ ...item, state: 'waiting', sentInstant: now() }))),
    )
    const leaving = marked.filter((item) => item !== undefined)
    const [only] = leaving
    if (!only) return true
    const deliveries =
      leaving.length === 1 ? [await client.send(only.event)] : await client.sendBatch(leaving.map(({ event }) => event))
    if (!deliveries) {
      takesBatches = false
      return sendEach(leaving)
    }
    await Promise.all(deliveries.map(async (delivery, index) => leaving[index] && conclude(leaving[index], delivery)))
    return deliveries.every(({ kind }) => kind !== 'later')
  }
  const sendEach = async (items: readonly WaitingItem[]): Promise<boolean> => {
    for (const item of items) if (!(await sendTogether([item]))) return false
    return true
  }
  const sendAll = async (items: readonly WaitingItem[]): Promise<boolean> => {
    for (let from = 0; from < items.length; from += batchSize) {
      const some = items.slice(from, from + batchSize)
      if (!(await (takesBatches ? sendTogether(some) : sendEach(some)))) return false
    }
    return true
  }

  /** Asks the repository for each item that may be there already. Items that aren't there, and can't arrive any more, are sent again. */
  const sendDoubtful = async (items: readonly WaitingItem[]): Promise<boolean> => {
    const again: WaitingItem[] = []
    for (const item of items) {
      const presence = await client.find(item.id, item.event)
      if (presence === 'unreachable') return false
      if (presence === 'there') await conclude(item, { kind: 'accepted' })
      else if (now() - (item.sentInstant ?? 0) >= settlingMs) again.push(item)
    }
    return sendAll(again)
  }

  const isDue = (item: WaitingItem) => {
    if (item.state === 'expected' && (parts.isAwaited(item.id) || now() - item.queuedInstant < parts.longestAnswerMs))
      return false
    return (item.retryInstant ?? 0) <= now()
  }

  return async () => {
    const items = await shelf.all()
    await tidy(items)
    await trim(items, parts, settle)
    const due = (await shelf.all()).filter(isWaiting).filter(isDue)
    const fresh = due.filter(({ sentInstant }) => sentInstant === undefined)
    const doubtful = due.filter(({ sentInstant }) => sentInstant !== undefined)
    // The item sent longest ago comes first, so that one event that the repository chokes on doesn't hold up the others for ever.
    doubtful.sort((a, b) => (a.sentInstant ?? 0) - (b.sentInstant ?? 0))
    const isInterrupted = !((await sendAll(fresh)) && (await sendDoubtful(doubtful)))
    return { isInterrupted, ...nextOf((await shelf.all()).filter(isWaiting), parts) }
  }
}

function nextOf(items: readonly WaitingItem[], { isAwaited, longestAnswerMs }: PassParts): { nextInstant?: number } {
  const instants = items
    .filter(({ state, id }) => state === 'waiting' || !isAwaited(id))
    .map(({ state, queuedInstant, sentInstant, retryInstant }) =>
      state === 'expected'
        ? queuedInstant + longestAnswerMs
        : Math.max(retryInstant ?? 0, sentInstant === undefined ? 0 : sentInstant + settlingMs),
    )
  return instants.length === 0 ? {} : { nextInstant: Math.min(...instants) }
}

/** Limits an outbox that nobody empties: the oldest searches go first, then the oldest of the others. */
async function trim(
  items: readonly OutboxItem[],
  { shelf, capacity, now }: PassParts,
  settle: (item: SettledItem) => Promise<void>,
): Promise<void> {
  const kept = items.filter((item) => item.state !== 'delivered')
  const excess = kept.length - capacity
  if (excess <= 0) return
  const inOrder = [...kept.filter(({ journaled }) => !journaled), ...kept.filter(({ journaled }) => journaled)]
  for (const item of inOrder.slice(0, excess)) {
    const { id, journaled, queuedInstant, event } = item
    // Otherwise the journal would give the event back for ever.
    const refused = { state: 'set-aside', settledInstant: now(), words: ['The outbox was full.'], told: false } as const
    if (journaled && isWaiting(item)) await settle({ id, journaled, queuedInstant, event, ...refused })
    await shelf.remove(id)
  }
  await shelf.countDropped(excess, now())
}
