import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** The shelves of the vault; each holds values of one shape. */
export type Shelf = 'draft' | 'journal' | 'chosen-patient' | 'text'

/**
 * What Slotline keeps in this browser: encrypted, and apart for each user of each issuer. Values are JSON.
 * Storage that is denied, full or cleared never stops a booking: values then last as long as the page, `durable` turns
 * false, and the user is told so.
 */
export interface Vault {
  readonly durable: boolean
  put(shelf: Shelf, id: string, value: unknown): Promise<void>
  get(shelf: Shelf, id: string): Promise<unknown>
  all(shelf: Shelf): Promise<unknown[]>
  delete(shelf: Shelf, id: string): Promise<void>
}

/** A place to keep values; it rejects when it can't. */
interface Store {
  put(shelf: Shelf, id: string, value: unknown): Promise<void>
  delete(shelf: Shelf, id: string): Promise<void>
  entries(shelf: Shelf): Promise<Map<string, unknown>>
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

/**
 * Opens the vault of one owner.
 * @param owner says nothing of a person, e.g. a hash of issuer and user
 */
export async function openVault(owner: string): Promise<Vault> {
  try {
    const database = await openDB<Schema>('slotline', 1, {
      upgrade(db) {
        db.createObjectStore('keys')
        db.createObjectStore('values', { keyPath: ['owner', 'shelf', 'id'] })
      },
    })
    return forgiving(sealedStore(database, owner, await keyOf(database, owner)))
  } catch {
    return forgiving(undefined)
  }
}

/** Keeps in memory what the lasting store refuses; from then on the memory's copy counts. */
function forgiving(lasting: Store | undefined): Vault {
  const memory = memoryStore()
  let durable = lasting !== undefined
  const read = async (shelf: Shelf): Promise<Map<string, unknown>> => {
    const kept = await lasting?.entries(shelf).catch(() => {
      durable = false
      return undefined
    })
    return new Map([...(kept ?? []), ...(await memory.entries(shelf))])
  }
  return {
    get durable() {
      return durable
    },
    async put(shelf, id, value) {
      try {
        if (!lasting) throw new Error('nothing lasts here')
        await lasting.put(shelf, id, value)
        await memory.delete(shelf, id)
      } catch {
        durable = false
        await memory.put(shelf, id, value)
      }
    },
    get: async (shelf, id) => (await read(shelf)).get(id),
    all: async (shelf) => [...(await read(shelf)).values()],
    async delete(shelf, id) {
      await memory.delete(shelf, id)
      await lasting?.delete(shelf, id).catch(() => {
        durable = false
      })
    },
  }
}

/** The key can't be exported: what is on the disk is useless to whoever copies the files. */
async function keyOf(database: IDBPDatabase<Schema>, owner: string): Promise<CryptoKey> {
  const known = await database.get('keys', owner)
  if (known) return known
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const transaction = database.transaction('keys', 'readwrite')
  // Another tab may have made one meanwhile; the first stays.
  const winner = (await transaction.store.get(owner)) ?? fresh
  await transaction.store.put(winner, owner)
  await transaction.done
  return winner
}

function sealedStore(database: IDBPDatabase<Schema>, owner: string, key: CryptoKey): Store {
  const seal = async (shelf: Shelf, id: string, value: unknown): Promise<SealedValue> => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    return { owner, shelf, id, iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) }
  }
  const unseal = async ({ id, iv, sealed }: SealedValue): Promise<[string, unknown]> => {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)
    return [id, JSON.parse(new TextDecoder().decode(plain))]
  }
  return {
    async put(shelf, id, value) {
      await database.put('values', await seal(shelf, id, value))
    },
    async delete(shelf, id) {
      await database.delete('values', [owner, shelf, id])
    },
    async entries(shelf) {
      const found = await database.getAll('values', IDBKeyRange.bound([owner, shelf, ''], [owner, shelf, '\uffff']))
      return new Map(await Promise.all(found.map(unseal)))
    },
  }
}

function memoryStore(): Store {
  const shelves = new Map<Shelf, Map<string, unknown>>()
  const shelfOf = (shelf: Shelf) => {
    const found = shelves.get(shelf) ?? new Map<string, unknown>()
    shelves.set(shelf, found)
    return found
  }
  return {
    async put(shelf, id, value) {
      shelfOf(shelf).set(id, structuredClone(value))
    },
    async delete(shelf, id) {
      shelfOf(shelf).delete(id)
    },
    entries: async (shelf) => new Map(shelfOf(shelf)),
  }
}
