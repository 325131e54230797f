import type { Page } from '@playwright/test'
import { chooseFirstOffer, openAppointment, screenOf, whenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

const isBooking = /\/\$book$/

/** Books the first time offered. Returns the appointment's day and times, as they are shown everywhere. */
async function bookFirstOffer(page: Page): Promise<string> {
  const offer = await chooseFirstOffer(page)
  const screen = screenOf(page)
  await screen.book.click()
  await expect(screen.heading('Appointment booked')).toBeVisible()
  return whenOf(offer)
}

test('the main job: find, hold, book, move, change, cancel', async ({ page, clinic }) => {
  await clinic.launch()
  const screen = screenOf(page)

  const offer = await chooseFirstOffer(page)
  await expect(page.getByText('Held for you')).toBeVisible()
  await expect(screen.main).toContainText('Ida Romero')
  await expect(screen.main).toContainText(whenOf(offer))
  await screen.reason.fill('Palpitations')
  await screen.note.fill('Brings her own pictures')
  await screen.book.click()
  await expect(screen.heading('Appointment booked')).toBeVisible()
  for (const name of ['Add to calendar', 'Print', 'Copy summary', 'Book another']) await expect(screen.button(name)).toBeVisible()
  expect(clinic.sent('$hold')).toHaveLength(1)
  expect(clinic.sent('$book')).toHaveLength(1)

  await openAppointment(page, whenOf(offer))
  await expect(screen.main).toContainText('Palpitations')
  await screen.button('Reschedule').click()
  await expect(screen.criteria).toBeVisible()
  await expect(screen.offer.nth(1)).toBeVisible()
  const later = (await screen.offer.nth(1).getAttribute('aria-label')) ?? ''
  await screen.offer.nth(1).click()
  await expect(screen.heading('Reschedule appointment')).toBeVisible()
  await screen.button('Reschedule appointment', screen.main).click()
  await expect(screen.heading('Appointment changed')).toBeVisible()
  await expect(screen.main).toContainText(whenOf(later))

  await openAppointment(page, whenOf(later))
  await screen.button('Change details').click()
  const details = page.getByRole('dialog', { name: 'Change details' })
  await details.getByLabel('Note').fill('Brings her daughter')
  await screen.button('Save changes', details).click()
  await expect(screen.heading('Appointment changed')).toBeVisible()

  await openAppointment(page, whenOf(later))
  await expect(screen.main).toContainText('Brings her daughter')
  await screen.button('Cancel appointment', screen.main).click()
  await screen.button('Cancel appointment', screen.cancelDialog).click()
  expect(clinic.sent('$book'), 'nothing is sent without a reason').toHaveLength(3)
  await screen.cancelDialog.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option').first().click()
  await screen.button('Cancel appointment', screen.cancelDialog).click()
  await expect(screen.heading('Appointment cancelled')).toBeVisible()
  expect(clinic.sent('$book')).toHaveLength(4)

  await screen.button('Find a new time').click()
  await expect(screen.criteria).toBeVisible()
  expect(page.url(), 'the search is for what was cancelled').toMatch(/practitioner=Practitioner%2F/)
})

test('a server without $hold books without one', async ({ page, clinic }) => {
  await clinic.launch({ scenario: 'no-hold' })
  await bookFirstOffer(page)
  expect(clinic.sent('$hold')).toHaveLength(0)
})

test('going back to the results releases the hold', async ({ page, clinic }) => {
  await clinic.launch()
  await chooseFirstOffer(page)
  await expect(page.getByText('Held for you')).toBeVisible()
  expect(clinic.sim.inspect().liveHolds).toHaveLength(1)
  await screenOf(page).button('Back to results').click()
  await expect(screenOf(page).offer.first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 }), 'the keyboard starts from there').toBeFocused()
  await expect.poll(() => clinic.sim.inspect().liveHolds.length).toBe(0)
})

test('a time that was given back can be chosen again from the same list', async ({ page, clinic }) => {
  await clinic.launch()
  const screen = screenOf(page)
  const when = whenOf(await chooseFirstOffer(page))
  await expect(page.getByText('Held for you')).toBeVisible()
  await screen.button('Back to results').click()
  await screen.offer.first().click()
  await expect(page.getByText('Held for you')).toBeVisible()
  await screen.book.click()
  await expect(screen.heading('Appointment booked')).toBeVisible()
  await expect(screen.main).toContainText(when)
})

test('the end of the session gives a held time back', async ({ page, clinic }) => {
  await clinic.launch()
  await chooseFirstOffer(page)
  await expect(page.getByText('Held for you')).toBeVisible()
  await screenOf(page).button('End session').click()
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click()
  await expect(screenOf(page).heading('You have ended the session')).toBeVisible()
  await expect.poll(() => clinic.sim.inspect().liveHolds).toEqual([])
})

test.describe('In a low window', () => {
  test.use({ viewport: { width: 1366, height: 500 } })

  test('"Book appointment" can be seen when it has the focus', async ({ page, clinic }) => {
    await clinic.launch({ patient: 'pat-4225' })
    await chooseFirstOffer(page)
    await screenOf(page).book.focus()
    await expect(screenOf(page).book).toBeInViewport({ ratio: 1 })
  })
})

test('a booking that was left and given back is gone on with: its time is held anew, and booked', async ({ page, clinic }) => {
  await clinic.launch()
  const screen = screenOf(page)
  const when = whenOf(await chooseFirstOffer(page))
  await expect(page.getByText('Held for you')).toBeVisible()
  const before = await draftsSealedIn(page)
  await screen.note.fill('Needs an interpreter')
  await expect.poll(() => draftsSealedIn(page)).not.toEqual(before)
  const typed = await draftsSealedIn(page)
  await screen.button('Back to results').click()
  await expect.poll(() => clinic.sim.inspect().liveHolds.length).toBe(0)
  await expect.poll(() => draftsSealedIn(page)).not.toEqual(typed)
  // A reload, as after a long absence: nothing of the draft is in memory.
  await page.reload()
  await screen.button('Continue').click()
  await expect(page.getByText('Held for you')).toBeVisible()
  expect(clinic.sim.inspect().liveHolds).toHaveLength(1)
  await expect(screen.note).toHaveValue('Needs an interpreter')
  await screen.book.click()
  await expect(screen.heading('Appointment booked')).toBeVisible()
  await expect(screen.main).toContainText(when)
  expect(clinic.sent('$hold')).toHaveLength(2)
})

test('another time is chosen beside the form: what was typed goes along, and one time only is held', async ({ page, clinic }) => {
  await clinic.launch()
  const screen = screenOf(page)
  await chooseFirstOffer(page)
  await expect(page.getByText('Held for you')).toBeVisible()
  await screen.note.fill('Needs an interpreter')
  const other = screen.offer.nth(3)
  const when = whenOf((await other.getAttribute('aria-label')) ?? '')
  await other.click()
  await expect(screen.main).toContainText(when)
  await expect(other).toHaveAttribute('aria-current', 'true')
  await expect(page.getByText('Held for you')).toBeVisible()
  await expect(screen.note).toHaveValue('Needs an interpreter')
  await expect.poll(() => clinic.sim.inspect().liveHolds.length).toBe(1)
  await screen.button('Back to results').click()
  await expect.poll(() => clinic.sim.inspect().liveHolds.length).toBe(0)
  await expect(screen.button('Continue')).toHaveCount(1)
})

test.describe('Nothing is sent twice', () => {
  test('a double click books once', async ({ page, clinic }) => {
    await clinic.launch()
    await chooseFirstOffer(page)
    clinic.sim.fault({ on: 'book', kind: 'delay', milliseconds: 1000 })
    await screenOf(page).book.dblclick()
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
    expect(clinic.sent('$book')).toHaveLength(1)
  })

  test('Enter twice books once', async ({ page, clinic }) => {
    await clinic.launch()
    await chooseFirstOffer(page)
    clinic.sim.fault({ on: 'book', kind: 'delay', milliseconds: 1000 })
    await screenOf(page).book.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
    expect(clinic.sent('$book')).toHaveLength(1)
  })

  test('a double click on an offer holds once', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await screen.find.click()
    await screen.offer.first().dblclick()
    await expect(page.getByText('Held for you')).toBeVisible()
    expect(clinic.sent('$hold')).toHaveLength(1)
  })
})

test.describe('A reload in the middle', () => {
  test('of the search: the criteria stay, and the offers come again', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await screen.find.click()
    await expect(screen.offer.first()).toBeVisible()
    const address = page.url()
    await page.reload()
    await expect(screen.offer.first()).toBeVisible()
    expect(page.url()).toBe(address)
  })

  test('of a booking: what was typed is there, and the time is not held twice', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await chooseFirstOffer(page)
    await expect(page.getByText('Held for you')).toBeVisible()
    const before = await draftsSealedIn(page)
    await screen.note.fill('Needs an interpreter')
    // Waits until what was typed is encrypted and kept, so that the reload isn't quicker.
    await expect.poll(() => draftsSealedIn(page)).not.toEqual(before)
    await page.reload()
    await expect(page.getByText('Held for you')).toBeVisible()
    await expect(screen.note).toHaveValue('Needs an interpreter')
    expect(clinic.sent('$hold')).toHaveLength(1)
    await screen.book.click()
    await expect(screen.heading('Appointment booked')).toBeVisible()
  })

  test('while a booking is on its way: the outcome is found out, and nothing is sent again', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await chooseFirstOffer(page)
    await expect(page.getByText('Held for you')).toBeVisible()
    await page.route(isBooking, async (route) => {
      await route.fetch()
      // The answer never comes while the page lives.
    })
    await screen.book.click()
    await expect.poll(() => clinic.sent('$book').length).toBe(1)
    await page.reload()
    await expect(screen.heading('Appointment booked')).toBeVisible()
    expect(clinic.sent('$book')).toHaveLength(1)
  })

  test('of an outcome: it is still there', async ({ page, clinic }) => {
    await clinic.launch()
    await bookFirstOffer(page)
    await page.reload()
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
    expect(clinic.sent('$book')).toHaveLength(1)
  })
})

test.describe('Never a wrong statement', () => {
  test('a refusal is shown in the server’s words, and what was typed stays', async ({ page, clinic }) => {
    await clinic.launch({ scenario: 'refuses-booking' })
    const screen = screenOf(page)
    await chooseFirstOffer(page)
    await screen.note.fill('Urgent')
    await screen.book.click()
    await expect(screen.heading('Not booked')).toBeVisible()
    await expect(page.getByText('This visit needs a referral, and none is on file.')).toBeVisible()
    await screen.button('Back to the booking').click()
    await expect(screen.note).toHaveValue('Urgent')
  })

  test('a time that is gone is not booked, and others are offered', async ({ page, clinic, watch }) => {
    watch.allow(/status of 410 .*\$book/)
    await clinic.launch({ scenario: 'time-just-gone' })
    const screen = screenOf(page)
    await chooseFirstOffer(page)
    await screen.book.click()
    await expect(screen.heading('Not booked')).toBeVisible()
    await expect(screen.button('Choose another time')).toBeVisible()
  })

  test('a request that the clinic has yet to confirm is not called booked', async ({ page, clinic }) => {
    await clinic.launch({ scenario: 'awaiting-confirmation' })
    await chooseFirstOffer(page)
    await screenOf(page).book.click()
    await expect(screenOf(page).heading('Awaiting confirmation')).toBeVisible()
    await expect(screenOf(page).heading('Appointment booked')).toHaveCount(0)
  })

  test('a lost answer is found out by asking', async ({ page, clinic, watch }) => {
    watch.allow(/\$book/)
    await clinic.launch()
    await page.route(isBooking, async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await bookFirstOffer(page)
    expect(clinic.sent('$book')).toHaveLength(1)
  })

  // Browsers resend a request by themselves when a kept-alive connection breaks before the first byte of the answer.
  test('a booking that the browser sent twice is not called refused', async ({ page, clinic, watch }) => {
    watch.allow(/\$book/)
    await clinic.launch({ scenario: 'answer-lost' })
    await chooseFirstOffer(page)
    await expect(page.getByText('Held for you')).toBeVisible()
    await screenOf(page).book.click()
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
  })

  test('a booking that nobody can tell about stays unknown, and isn’t sent again', async ({ page, clinic, watch }) => {
    watch.allow(/fhir\//)
    await clinic.launch()
    const screen = screenOf(page)
    await chooseFirstOffer(page)
    await expect(page.getByText('Held for you')).toBeVisible()
    await page.route(isBooking, (route) => route.abort('connectionreset'))
    clinic.sim.fault({ on: 'scheduling', kind: 'status', status: 500, times: 'always' })
    await screen.book.click()
    await expect(screen.heading('Outcome unknown')).toBeVisible()
    await page.unroute(isBooking)
    await screen.button('Check again').click()
    await page.reload()
    await expect(screen.heading('Outcome unknown')).toBeVisible()
    expect(clinic.sent('$book')).toHaveLength(0)
  })
})

/** The initialization vectors of the kept drafts, which are new each time that a draft is written. */
async function draftsSealedIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const finished = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('IndexedDB could not be read'))
      })
    const database = await finished(indexedDB.open('slotline'))
    const values: { shelf: string; iv: Uint8Array }[] = await finished(database.transaction('values').objectStore('values').getAll())
    database.close()
    return values.filter(({ shelf }) => shelf === 'draft').map(({ iv }) => iv.join())
  })
}
