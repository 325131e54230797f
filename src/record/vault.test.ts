import 'fake-indexeddb/auto'
import { openDB } from 'idb'
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
