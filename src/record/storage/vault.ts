import { openSealedStore, type SealedStore } from './sealed-store.ts'
import type { Shelf } from './shelf.ts'

/** Why values last no longer than the page: the browser denies storage, has no room left, or threw away what was kept. */
export type VaultTrouble = 'denied' | 'full' | 'cleared'

/**
 * What Slotline keeps in this browser: encrypted, and apart for each user of each issuer. Values are JSON.
 * Storage that is denied, full or cleared never stops a booking: values then last as long as the page, `durable` turns
 * false, and the user is told so. Nothing here rejects.
 */
export interface Vault {
  readonly durable: boolean
  readonly trouble: VaultTrouble | undefined
  put(shelf: Shelf, id: string, value: unknown): Promise<void>
  /**
   * Replaces the kept value (undefined where there is none) in one step: what another tab puts there meanwhile is changed, not
   * overwritten. Returns the new value.
   * @param change may be called several times
   */
  update(shelf: Shelf, id: string, change: (kept: unknown) => unknown): Promise<unknown>
  get(shelf: Shelf, id: string): Promise<unknown>
  all(shelf: Shelf): Promise<unknown[]>
  delete(shelf: Shelf, id: string): Promise<void>
  /** Finds out, by writing something, whether new values will last. If they do again, the vault writes what it could not keep before. */
  probe(): Promise<boolean>
}

/** Enough to notice that the disk or the quota is all but used up: bytes. */
const probeSize = 64 * 1024

/**
 * Opens the vault of one owner.
 * @param owner says nothing of a person, e.g. a hash of issuer and user
 */
export async function openVault(owner: string): Promise<Vault> {
  let cleared = () => {}
  const lasting = await openSealedStore(owner, () => cleared()).catch(() => undefined)
  const vault = forgiving(lasting)
  cleared = vault.noteCleared
  return vault
}

/** Asks the browser not to throw away what is kept when space gets scarce. The browser may ask the user, or decide alone. */
export async function askToPersist(): Promise<boolean> {
  try {
    return await navigator.storage.persist()
  } catch {
    return false
  }
}

/** Keeps in memory what the lasting store refuses; from then on the memory's copy counts. */
function forgiving(lasting: SealedStore | undefined): Vault & { noteCleared: () => void } {
  const memory = new Map<Shelf, Map<string, unknown>>()
  const shelfOf = (shelf: Shelf) => {
    const found = memory.get(shelf) ?? new Map<string, unknown>()
    memory.set(shelf, found)
    return found
  }
  let trouble: VaultTrouble | undefined = lasting ? undefined : 'denied'
  const lasts = () => trouble === undefined
  /** Undefined where the store failed. */
  const attempt = async <T>(work: (store: SealedStore) => Promise<T>): Promise<{ readonly value: T } | undefined> => {
    if (!lasting) return undefined
    try {
      return { value: await work(lasting) }
    } catch (error) {
      trouble ??= isFull(error) ? 'full' : 'denied'
      return undefined
    }
  }
  const get = async (shelf: Shelf, id: string) =>
    shelfOf(shelf).has(id) ? shelfOf(shelf).get(id) : (await attempt((store) => store.get(shelf, id)))?.value
  const put = async (shelf: Shelf, id: string, value: unknown) => {
    if (await attempt((store) => store.put(shelf, id, value))) shelfOf(shelf).delete(id)
    else shelfOf(shelf).set(id, structuredClone(value))
  }
  return {
    get durable() {
      return lasts()
    },
    get trouble() {
      return trouble
    },
    put,
    async update(shelf, id, change) {
      const changed = shelfOf(shelf).has(id) ? undefined : await attempt((store) => store.update(shelf, id, change))
      if (changed) return changed.value
      const value = change(await get(shelf, id))
      await put(shelf, id, value)
      return value
    },
    get,
    async all(shelf) {
      const kept = await attempt((store) => store.entries(shelf))
      return [...new Map([...(kept?.value ?? []), ...shelfOf(shelf)]).values()]
    },
    async delete(shelf, id) {
      shelfOf(shelf).delete(id)
      await attempt((store) => store.delete(shelf, id))
    },
    async probe() {
      if (trouble === 'cleared') return false
      // Two tabs may probe at once.
      const id = crypto.randomUUID()
      const written = await attempt((store) => store.put('probe', id, 'x'.repeat(probeSize)))
      if (!written || !(await attempt((store) => store.delete('probe', id)))) return false
      trouble = undefined
      for (const [shelf, values] of memory) for (const [id, value] of values) await put(shelf, id, value)
      return lasts()
    },
    noteCleared() {
      trouble = 'cleared'
    },
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}
