import type { Locator, Page } from '@playwright/test'
import { screenOf, whenOf } from '../e2e/screen.ts'
import { patients } from '../mocks/world/patients.ts'

/** The record numbers of everybody who can be given an appointment. */
export const recordNumbers: readonly string[] = patients
  .filter(({ active, deceasedDateTime }) => active !== false && deceasedDateTime === undefined)
  .flatMap(({ identifier = [] }) => identifier[0]?.value ?? [])

/** Goes on with the patient who has that record number. */
export async function choosePatient(page: Page, recordNumber: string): Promise<void> {
  const change = page.getByRole('link', { name: 'Change patient' })
  const field = page.getByLabel('Record number')
  await seen(change.or(field))
  if (await change.isVisible()) await change.click()
  await field.fill(recordNumber)
  await page.getByRole('button', { name: 'Search patients' }).click()
  await page.getByRole('main').getByRole('button', { name: recordNumber }).click()
  await seen(screenOf(page).patient.filter({ hasText: recordNumber }))
  await seen(screenOf(page).criteria)
}

/** As the names of offers begin: `Monday 25 January 2027`. */
const dayName = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day)).replace(',', '')

/** Searches that day, holds the first time that is offered and books it; the appointment's when. */
export async function bookOn(page: Page, day: string): Promise<string> {
  const screen = screenOf(page)
  await page.evaluate((hash) => {
    location.hash = hash
  }, `/find?from=${day}&to=${day}&practitioner=Practitioner/brandt`)
  const offer = screen.offers.getByRole('button', { name: new RegExp(`^${dayName(day)}`) }).first()
  const name = (await offer.getAttribute('aria-label')) ?? ''
  await offer.click()
  await seen(page.getByText('Held for you'))
  await screen.book.click()
  await seen(screen.heading('Appointment booked'))
  return whenOf(name)
}

/** Cancels the patient's appointment at that time. */
export async function cancelAppointment(page: Page, when: string): Promise<void> {
  const screen = screenOf(page)
  await page.getByRole('link', { name: 'Appointments', exact: true }).click()
  // The patient may have had the same time before, and cancelled it.
  await page.getByRole('row').filter({ hasText: 'Booked' }).getByRole('link', { name: when }).click()
  await screen.button('Cancel appointment', screen.main).click()
  await screen.cancelDialog.getByRole('combobox', { name: 'Reason' }).click()
  await page.getByRole('option').first().click()
  await screen.button('Cancel appointment', screen.cancelDialog).click()
  await seen(screen.heading('Appointment cancelled'))
}

async function seen(locator: Locator): Promise<void> {
  await locator.first().waitFor()
}
