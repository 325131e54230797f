import { openAppointment, screenOf, whenOf } from './screen.ts'
import { book, choose, dayInWords, find, settled } from './stranger/steps.ts'
import { expect, test } from './stranger/stranger.ts'
import { clinicDay } from './stranger/tenant-data.ts'

for (const variant of [
  { hold: false, postSearch: false },
  { hold: true, postSearch: true },
]) {
  test.describe(variant.hold ? 'A server with $hold and POST _search' : 'A server without $hold and POST _search', () => {
    test.use({ variant })

    test('find, book, move, change, cancel', async ({ page, clinic }) => {
      await clinic.launch()
      const screen = screenOf(page)
      await expect(screen.patient).toContainText('Priya Sharma')
      await expect(screen.patient).toContainText('29 Feb 1984')
      await expect(screen.patient).toContainText('7-0001')
      const offer = await choose(page, 1)
      if (variant.hold) await expect(page.getByText('Held for you')).toBeVisible()
      await expect(screen.main).toContainText('Priya Sharma')
      await expect(screen.main).toContainText('7-0001')
      await expect(screen.main).toContainText(whenOf(offer))
      await screen.reason.fill('Fever for three days')
      await screen.note.fill('Speaks Kannada')
      await screen.book.click()
      await expect(screen.heading('Appointment booked')).toBeVisible()
      await expect(screen.main).toContainText(whenOf(offer))
      await expect(page.getByText('Tenant 7 will send a text message.')).toBeVisible()
      expect(clinic.server.about('book')).toHaveLength(1)
      expect(clinic.server.about('hold')).toHaveLength(variant.hold ? 1 : 0)
      const typed: unknown = expect.stringMatching(/Fever[\s\S]*Kannada/)
      expect(clinic.server.desk().booked().at(-1)).toMatchObject({ status: 'booked', comment: typed })

      await openAppointment(page, whenOf(offer))
      await expect(screen.main).toContainText('Fever for three days')
      await expect(screen.main).toContainText('Speaks Kannada')
      await screen.button('Reschedule').click()
      await settled(page)
      const later = (await screen.offer.nth(2).getAttribute('aria-label')) ?? ''
      await screen.offer.nth(2).click()
      await expect(screen.heading('Reschedule appointment')).toBeVisible()
      await screen.button('Reschedule appointment', screen.main).click()
      await expect(screen.heading('Appointment changed')).toBeVisible()
      await expect(screen.main).toContainText(whenOf(later))

      await openAppointment(page, whenOf(later))
      await screen.button('Change details').click()
      const details = page.getByRole('dialog', { name: 'Change details' })
      await details.getByLabel('Note').fill('Speaks Tamil')
      await screen.button('Save changes', details).click()
      await expect(screen.heading('Appointment changed')).toBeVisible()
      expect(clinic.server.desk().booked().at(-1)).toMatchObject({ comment: expect.stringMatching(/Tamil/) })

      await openAppointment(page, whenOf(later))
      await screen.button('Cancel appointment', screen.main).click()
      await screen.cancelDialog.getByRole('combobox', { name: 'Reason' }).click()
      await page.getByRole('option', { name: 'Weather' }).click()
      await screen.cancelDialog.getByLabel('Note').fill('Roads are flooded')
      await screen.button('Cancel appointment', screen.cancelDialog).click()
      await expect(screen.heading('Appointment cancelled')).toBeVisible()
      expect(clinic.server.desk().booked().at(-1)).toMatchObject({ status: 'cancelled' })
      expect(clinic.server.about('book')).toHaveLength(4)
    })
  })
}

test('every page is read, and each time stands on the clinic’s day', async ({ page, clinic }) => {
  await clinic.launch()
  const screen = screenOf(page)
  await find(page, 4)
  await expect(screen.offer).toHaveCount(20)
  const names = await screen.offer.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))
  const starts = names.filter((name) => name.startsWith(dayInWords(clinicDay(2))))
  expect(starts.map((name) => /\d\d:\d\d/.exec(name)?.[0])).toEqual(['00:10', '09:05', '11:30', '14:00', '23:50'])
  expect(names[0]).toMatch(/00:10–00:35, /)
  for (const name of names) expect(name).toMatch(/Dr\.? (Anjali Rao|Farhan Qureshi)/)
  for (const name of names) expect(name).toMatch(/(Indiranagar Clinic|Whitefield Annexe).*General check/)
})

test.describe('Never a wrong statement', () => {
  test('a refusal is told in the server’s words, and what was typed stays', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await choose(page)
    await screen.note.fill('Urgent')
    clinic.server.plan('book', 'refuse')
    await screen.book.click()
    await expect(screen.heading('Not booked')).toBeVisible()
    await expect(page.getByText('Tenant 7 wants a referral first.')).toBeVisible()
    await screen.button('Back to the booking').click()
    await expect(screen.note).toHaveValue('Urgent')
    await screen.book.click()
    await expect(screen.heading('Appointment booked')).toBeVisible()
  })

  test('a time that is gone is not booked, and another is', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await choose(page)
    await screen.note.fill('Brings the old pictures')
    clinic.server.plan('book', 'gone')
    await screen.book.click()
    await expect(screen.heading('Not booked')).toBeVisible()
    await screen.button('Choose another time').click()
    await settled(page)
    await screen.offer.nth(3).click()
    await expect(screen.note).toHaveValue('Brings the old pictures')
    await screen.book.click()
    await expect(screen.heading('Appointment booked')).toBeVisible()
  })

  test('what the clinic has yet to confirm is not called booked', async ({ page, clinic }) => {
    await clinic.launch()
    await choose(page)
    clinic.server.plan('book', 'pending')
    await screenOf(page).book.click()
    await expect(screenOf(page).heading('Awaiting confirmation')).toBeVisible()
    await expect(screenOf(page).heading('Appointment booked')).toHaveCount(0)
  })

  for (const [nth, actors] of ['named in words only', 'with reference and name', 'named by bare absolute references'].entries()) {
    test(`an answer lost after the booking is found out (actors ${actors})`, async ({ page, clinic, expected }) => {
      expected.push(/ERR_EMPTY_RESPONSE/)
      await clinic.launch()
      await choose(page, nth)
      clinic.server.plan('book', 'lost-after')
      await screenOf(page).book.click()
      await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
      expect(clinic.server.about('book')).toHaveLength(1)
    })

    test(`an answer lost before the booking is found out (actors ${actors})`, async ({ page, clinic, expected }) => {
      expected.push(/ERR_EMPTY_RESPONSE/)
      await clinic.launch()
      await choose(page, nth)
      clinic.server.plan('book', 'lost-before')
      await screenOf(page).book.click()
      // For a while the request may still be under way; only after that the app says that it is not booked.
      await expect(screenOf(page).heading('Outcome unknown')).toBeVisible()
      await expect(screenOf(page).heading('Not booked')).toBeVisible({ timeout: 60_000 })
      expect(clinic.server.about('book')).toHaveLength(1)
      expect(clinic.server.desk().booked()).toHaveLength(3)
    })
  }

  test('a booking that the browser sent twice, as its connection broke, is not called refused', async ({ page, clinic }) => {
    clinic.server.keepConnections()
    await clinic.launch()
    await choose(page)
    clinic.server.plan('book', 'lost-after')
    await screenOf(page).book.click()
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
    expect(clinic.server.desk().booked()).toHaveLength(4)
  })

  for (const how of ['empty-after', 'html', 'broken'] as const) {
    test(`an answer to a booking that says nothing (${how}) is found out`, async ({ page, clinic }) => {
      await clinic.launch()
      await choose(page)
      clinic.server.plan('book', how)
      await screenOf(page).book.click()
      await expect(screenOf(page).heading(how === 'empty-after' ? 'Appointment booked' : 'Not booked')).toBeVisible()
      expect(clinic.server.about('book')).toHaveLength(1)
    })
  }

  test('lost answers to a change and to a cancellation are found out', async ({ page, clinic, expected }) => {
    expected.push(/ERR_EMPTY_RESPONSE/)
    await clinic.launch()
    const screen = screenOf(page)
    const when = await book(page)
    await openAppointment(page, when)
    await screen.button('Change details').click()
    const details = page.getByRole('dialog', { name: 'Change details' })
    await details.getByLabel('Note').fill('Needs a wheelchair')
    clinic.server.plan('book', 'lost-after')
    await screen.button('Save changes', details).click()
    await expect(screen.heading('Appointment changed')).toBeVisible()

    for (const [how, heading] of [['lost-before', 'Not cancelled'], ['lost-after', 'Appointment cancelled']] as const) {
      await openAppointment(page, when)
      await screen.button('Cancel appointment', screen.main).click()
      await screen.cancelDialog.getByRole('combobox', { name: 'Reason' }).click()
      await page.getByRole('option').first().click()
      clinic.server.plan('book', how)
      await screen.button('Cancel appointment', screen.cancelDialog).click()
      await expect(screen.heading(heading)).toBeVisible({ timeout: 60_000 })
    }
    expect(clinic.server.about('book')).toHaveLength(4)
  })

  test('a double click books once', async ({ page, clinic }) => {
    await clinic.launch()
    await choose(page)
    clinic.server.plan('book', 'late')
    await screenOf(page).book.dblclick()
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
    expect(clinic.server.about('book')).toHaveLength(1)
  })
})

test.describe('A held time', () => {
  test.use({ variant: { hold: true, postSearch: true } })

  test('is given back by going back', async ({ page, clinic }) => {
    await clinic.launch()
    await choose(page)
    await expect(page.getByText('Held for you')).toBeVisible()
    // The server said how long it holds the time: three minutes, not the ten of the settings.
    await expect(page.getByRole('timer')).toContainText(/[12]:\d\d$/)
    expect(clinic.server.desk().held()).toHaveLength(1)
    await screenOf(page).button('Back to results').click()
    await expect(screenOf(page).offer.first()).toBeVisible()
    await expect.poll(() => clinic.server.desk().held().length).toBe(0)
  })

  test('is not held twice by a reload, and is booked then', async ({ page, clinic }) => {
    await clinic.launch()
    await choose(page)
    await expect(page.getByText('Held for you')).toBeVisible()
    await screenOf(page).note.fill('Deaf in one ear')
    await page.reload()
    await expect(page.getByText('Held for you')).toBeVisible()
    await expect(screenOf(page).note).toHaveValue('Deaf in one ear')
    await screenOf(page).book.click()
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
    expect(clinic.server.about('hold')).toHaveLength(1)
  })

  test('that someone else took meanwhile is said to be gone', async ({ page, clinic }) => {
    await clinic.launch()
    await find(page)
    await settled(page)
    clinic.server.desk().takeAll()
    await screenOf(page).offer.first().click()
    await expect(page.getByText('This time has gone to someone else.')).toBeVisible()
    await expect(page.getByText('The server does not hold this time for you.')).toBeVisible()
    // The server may have refused because of our own first hold. A booking settles it.
    await screenOf(page).book.click()
    await expect(screenOf(page).heading('Not booked')).toBeVisible()
    expect(clinic.server.about('book')).toHaveLength(1)
  })

  test('that the server would not hold is said so in its words', async ({ page, clinic }) => {
    await clinic.launch()
    clinic.server.plan('hold', 'refuse')
    await choose(page)
    await expect(page.getByText('Tenant 7 wants a referral first.')).toBeVisible()
  })

  test('whose answer says nothing can still be booked', async ({ page, clinic }) => {
    await clinic.launch()
    clinic.server.plan('hold', 'html')
    await choose(page)
    await screenOf(page).book.click()
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
  })
})

test.describe('The session’s end', () => {
  test('in the middle of a booking: what was typed is there after the next launch', async ({ page, clinic, expected }) => {
    expected.push(/status of 401/)
    await clinic.launch()
    const screen = screenOf(page)
    await choose(page, 2)
    await screen.reason.fill('Stitches')
    await screen.note.fill('Bring the old pictures')
    clinic.server.plan('book', 'signed-out')
    await screen.book.click()
    await expect(screen.heading('Not booked')).toBeVisible()
    await expect(page.getByText('Your session has ended.').first()).toBeVisible()
    await clinic.launch('P.1-b')
    await expect(page.getByText('Bring the old pictures')).toHaveCount(0)
    await clinic.launch()
    await screen.button('Continue').click()
    await expect(screen.reason).toHaveValue('Stitches')
    await expect(screen.note).toHaveValue('Bring the old pictures')
    await screen.book.click()
    await expect(screen.heading('Appointment booked')).toBeVisible()
  })

  test('in the middle of a search is said', async ({ page, clinic, expected }) => {
    expected.push(/status of 401/)
    await clinic.launch()
    // Waits until the search that runs by itself is over.
    await expect(screenOf(page).offers.getByText(/offers? found|No offers/)).toBeAttached()
    clinic.server.plan('find', 'signed-out')
    await find(page)
    await expect(page.getByText('Your session has ended.').first()).toBeVisible()
  })
})
