import type { Page } from '@playwright/test'
import { offersBundle } from '../bench/offers-bundle.ts'
import { expect, test } from './sandbox.ts'
import { screenOf } from './screen.ts'

const amount = 3_000

/**
 * Answers every search with half of the offers, and with the other half, whose times lie between them, when the returned
 * function is called.
 */
async function answerInHalves(page: Page): Promise<() => void> {
  const bundle = JSON.parse(await offersBundle(amount)) as { readonly entry: readonly object[] }
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const half = (parity: number) => bundle.entry.filter((_, index) => Math.floor(index / 5) % 2 === parity)
  const contentType = 'application/fhir+json'
  await page.route(/\/Appointment\/\$find\?/, (route) => {
    const url = route.request().url().replace(/\/Appointment\/.*/, '/other-half')
    return route.fulfill({ contentType, body: JSON.stringify({ ...bundle, entry: half(0), link: [{ relation: 'next', url }] }) })
  })
  await page.route(/\/other-half$/, async (route) => {
    await released
    await route.fulfill({ contentType, body: JSON.stringify({ ...bundle, entry: half(1) }) })
  })
  return release
}

const listed = (page: Page) => page.getByRole('group', { name: 'Offers by day' }).getByRole('button')
const said = (page: Page, text: RegExp) => screenOf(page).offers.getByText(text)

/** The first offer in the window: its name, and the distance of its top from the window's, in pixels. */
const firstInView = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector('[aria-label="Offers by day"]')
    const button = [...(list?.querySelectorAll('button') ?? [])].find((each) => each.getBoundingClientRect().bottom > 0)
    return { name: button?.getAttribute('aria-label') ?? '', top: button?.getBoundingClientRect().top ?? NaN }
  })

test('what is in view stays there when a later page brings earlier offers', async ({ page, clinic }) => {
  const release = await answerInHalves(page)
  await clinic.launch()
  await expect(said(page, /^1,?500 offers so far/)).toBeVisible()
  await page.evaluate(() => scrollTo(0, 8_000))
  await expect.poll(async () => (await firstInView(page)).name).not.toBe('')
  const before = await firstInView(page)
  release()
  await expect(said(page, /^3,?000 offers found$/)).toBeAttached()
  const offer = page.locator(`[aria-label="${before.name}"]`)
  expect(Math.abs(((await offer.boundingBox())?.y ?? NaN) - before.top)).toBeLessThan(2)
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(12_000)
})

test('the day of what is in view is to be seen, however far down', async ({ page, clinic }) => {
  const release = await answerInHalves(page)
  await clinic.launch()
  release()
  await expect(said(page, /^3,?000 offers found$/)).toBeAttached()
  for (const y of [2_000, 20_000, 12_345]) {
    await page.evaluate((to) => scrollTo(0, to), y)
    await expect.poll(async () => page.evaluate(dayAtTheTop)).toBe('the same')
  }
})

/** Runs in the page: compares the day at the window's upper edge with the day of the first offer below it. */
function dayAtTheTop(): string {
  const list = document.querySelector('[aria-label="Offers by day"]')
  const bar = list?.querySelector('.day-bar > div')
  const edge = bar?.getBoundingClientRect().bottom ?? NaN
  const offer = [...(list?.querySelectorAll('button') ?? [])].find((each) => each.getBoundingClientRect().top >= edge)
  const day = bar?.textContent ?? 'no day'
  const name = offer?.getAttribute('aria-label') ?? 'no offer'
  return name.startsWith(day) ? 'the same' : `${day}, ${name}`
}

test('the focus stays on its offer while it is out of view, and the keys lead on from there', async ({ page, clinic }) => {
  await answerInHalves(page)
  await clinic.launch()
  await expect(said(page, /^1,?500 offers so far/)).toBeVisible()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await listed(page).first().focus()
  await page.keyboard.press('ArrowDown')
  const name = await focused()
  await page.evaluate(() => scrollTo(0, 8_000))
  await expect.poll(async () => (await firstInView(page)).name).not.toBe('')
  expect(await focused()).toBe(name)
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(1_000)
  await expect(listed(page).first()).toBeFocused()
  await page.keyboard.press('End')
  await expect(listed(page).last()).toBeFocused()
  await expect(listed(page).last()).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Home')
  await expect(listed(page).first()).toBeFocused()
  await expect(listed(page).first()).toBeInViewport({ ratio: 1 })
})
