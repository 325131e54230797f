import type { Vault } from '../storage/vault.ts'
import { isOutboxItem, isWaiting, type OutboxItem, type SettledItem, type WaitingItem } from './outbox-item.ts'

/** The outbox as it is kept: encrypted, and the same for all tabs of one user. */
export interface OutboxShelf {
  /** Oldest first. */
  all(): Promise<OutboxItem[]>
  /** Adds an item, or what is known more of an expected one. One that is under way or settled stays as it is. */
  add(item: WaitingItem): Promise<void>
  /** Changes an item that is still to be delivered; undefined when it is not any more. */
  change(id: string, change: (item: WaitingItem) => WaitingItem): Promise<WaitingItem | undefined>
  settle(item: SettledItem): Promise<void>
  remove(id: string): Promise<void>
  /** Counts what had to go because there was no room for it. */
  countDropped(more: number): Promise<number>
}

/** No X-Request-Id: those are longer. */
const droppedId = '#'

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
    async countDropped(more) {
      const count = await vault.update('audit', droppedId, (kept) => (typeof kept === 'number' ? kept : 0) + more)
      return typeof count === 'number' ? count : more
    },
  }
}
