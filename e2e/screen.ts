import { expect, type Locator, type Page } from '@playwright/test'

/** The screens' parts, found as users find them: by role and accessible name. */
export const screenOf = (page: Pick<Page, 'getByRole'>) => {
  const main = page.getByRole('main')
  const criteria = page.getByRole('form', { name: 'Search criteria' })
  const offers = page.getByRole('region', { name: 'Available appointments' })
  const button = (name: string, within: Pick<Page, 'getByRole'> = page) => within.getByRole('button', { name, exact: true })
  return {
    main,
    criteria,
    offers,
    button,
    patient: page.getByRole('region', { name: 'Patient', exact: true }),
    heading: (name: string | RegExp) => page.getByRole('heading', { name, exact: typeof name === 'string' }),
    find: button('Find appointments', criteria),
    /** An offer's name begins with its weekday. */
    offer: offers.getByRole('button', { name: /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day / }),
    book: button('Book appointment', main),
    reason: main.getByLabel('Reason for visit'),
    note: main.getByLabel('Note'),
    cancelDialog: page.getByRole('dialog', { name: 'Cancel appointment' }),
  }
}

/** Searches with the present criteria and waits for offers. On a narrow screen the form is folded, and the search has run already. */
export async function findOffers(page: Page): Promise<void> {
  const screen = screenOf(page)
  await expect(screen.offers).toBeVisible()
  if (await screen.find.isVisible()) await screen.find.click()
  await expect(screen.offer.first()).toBeVisible()
}

/** Goes from the search to the booking form of the first time offered. Returns the offer's name. */
export async function chooseFirstOffer(page: Page): Promise<string> {
  return chooseOffer(page, 0)
}

/** Chooses the offer at `index`, counted from 0. Returns its name. */
export async function chooseOffer(page: Page, index: number): Promise<string> {
  const screen = screenOf(page)
  await findOffers(page)
  const offer = screen.offer.nth(index)
  const name = (await offer.getAttribute('aria-label')) ?? ''
  await offer.click()
  await expect(screen.heading('Book appointment')).toBeVisible()
  return name
}

/** Goes to Activity by the navigation, and finds the latest transaction of that kind there. */
export async function latestActivity(page: Page, kind: string): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activity' }).click()
  const row = page.getByRole('row').filter({ has: page.getByText(kind, { exact: true }) }).first()
  await expect(row).toBeVisible()
  return row
}

/** The path of the screen: the part of the address behind `#`, without the query. */
export function routeOf(page: Page): string {
  return new URL(page.url()).hash.slice(1).split('?')[0] ?? ''
}

/** The day and times that an offer's name begins with: `Tuesday 24 November 2026, 14:20–14:40`. */
export function whenOf(offerName: string): string {
  const [when] = /^[^,]+, \d\d:\d\d–\d\d:\d\d/.exec(offerName) ?? []
  if (when === undefined) throw new Error(`This offer doesn't say when it is: ${offerName}`)
  return when
}

/** Opens the appointment at that time from the list. */
export async function openAppointment(page: Page, when: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Appointments' }).click()
  await page.getByRole('link', { name: when }).first().click()
  await expect(screenOf(page).heading(when)).toBeVisible()
}
