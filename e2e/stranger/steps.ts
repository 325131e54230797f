import type { Page } from '@playwright/test'
import { screenOf, whenOf } from '../screen.ts'
import { expect } from './stranger.ts'
import { clinicDay } from './tenant-data.ts'

/** Searches from tomorrow to `until` days from today, both days of the clinic. */
export async function find(page: Page, until = 4): Promise<void> {
  const screen = screenOf(page)
  await screen.criteria.getByLabel('From').fill(clinicDay(1))
  await screen.criteria.getByLabel('To', { exact: true }).fill(clinicDay(until))
  // The search that ran by itself may still be on the screen, so this waits for the request with these days.
  const sent = page.waitForRequest((request) => request.url().includes('$find') && !!request.postData()?.includes(`${clinicDay(1)}T00:00`))
  await screen.find.click()
  await sent
}

/** Waits until all pages of a search are loaded. */
export function settled(page: Page): Promise<void> {
  return expect(page.getByRole('status').filter({ hasText: /^\d+ offers? found$/ })).toBeAttached()
}

/** Searches and chooses the nth time offered. Returns the name of its button. */
export async function choose(page: Page, nth = 0): Promise<string> {
  const screen = screenOf(page)
  await find(page)
  await settled(page)
  const name = (await screen.offer.nth(nth).getAttribute('aria-label')) ?? (await screen.offer.nth(nth).innerText())
  await screen.offer.nth(nth).click()
  await expect(screen.heading('Book appointment')).toBeVisible()
  return name
}

/** Books the nth time offered. Returns its day and times in words. */
export async function book(page: Page, nth = 0): Promise<string> {
  const name = await choose(page, nth)
  await screenOf(page).book.click()
  await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
  return whenOf(name)
}

/** "Tuesday 24 November 2026" */
export function dayInWords(day: string): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(day))
  return `${part({ weekday: 'long' })} ${part({ day: 'numeric' })} ${part({ month: 'long' })} ${part({ year: 'numeric' })}`
}
