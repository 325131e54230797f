import type { Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { chooseFirstOffer, findOffers, openAppointment, screenOf, whenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [400, 1280]) {
    test(`axe finds nothing on any screen, ${colorScheme}, ${width} px wide`, async ({ page, clinic }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 900 })
      const screen = screenOf(page)

      await page.goto(`${clinic.origin}/app/launch.html`)
      await expect(page.getByRole('button', { name: 'Connect to Simulated clinic' })).toBeVisible()
      await expectAccessible(page, 'the choice of servers')
      await page.goto(`${clinic.origin}/app/`)
      await expect(screen.heading('Slotline was not launched')).toBeVisible()
      await expectAccessible(page, 'not launched')

      await clinic.launchWithoutPatient()
      await expect(screen.heading('Choose a patient')).toBeVisible()
      await expectAccessible(page, 'the choice of a patient')

      await clinic.launch()
      await findOffers(page)
      await expectAccessible(page, 'the offers')

      const offer = await chooseFirstOffer(page)
      await expect(page.getByText('Held for you')).toBeVisible()
      await expectAccessible(page, 'the booking')
      await screen.book.click()
      await expect(screen.heading('Appointment booked')).toBeVisible()
      await expectAccessible(page, 'the outcome')

      await openAppointment(page, whenOf(offer))
      await expectAccessible(page, 'the appointment')
      await screen.button('Change details').click()
      await expect(page.getByRole('dialog', { name: 'Change details' })).toBeVisible()
      await expectAccessible(page, 'changing details')
      await page.keyboard.press('Escape')
      await screen.button('Cancel appointment', screen.main).click()
      await expect(screen.cancelDialog).toBeVisible()
      await expectAccessible(page, 'cancelling')
      await page.keyboard.press('Escape')

      await page.getByRole('link', { name: 'Appointments', exact: true }).click()
      await expect(page.getByRole('link', { name: whenOf(offer) }).first()).toBeVisible()
      await expectAccessible(page, 'the list of appointments')
    })
  }
}

/** Presses Tab until `isThere` says that the focus has arrived. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isThere()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The keyboard does not get there.')
}

const focusedName = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')

test('the main job by keyboard alone', async ({ page, clinic }) => {
  await clinic.launch()
  const screen = screenOf(page)
  await expect(screen.find).toBeVisible()

  await tabTo(page, async () => (await focusedName(page)) === 'Find appointments')
  await page.keyboard.press('Enter')
  await expect(screen.offer.first()).toBeVisible()
  await tabTo(page, async () => /^\w+day \d/.test(await focusedName(page)))
  await page.keyboard.press('Enter')
  await expect(screen.heading('Book appointment')).toBeVisible()

  await tabTo(page, () => screen.note.evaluate((field) => field === document.activeElement))
  await page.keyboard.type('By keyboard')
  await tabTo(page, async () => (await focusedName(page)) === 'Book appointment')
  await page.keyboard.press('Enter')
  await expect(screen.heading('Appointment booked')).toBeVisible()

  await tabTo(page, async () => (await focusedName(page)) === 'Appointments')
  await page.keyboard.press('Enter')
  await tabTo(page, async () => /^\w+day \d/.test(await focusedName(page)))
  await page.keyboard.press('Enter')
  await tabTo(page, async () => (await focusedName(page)) === 'Cancel appointment')
  await page.keyboard.press('Enter')
  await expect(screen.cancelDialog.getByRole('combobox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, async () => (await focusedName(page)) === 'Cancel appointment')
  await page.keyboard.press('Enter')
  await expect(screen.heading('Appointment cancelled')).toBeVisible()
})
