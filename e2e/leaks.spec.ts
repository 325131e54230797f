import type { Page } from '@playwright/test'
import { chooseOffer, openAppointment, screenOf, whenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

/** A person's name, birth date and what was typed about them: no storage, address, console or header may hold these in the clear. */
const secrets = [
  ...['Romero', '1958-03-04', '4 Mar 1958', 'Mar 4, 1958'],
  ...['Palpitations', 'Brings her own pictures', 'Brings her daughter', 'Moves away', 'Stitches', 'Deaf in one ear'],
]

test('names, birth dates, notes and tokens stay out of storage, addresses, console and caches', async ({ page, clinic, watch }) => {
  test.slow()
  watch.allow(/\/arr|\/ehr\/fhir\/Appointment|\$book|\/fhir\/Appointment\//)
  // No server takes audit events or copies, so they stay in the browser.
  clinic.auditRepository.fault({ on: 'any', kind: 'status', status: 503, times: 'always' })
  clinic.separateEhr.record.fault({ on: 'any', kind: 'status', status: 503, times: 1000 })
  await clinic.launchSeparate()
  const screen = screenOf(page)
  const when = whenOf(await chooseOffer(page, 0))
  await screen.reason.fill('Palpitations')
  await screen.note.fill('Brings her own pictures')
  await screen.book.click()
  await expect(screen.heading('Appointment booked')).toBeVisible()

  await openAppointment(page, when)
  await screen.button('Change details').click()
  const details = page.getByRole('dialog', { name: 'Change details' })
  await details.getByLabel('Note').fill('Brings her daughter')
  await screen.button('Save changes', details).click()
  await expect(screen.heading('Appointment changed')).toBeVisible()
  await openAppointment(page, when)
  await screen.button('Cancel appointment', screen.main).click()
  await screen.cancelDialog.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option').first().click()
  await screen.cancelDialog.getByLabel('Note').fill('Moves away')
  await screen.button('Cancel appointment', screen.cancelDialog).click()
  await expect(screen.heading('Appointment cancelled')).toBeVisible()

  await goToFind(page)
  await chooseOffer(page, 6)
  await expect(page.getByText('Held for you')).toBeVisible()
  await screen.note.fill('Stitches')
  await page.route(/\/\$book$/, (route) => route.abort('connectionreset'))
  await screen.book.click()
  await expect(screen.heading('Outcome unknown')).toBeVisible()
  await goToFind(page)
  await chooseOffer(page, 9)
  await expect(async () => {
    await screen.note.fill('Deaf in one ear')
    await page.reload()
    await expect(screen.note).toHaveValue('Deaf in one ear', { timeout: 10_000 })
  }).toPass()

  // Deliveries in the background are tried only a while after each of these is kept.
  for (const shelf of ['journal', 'draft', 'audit', 'copy']) {
    await expect.poll(async () => (await keptBy(page)).database, { message: 'all of it is kept', timeout: 30_000 }).toContain(shelf)
  }
  const tokens = await tokensOf(page)
  expect(tokens.length, 'the tab keeps two tokens, and what renews them, where the next lines look').toBe(4)
  const kept = await keptBy(page)
  const addresses = [...(await historyOf(page)), ...watch.requests.map((request) => request.url())].map(decodeURIComponent)
  for (const secret of [...secrets, ...tokens]) {
    expect(kept.database, `IndexedDB holds ${secret}`).not.toContain(secret)
    expect(kept.local, `localStorage holds ${secret}`).not.toContain(secret)
    expect(kept.caches, `a cache holds ${secret}`).not.toContain(secret)
    expect(addresses.filter((url) => url.includes(secret)), `an address holds ${secret}`).toEqual([])
    expect(watch.messages.filter((text) => text.includes(secret)), `the console holds ${secret}`).toEqual([])
  }
  expect((await historyOf(page)).filter((url) => /\/app\/.*[?&](code|state|launch)=/.test(url)), 'codes in the history').toEqual([])
  const shown = [await page.content()]
  // Error messages are where such texts are most likely to slip out.
  clinic.sim.fault({ on: 'scheduling', kind: 'html', times: 'always' })
  await goToFind(page)
  await screen.find.click()
  await expect(screen.offers.getByRole('alert')).toBeVisible()
  shown.push(await page.content())
  // Some servers echo the request, with the token in it.
  await page.route(/\$find/, async (route) => {
    const { authorization } = await route.request().allHeaders()
    const issue = [{ severity: 'error', code: 'invalid', diagnostics: `Invalid: ${authorization}` }]
    const headers = { 'access-control-allow-origin': '*' }
    await route.fulfill({ status: 400, headers, json: { resourceType: 'OperationOutcome', issue } })
  })
  await screen.find.click()
  await expect(screen.offers.getByRole('alert')).toContainText('Invalid: Bearer [token]')
  shown.push(await page.content())
  for (const token of tokens) expect(shown.join(), 'the page holds a token').not.toContain(token)
  for (const secret of secrets) expect(kept.tab, `sessionStorage holds ${secret}`).not.toContain(secret)
})

async function goToFind(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find' }).click()
}

/** Access and refresh tokens, as the tab keeps them. */
async function tokensOf(page: Page): Promise<string[]> {
  const kept = await page.evaluate(() => Object.values(sessionStorage).join('\n'))
  return [...kept.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)].map(([, token = '']) => token)
}

/** The addresses of this document in the history, and the state that the page stored with them. */
async function historyOf(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    JSON.stringify(history.state),
    ...navigation.entries().flatMap((entry) => [entry.url ?? '', JSON.stringify(entry.getState())]),
  ])
}

/** Everything that the page's origin stores, as text. Bytes are read as Latin-1, so that plain text in them would show. */
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
