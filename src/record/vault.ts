import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** The shelves of the vault; each holds values of one shape. */
export type Shelf = 'draft' | 'journal' | 'chosen-patient'

/**
 * What Slotline keeps in this browser: encrypted, and apart for each user of each issuer. Values are JSON.
 * `durable` is false where the browser refuses storage: values then last as long as the page, and the user is told so.
 */
export interface Vault {
  readonly durable: boolean
  put(shelf: Shelf, id: string, value: unknown): Promise<void>
  get(shelf: Shelf, id: string): Promise<unknown>
  all(shelf: Shelf): Promise<unknown[]>
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
    return sealedVault(database, owner, await keyOf(database, owner))
  } catch {
    // Storage that is denied, full or broken must not stop a booking; `durable` makes the loss known.
    return memoryVault()
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

function sealedVault(database: IDBPDatabase<Schema>, owner: string, key: CryptoKey): Vault {
  const seal = async (shelf: Shelf, id: string, value: unknown): Promise<SealedValue> => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    return { owner, shelf, id, iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain) }
  }
  const unseal = async ({ iv, sealed }: SealedValue): Promise<unknown> => {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)
    return JSON.parse(new TextDecoder().decode(plain))
  }
  return {
    durable: true,
    async put(shelf, id, value) {
      await database.put('values', await seal(shelf, id, value))
    },
    async get(shelf, id) {
      const found = await database.get('values', [owner, shelf, id])
      return found && unseal(found)
    },
    async all(shelf) {
      const found = await database.getAll('values', IDBKeyRange.bound([owner, shelf, ''], [owner, shelf, '\uffff']))
      return Promise.all(found.map(unseal))
    },
    async delete(shelf, id) {
      await database.delete('values', [owner, shelf, id])
    },
  }
}

function memoryVault(): Vault {
  const values = new Map<string, { shelf: Shelf; value: unknown }>()
  const nameOf = (shelf: Shelf, id: string) => `${shelf}/${id}`
  return {
    durable: false,
    async put(shelf, id, value) {
      values.set(nameOf(shelf, id), { shelf, value: structuredClone(value) })
    },
    async get(shelf, id) {
      return structuredClone(values.get(nameOf(shelf, id))?.value)
    },
    async all(shelf) {
      return [...values.values()].filter((kept) => kept.shelf === shelf).map((kept) => structuredClone(kept.value))
    },
    async delete(shelf, id) {
      values.delete(nameOf(shelf, id))
    },
  }
}
