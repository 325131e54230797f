import { isRecord } from '../../fhir/resources.ts'
import type { Vault } from '../storage/vault.ts'
import { isOutboxItem, isWaiting, type OutboxItem, type SettledItem, type WaitingItem } from './outbox-item.ts'

/** The outbox as it is kept: encrypted, and the same for all tabs of one user. */
export interface OutboxShelf {
  /** Oldest first. */
  all(): Promise<OutboxItem[]>
  /** Adds an item, or replaces an expected one. An item that is waiting or settled already stays as it is. */
  add(item: WaitingItem): Promise<void>
  /** Changes an item that is still to be delivered; undefined for any other. */
  change(id: string, change: (item: WaitingItem) => WaitingItem): Promise<WaitingItem | undefined>
  settle(item: SettledItem): Promise<void>
  remove(id: string): Promise<void>
  /** Counts the events that were dropped, at this instant, for lack of room. */
  countDropped(more: number, atInstant: number): Promise<void>
  /** How many events were dropped; 0 once the last of them is no longer of interest. */
  dropped(nowInstant: number): Promise<number>
}

/** The id of the counter. No X-Request-Id is that short. */
const droppedId = '#'

interface Dropped {
  readonly count: number
  /** Epoch milliseconds. */
  readonly lastInstant: number
}

/** How long a dropped event is of interest: as long as settled entries stay in the journal (milliseconds). */
const interestMs = 30 * 24 * 3_600_000

function droppedIn(value: unknown, nowInstant: number): number {
  return isDropped(value) && nowInstant - value.lastInstant < interestMs ? value.count : 0
}

function isDropped(value: unknown): value is Dropped {
  return isRecord(value) && typeof value.count === 'number' && typeof value.lastInstant === 'number'
}

/** What the outbox needs of the vault. */
export type OutboxVault = Pick<Vault, 'put' | 'update' | 'all' | 'delete'>

export function createOutboxShelf(vault: OutboxVault): OutboxShelf {
  return {
    async all() {
      const items = (await vault.all('audit')).filter(isOutboxItem)
      return items.sort((a, b) => a.queuedInstant - b.queuedInstant)
    },
    async add(item) {
      await vault.update('audit', item.id, (kept) => (isOutboxItem(kept) && kept.state !== 'expected' ? kept : item))
    },
    async change(id, change) {
      const changed = await vault.update('audit', id, (kept) => (isOutboxItem(kept) && isWaiting(kept) ? change(kept) : kept))
      return isOutboxItem(changed) && isWaiting(changed) ? changed : undefined
    },
    settle: (item) => vault.put('audit', item.id, item),
    remove: (id) => vault.delete('audit', id),
    async countDropped(more, lastInstant) {
      await vault.update('audit', droppedId, (kept): Dropped => ({ count: droppedIn(kept, lastInstant) + more, lastInstant }))
    },
    dropped: async (nowInstant) => droppedIn((await vault.all('audit')).find(isDropped), nowInstant),
  }
}
