import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Shelf } from './shelf.ts'

/** Encrypted values in IndexedDB. Each function rejects when the browser can't do it. */
export interface SealedStore {
  put(shelf: Shelf, id: string, value: unknown): Promise<void>
  /** Changes a value in one step, whatever other tabs do; `change` may be called several times. Returns the new value. */
  update(shelf: Shelf, id: string, change: (kept: unknown) => unknown): Promise<unknown>
  get(shelf: Shelf, id: string): Promise<unknown>
  entries(shelf: Shelf): Promise<Map<string, unknown>>
  delete(shelf: Shelf, id: string): Promise<void>
}

interface SealedValue {
  readonly owner: string
  readonly shelf: Shelf
  readonly id: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey }
  values: { key: [string, Shelf, string]; value: SealedValue }
}

/** A page may be killed right after a write; what was written must be on the disk by then. */
const strict = { durability: 'strict' } as const

/**
 * @param onCleared called when the browser threw the database away while it was open
 * @throws when the browser denies storage
 */
export async function openSealedStore(owner: string, onCleared: () => void): Promise<SealedStore> {
  const database = await openDB<Schema>('slotline', 1, {
    upgrade(db) {
      db.createObjectStore('keys')
      db.createObjectStore('values', { keyPath: ['owner', 'shelf', 'id'] })
    },
    blocking(_current, next) {
      // Somebody deletes the database, or a newer version of the app changes it: in either case this page can't use it any more.
      database.close()
      if (next === null) onCleared()
    },
    terminated: onCleared,
  })
  return sealedStore(database, owner, await keyOf(database, owner))
}

/** The key can't be exported: what is on the disk is useless to whoever copies the files. */
async function keyOf(database: IDBPDatabase<Schema>, owner: string): Promise<CryptoKey> {
  const known = await database.get('keys', owner)
  if (known) return known
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const transaction = database.transaction('keys', 'readwrite', strict)
  // Another tab may have made a key meanwhile; the first one stays.
  const winner = (await transaction.store.get(owner)) ?? fresh
  await transaction.store.put(winner, owner)
  await transaction.done
  return winner
}

function sealedStore(database: IDBPDatabase<Schema>, owner: string, key: CryptoKey): SealedStore {
  const seal = async (shelf: Shelf, id: string, value: unknown): Promise<SealedValue> => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    return { owner, shelf, id, iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) }
  }
  const unseal = async ({ iv, sealed }: SealedValue): Promise<unknown> => {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)
    return JSON.parse(new TextDecoder().decode(plain))
  }
  const sealedAt = (shelf: Shelf, id: string) => database.get('values', [owner, shelf, id])

  /** Encrypting can't be awaited within a transaction. So the new value is put only if nobody changed the former one meanwhile. */
  const putInstead = async (former: SealedValue | undefined, next: SealedValue): Promise<boolean> => {
    const transaction = database.transaction('values', 'readwrite', strict)
    const current = await transaction.store.get([owner, next.shelf, next.id])
    const isUnchanged = ivOf(current) === ivOf(former)
    if (isUnchanged) await transaction.store.put(next)
    await transaction.done
    return isUnchanged
  }

  return {
    async put(shelf, id, value) {
      const sealed = await seal(shelf, id, value)
      const transaction = database.transaction('values', 'readwrite', strict)
      await transaction.store.put(sealed)
      await transaction.done
    },
    async update(shelf, id, change) {
      for (;;) {
        const former = await sealedAt(shelf, id)
        const value = change(former && (await unseal(former)))
        if (await putInstead(former, await seal(shelf, id, value))) return value
      }
    },
    async get(shelf, id) {
      const found = await sealedAt(shelf, id)
      return found && unseal(found)
    },
    async entries(shelf) {
      const found = await database.getAll('values', IDBKeyRange.bound([owner, shelf, ''], [owner, shelf, '\uffff']))
      // One value that was damaged must not hide the others.
      const read = await Promise.allSettled(found.map(async (value) => [value.id, await unseal(value)] as const))
      return new Map(read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])))
    },
    async delete(shelf, id) {
      await database.delete('values', [owner, shelf, id])
    },
  }
}

function ivOf(value: SealedValue | undefined): string {
  return String(value?.iv)
}
