import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { expect, test } from './sandbox.ts'
import { findOffers, screenOf } from './screen.ts'

const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
const sidewaysScroll = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('a time is found and chosen in the week by the keyboard, wide and narrow, and nothing is searched for again', async ({ page, clinic }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await clinic.launch()
  const screen = screenOf(page)
  await expect(screen.offers.getByText(/^[\d,]+ offers found$/)).toBeAttached()
  const searches = clinic.sent('$find').length

  await screen.button('List', page.getByRole('group', { name: 'View' })).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const grid = page.getByRole('grid', { name: 'Offers by week' })
  await expect(grid).toBeVisible()
  await expect(screen.button('Week', page.getByRole('group', { name: 'View' }))).toHaveAttribute('aria-pressed', 'true')
  await expectAccessible(page, 'the week')
  expect(await sidewaysScroll(page)).toBe(0)

  await grid.locator('[tabindex="0"]').focus()
  const first = await focusedName(page)
  expect(first).toMatch(/^\w+day \d+ \w+ \d{4}, \d\d:\d\d–\d\d:\d\d, Dr\. /)
  await page.keyboard.press('PageDown')
  // Between the two weeks nothing has the focus for a moment.
  await expect.poll(async () => ['', first].includes(await focusedName(page))).toBe(false)
  expect(page.url()).toContain('week=')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('Home')
  await expect.poll(() => focusedName(page)).toBe(first)

  await page.setViewportSize({ width: 400, height: 800 })
  await expect.poll(() => grid.getByRole('columnheader').count()).toBeLessThan(5)
  expect(await sidewaysScroll(page)).toBe(0)
  await expectAccessible(page, 'the week, narrow')

  await grid.locator('[tabindex="0"]').focus()
  await page.keyboard.press('ArrowDown')
  const chosen = await focusedName(page)
  await page.keyboard.press('Enter')
  await expect(screen.heading('Book appointment')).toBeVisible()
  await expect(screen.main).toContainText(/\d\d:\d\d–\d\d:\d\d/.exec(chosen)?.[0] ?? 'a time')
  await screen.button('Back to results').click()
  await expect(grid).toBeVisible()
  expect(clinic.sent('$find').length).toBeGreaterThanOrEqual(searches)
})

test('what was found is limited at once, without the server', async ({ page, clinic }) => {
  await clinic.launch()
  await findOffers(page)
  const screen = screenOf(page)
  await expect(screen.offers.getByRole('button', { name: 'Stop' })).toBeHidden()
  const searches = clinic.sent('$find').length
  const sites = page.getByRole('combobox', { name: 'Sites shown' })
  await sites.focus()
  await sites.selectOption('Harbour Clinic')
  await expect(screen.offers.getByText(/^[\d,]+ of [\d,]+ offers shown$/)).toBeVisible()
  await expect(screen.offers.getByRole('button', { name: /Riverside Clinic/ })).toHaveCount(0)
  expect(page.url()).toContain('shown-site=Location%2Fharbour')
  expect(clinic.sent('$find')).toHaveLength(searches)
})
