import type { BrowserContext, Page } from '@playwright/test'
import { chooseFirstOffer, findOffers, latestActivity, openAppointment, screenOf, whenOf } from './screen.ts'
import { expect, test, type ClinicUnderTest } from './sandbox.ts'

/** Whether the server does its work before the page is gone. In either case its answer comes too late for that page. */
type Fate = 'done' | 'never-arrived'

/** Launches the app anew in another tab whose clock is so many minutes ahead. */
async function relaunch(context: BrowserContext, clinic: ClinicUnderTest, minutes: number): Promise<Page> {
  const next = await context.newPage()
  await next.clock.setSystemTime(Date.now() + minutes * 60_000)
  await clinic.launch({ page: next })
  await expect(screenOf(next).patient).toContainText('Ida Romero')
  return next
}

/** Sends a request by `act`, and kills the page when the request has arrived and is not answered yet. */
async function killWhile(page: Page, clinic: ClinicUnderTest, fate: Fate, how: 'close' | 'crash', act: () => Promise<void>): Promise<void> {
  clinic.sim.fault({ on: 'write', kind: fate === 'done' ? 'delay-answer' : 'delay', milliseconds: 3_600_000 })
  await act()
  await expect.poll(() => clinic.sim.inspect().underWay.filter((url) => /\/\$(book|hold)$/.test(url)).length).toBe(1)
  if (how === 'crash') {
    const crashed = page.waitForEvent('crash')
    await page.goto('chrome://crash').catch(() => undefined)
    await crashed
  }
  await page.close()
}

async function cancelFirst(page: Page): Promise<void> {
  const screen = screenOf(page)
  await screen.button('Cancel appointment', screen.main).click()
  await screen.cancelDialog.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option').first().click()
  await screen.button('Cancel appointment', screen.cancelDialog).click()
}

async function changeNote(page: Page): Promise<void> {
  const screen = screenOf(page)
  await screen.button('Change details').click()
  const details = page.getByRole('dialog', { name: 'Change details' })
  await details.getByLabel('Note').fill('Brings her daughter')
  await screen.button('Save changes', details).click()
}

test.describe('A page that is killed between a request and its answer', () => {
  test('what was done is found done by the next launch, and nothing is sent twice', async ({ page, context, clinic }) => {
    test.slow()
    await clinic.launch()
    await findOffers(page)
    const when = whenOf((await screenOf(page).offer.first().getAttribute('aria-label')) ?? '')
    await killWhile(page, clinic, 'done', 'close', async () => {
      await screenOf(page).offer.first().click()
      await screenOf(page).note.fill('Deaf in one ear')
    })

    const second = await relaunch(context, clinic, 1)
    await screenOf(second).button('Continue').click()
    // The server doesn't say whose hold it is.
    await expect(second.getByText('It is not known whether this time is held for you.')).toBeVisible()
    await expect(screenOf(second).note).toHaveValue('Deaf in one ear')
    await killWhile(second, clinic, 'done', 'crash', () => screenOf(second).book.click())

    const third = await relaunch(context, clinic, 2)
    await expect(await latestActivity(third, 'Book')).toContainText('Booked')
    await openAppointment(third, when)
    await killWhile(third, clinic, 'done', 'close', () => changeNote(third))

    const fourth = await relaunch(context, clinic, 3)
    await expect(await latestActivity(fourth, 'Change')).toContainText('Changed')
    await openAppointment(fourth, when)
    await expect(screenOf(fourth).main).toContainText('Brings her daughter')
    await killWhile(fourth, clinic, 'done', 'crash', () => cancelFirst(fourth))

    const fifth = await relaunch(context, clinic, 4)
    await expect(await latestActivity(fifth, 'Cancel')).toContainText('Cancelled')
    expect([clinic.sent('$hold').length, clinic.sent('$book').length]).toEqual([1, 3])
  })

  test('what never arrived is unknown as long as it may still arrive, and then not done', async ({ page, context, clinic }) => {
    test.slow()
    await clinic.launch()
    const when = whenOf(await chooseFirstOffer(page))
    await expect(page.getByText('Held for you')).toBeVisible()
    await screenOf(page).note.fill('Deaf in one ear')
    await killWhile(page, clinic, 'never-arrived', 'crash', () => screenOf(page).book.click())

    const soon = await relaunch(context, clinic, 0)
    await expect(await latestActivity(soon, 'Book')).toContainText('Outcome unknown')
    await soon.close()
    const second = await relaunch(context, clinic, 2)
    await expect(await latestActivity(second, 'Book')).toContainText('Not booked')
    await second.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find' }).click()
    await screenOf(second).button('Continue').click()
    await expect(screenOf(second).note).toHaveValue('Deaf in one ear')
    await screenOf(second).book.click()
    await expect(screenOf(second).heading('Appointment booked')).toBeVisible()
    await openAppointment(second, when)
    await killWhile(second, clinic, 'never-arrived', 'close', () => changeNote(second))

    const third = await relaunch(context, clinic, 3)
    await expect(await latestActivity(third, 'Change')).toContainText('Not changed')
    await openAppointment(third, when)
    await expect(screenOf(third).main).not.toContainText('Brings her daughter')
    await killWhile(third, clinic, 'never-arrived', 'close', () => cancelFirst(third))

    const fourth = await relaunch(context, clinic, 4)
    await expect(await latestActivity(fourth, 'Cancel')).toContainText('Not cancelled')
    await fourth.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find' }).click()
    await findOffers(fourth)
    await killWhile(fourth, clinic, 'never-arrived', 'close', async () => {
      // Not the first offer: at that time the patient has another appointment.
      await screenOf(fourth).offer.nth(6).click()
      await screenOf(fourth).note.fill('Needs an interpreter')
    })

    const fifth = await relaunch(context, clinic, 5)
    await screenOf(fifth).button('Continue').click()
    await expect(screenOf(fifth).note).toHaveValue('Needs an interpreter')
    await expect(fifth.getByText('Held for you')).toHaveCount(0)
    await screenOf(fifth).book.click()
    await expect(screenOf(fifth).heading('Appointment booked')).toBeVisible()
    const answered = clinic.sent('$book').filter(({ status }) => status !== undefined)
    expect([clinic.sent('$hold').length, clinic.sent('$book').length, answered.length]).toEqual([2, 5, 2])
  })
})

test('two tabs of one user send a booking once, and each sees what the other did', async ({ page, context, clinic }) => {
  await clinic.launch()
  const when = whenOf(await chooseFirstOffer(page))
  await expect(page.getByText('Held for you')).toBeVisible()
  await screenOf(page).note.fill('Deaf in one ear')
  const other = await context.newPage()
  await clinic.launch({ page: other })
  await screenOf(other).button('Continue').click()
  await expect(screenOf(other).note).toHaveValue('Deaf in one ear')

  clinic.sim.fault({ on: 'book', kind: 'delay', milliseconds: 1000 })
  // Both at the same moment, since a form that hears of the other one's booking goes away.
  const pressed = (tab: Page) =>
    tab.evaluate(() => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Book appointment')?.click())
  await screenOf(other).book.waitFor()
  await Promise.all([pressed(page), pressed(other)])
  for (const tab of [page, other]) await expect(screenOf(tab).heading('Appointment booked')).toBeVisible()
  expect(clinic.sent('$book')).toHaveLength(1)

  await latestActivity(other, 'Book')
  await openAppointment(page, when)
  await cancelFirst(page)
  await expect(screenOf(page).heading('Appointment cancelled')).toBeVisible()
  await expect(other.getByRole('row').filter({ hasText: 'Cancelled' }).first()).toBeVisible()
})

test('a browser that keeps nothing says so before the booking, which can be made all the same', async ({ page, clinic }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied it.', 'SecurityError')
    }
  })
  await clinic.launch()
  await expect(page.getByText('This browser does not let Slotline keep anything.')).toBeVisible()
  await chooseFirstOffer(page)
  await expect(page.getByText('This browser does not let Slotline keep anything.')).toBeVisible()
  await screenOf(page).book.click()
  await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
})
