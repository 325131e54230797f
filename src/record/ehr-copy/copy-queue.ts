import type { Locks } from '../locks.ts'
import type { Vault } from '../storage/vault.ts'
import { tokenOf, type Copy } from './copy.ts'

/** One journal entry's copies on their way to the EHR. Instants are epoch milliseconds. */
export interface QueuedCopies {
  /** The journal entry's id. */
  readonly id: string
  readonly copies: readonly [Copy, ...Copy[]]
  /** How many events the entry had when the copies were made. */
  readonly upTo: number
  /** Of the copies, to tell whether new ones are the same. */
  readonly digest: string
  /** A higher number is newer news. */
  readonly order: number
  /** How often delivery to the EHR has failed. */
  readonly failures: number
  readonly dueInstant: number
}

/** The copies in the vault that the EHR doesn't have yet. Tabs take turns, so that none removes what another just put there. */
export interface CopyQueue {
  /** Replaces the copies that waited for the same entry; false where they are the same. */
  put(id: string, copies: QueuedCopies['copies'], upTo: number): Promise<boolean>
  /** Oldest first. */
  all(): Promise<QueuedCopies[]>
  postpone(item: QueuedCopies, dueInstant: number): Promise<void>
  /** Removes the item, unless newer copies took its place meanwhile. */
  remove(item: QueuedCopies): Promise<void>
}

/** @param now epoch milliseconds */
export function createCopyQueue(vault: Vault, locks: Locks, now: () => number): CopyQueue {
  let lastOrder = 0
  const nextOrder = () => (lastOrder = Math.max(lastOrder + 1, now()))
  const inTurn = <T>(work: () => Promise<T>) => locks.run('slotline:copy-queue', work)
  const read = async (id: string) => (await vault.get('copy', id)) as QueuedCopies | undefined
  const ifStill = (item: QueuedCopies, work: () => Promise<void>) =>
    inTurn(async () => {
      const kept = await read(item.id)
      if (kept?.digest === item.digest && kept.order === item.order) await work()
    })

  return {
    async put(id, copies, upTo) {
      const digest = await digestOf(copies)
      return inTurn(async () => {
        if ((await read(id))?.digest === digest) return false
        const item: QueuedCopies = { id, copies, upTo, digest, order: nextOrder(), failures: 0, dueInstant: now() }
        await vault.put('copy', id, item)
        return true
      })
    },
    async all() {
      const items = (await vault.all('copy')) as QueuedCopies[]
      return items.sort((a, b) => a.order - b.order)
    },
    postpone: (item, dueInstant) =>
      ifStill(item, () => vault.put('copy', item.id, { ...item, failures: item.failures + 1, dueInstant })),
    remove: (item) => ifStill(item, () => vault.delete('copy', item.id)),
  }
}

/** The tokens by which the EHR finds its copies. Two items that share one are about the same Appointment and must keep their order. */
export function subjectsOf({ copies }: QueuedCopies): string[] {
  return copies.flatMap(({ identifiers }) => identifiers.map(tokenOf))
}

async function digestOf(copies: readonly Copy[]): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(copies)))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
