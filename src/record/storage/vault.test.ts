import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { openVault } from './vault.ts'

test('what is kept is there when the vault is opened again', async () => {
  const vault = await openVault('owner-1')
  await vault.put('draft', 'd', { note: 'bring glasses' })
  const reopened = await openVault('owner-1')
  expect(await reopened.get('draft', 'd')).toEqual({ note: 'bring glasses' })
  expect(reopened.durable).toBe(true)
})

test('another owner sees nothing of it', async () => {
  await (await openVault('owner-2')).put('draft', 'd', 'mine')
  const other = await openVault('owner-3')
  expect(await other.get('draft', 'd')).toBeUndefined()
  expect(await other.all('draft')).toEqual([])
})

test('shelves are apart, and what is deleted is gone', async () => {
  const vault = await openVault('owner-4')
  await vault.put('draft', 'x', 1)
  await vault.put('journal', 'x', 2)
  expect(await vault.all('draft')).toEqual([1])
  await vault.delete('draft', 'x')
  expect(await vault.all('draft')).toEqual([])
  expect(await vault.all('journal')).toEqual([2])
})

test('nothing readable lies in the database, and the key cannot be taken out of it', async () => {
  await (await openVault('owner-5')).put('draft', 'd', { note: 'Quetzalcoatl' })
  const database = await openDB('slotline')
  const values: { sealed: ArrayBuffer }[] = await database.getAll('values')
  for (const { sealed } of values) expect(new TextDecoder().decode(sealed)).not.toContain('Quetzal')
  const keys: CryptoKey[] = await database.getAll('keys')
  expect(keys.length).toBeGreaterThan(0)
  for (const key of keys) expect(key.extractable).toBe(false)
  database.close()
})

test('a browser without storage keeps values as long as the page, and says that they will not last', async () => {
  vi.stubGlobal('indexedDB', {
    open() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  const vault = await openVault('owner-6')
  expect(vault.durable).toBe(false)
  await vault.put('draft', 'd', 'text')
  expect(await vault.get('draft', 'd')).toBe('text')
  vi.unstubAllGlobals()
})

test('storage that fails later never loses the value, and says that it will not last', async () => {
  const vault = await openVault('owner-7')
  vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'))
  await vault.put('draft', 'd', 'typed')
  expect(await vault.get('draft', 'd')).toBe('typed')
  expect(vault.durable).toBe(false)
})

test('what two tabs change at once carries both changes', async () => {
  const [one, other] = [await openVault('owner-8'), await openVault('owner-8')]
  const add = (word: string) => (kept: unknown) => [...(Array.isArray(kept) ? kept : []), word]
  await Promise.all(['a', 'b', 'c', 'd'].flatMap((word) => [one.update('journal', 'e', add(word)), other.update('journal', 'e', add(word))]))
  expect((await one.get('journal', 'e')) as string[]).toHaveLength(8)
})

test('a disk that is full is noticed by trying, before anything has to be kept', async () => {
  const vault = await openVault('owner-9')
  expect(await vault.probe()).toBe(true)
  vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'))
  expect(await vault.probe()).toBe(false)
  expect(vault.trouble).toBe('full')
})

test('once there is room again, the vault catches up on what it could not keep', async () => {
  const vault = await openVault('owner-10')
  vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'))
  await vault.put('draft', 'd', 'typed')
  expect(await (await openVault('owner-10')).get('draft', 'd')).toBeUndefined()
  expect(await vault.probe()).toBe(true)
  expect(vault.durable).toBe(true)
  expect(await (await openVault('owner-10')).get('draft', 'd')).toBe('typed')
})

test('a change of something that could not be kept is made where it is', async () => {
  const vault = await openVault('owner-11')
  vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'))
  await vault.put('journal', 'e', ['sent'])
  await vault.update('journal', 'e', (kept) => [...(kept as string[]), 'answered'])
  expect(await vault.get('journal', 'e')).toEqual(['sent', 'answered'])
})

test('one value that was damaged does not hide the others', async () => {
  const vault = await openVault('owner-12')
  await vault.put('journal', 'good', 1)
  await vault.put('journal', 'bad', 2)
  const database = await openDB('slotline')
  const damaged = { owner: 'owner-12', shelf: 'journal', id: 'bad', iv: new Uint8Array(12), sealed: new ArrayBuffer(20) }
  await database.put('values', damaged)
  database.close()
  expect(await vault.all('journal')).toEqual([1])
  expect(vault.durable).toBe(true)
})

test('a browser that clears what is kept while the page is open is noticed, and nothing new gets lost', async () => {
  const vault = await openVault('owner-13')
  await vault.put('draft', 'd', 'before')
  await deleteDB('slotline')
  expect(vault.trouble).toBe('cleared')
  await vault.put('draft', 'e', 'after')
  expect(await vault.get('draft', 'e')).toBe('after')
  expect(await vault.probe()).toBe(false)
})
