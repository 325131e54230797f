import type { Page } from '@playwright/test'
import { chooseFirstOffer, findOffers, screenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

/** A server each of whose texts is an attack, or that answers about another patient. */

/** Marks the page as attacked when any code listens to messages from other windows. */
const watchMessages = (page: Page) =>
  page.addInitScript(() => {
    const add = EventTarget.prototype.addEventListener
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...parameters: Parameters<typeof add>) {
      if (this === window && parameters[0] === 'message') Object.assign(window, { attacked: 'by a message' })
      add.apply(this, parameters)
    }
  })

const wasAttacked = (page: Page) => page.evaluate(() => 'attacked' in window)

test('markup, scripts, turned-around and endless texts are shown as text all the way to a booking', async ({ page, clinic, watch }) => {
  // The clinic refuses names that it has made up itself.
  watch.allow(/status of 4(00|22) .*\$book/)
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await watchMessages(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  await clinic.launch({ scenario: 'hostile' })
  const screen = screenOf(page)
  // The banner names the patient by the text itself.
  await expect(screen.patient).toContainText(/<script>|<img|<svg|window\.attacked/)
  await findOffers(page)
  const widest = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(widest, 'the page can be scrolled sideways').toBeLessThanOrEqual(0)
  await expect(screen.offers).toContainText('window.attacked=1')
  expect((await screen.main.innerText()).length, 'texts without end are cut').toBeLessThan(200_000)
  const name = await chooseFirstOffer(page)
  expect(name).not.toMatch(/[\u202e\u200b\u0007]/)
  await screen.book.click()
  await expect(screen.heading('Not booked')).toBeVisible()
  await expect(screen.main.getByRole('listitem').first()).toContainText('window.attacked=1')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Appointments' }).click()
  await page.getByRole('link', { name: /^\w+day \d/ }).first().click()
  await expect(screen.main.getByText('Identifiers', { exact: true })).toBeVisible()
  await expect(screen.main.getByText(/and \d+ more/).first()).toBeVisible()
  expect((await screen.main.innerText()).length, 'a crowd and a version without end are cut').toBeLessThan(20_000)
  expect(await screen.main.innerText()).not.toMatch(/[\u202e\u200b\u0007]/)
  expect(await page.locator('script:not([src]), img, iframe, [onerror], [onload], [href^="javascript"], [href^="data"]').count()).toBe(0)
  expect(await wasAttacked(page)).toBe(false)
  expect(dialogs).toEqual([])
  expect(new URL(page.url()).origin).toBe(clinic.origin)
})

test('an answer about another patient is refused and reported: offers, record, booking', async ({ page, clinic }) => {
  await clinic.launch()
  const screen = screenOf(page)
  await chooseFirstOffer(page)
  clinic.sim.fault({ on: 'book', kind: 'another-patient' })
  await screen.book.click()
  // The app doesn't believe this answer, but what the server says when it is asked about the booking.
  await expect(screen.heading('Appointment booked')).toBeVisible()
  clinic.sim.fault({ on: 'scheduling', kind: 'another-patient', times: 'always' })
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Appointments' }).click()
  await expect(page.getByText(/The server sent .* of (another patient|other patients)\./)).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find' }).click()
  await screen.find.click()
  await expect(page.getByText(/offers? names? another patient/)).toBeVisible()
  await expect(screen.offer).toHaveCount(0)
})
