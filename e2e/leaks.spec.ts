import type { Page } from '@playwright/test'
import { chooseFirstOffer, screenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

/** What no storage, address or header of a page may hold in the clear: a person's name, birth date, what was typed about them. */
const secrets = ['Romero', '1958-03-04', '4 Mar 1958', 'Palpitations', 'Brings her own pictures']

test('names, birth dates, notes and tokens stay out of storage, addresses and caches', async ({ page, clinic, watch }) => {
  await clinic.launch()
  const screen = screenOf(page)
  await chooseFirstOffer(page)
  await screen.reason.fill('Palpitations')
  await screen.note.fill('Brings her own pictures')
  await screen.book.click()
  await expect(screen.heading('Appointment booked')).toBeVisible()

  const token = await page.evaluate(() => /"access_token":"([^"]+)"/.exec(JSON.stringify(Object.entries(sessionStorage)).replaceAll('\\"', '"'))?.[1])
  expect(token, 'the tab keeps its token where the next line looks').toBeTruthy()
  const kept = await keptBy(page)
  for (const secret of [...secrets, token ?? '']) {
    expect(kept.database, `IndexedDB holds ${secret}`).not.toContain(secret)
    expect(kept.local, `localStorage holds ${secret}`).not.toContain(secret)
    expect(kept.caches, `a cache holds ${secret}`).not.toContain(secret)
    const addresses = [page.url(), ...watch.requests.map((request) => decodeURIComponent(request.url()))]
    expect(addresses.filter((url) => url.includes(secret)), `an address holds ${secret}`).toEqual([])
  }
  expect(kept.database, 'the outcome is kept').toContain('journal')
  for (const secret of secrets) expect(kept.tab, `sessionStorage holds ${secret}`).not.toContain(secret)
})

/** Everything that the page's origin keeps, as text: bytes are read as Latin-1, so that plain text in them would show. */
async function keptBy(page: Page): Promise<Record<'database' | 'local' | 'tab' | 'caches', string>> {
  return page.evaluate(async () => {
    const asText = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return String.fromCharCode(...new Uint8Array(value))
      if (ArrayBuffer.isView(value)) return String.fromCharCode(...new Uint8Array(value.buffer))
      if (value instanceof CryptoKey) return value.extractable ? 'an extractable key' : 'a key'
      if (typeof value === 'object' && value !== null) return Object.entries(value).map(([key, part]) => `${key}: ${asText(part)}`).join('\n')
      return String(value)
    }
    const finished = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('IndexedDB could not be read'))
      })
    const texts: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await finished(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const values: unknown = await finished(database.transaction(store).objectStore(store).getAll())
        texts.push(`${store}: ${asText(values)}`)
      }
      database.close()
    }
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url).join('\n')),
    )
    return { database: texts.join('\n'), local: asText(Object.entries(localStorage)), tab: asText(Object.entries(sessionStorage)), caches: cached.join('\n') }
  })
}
