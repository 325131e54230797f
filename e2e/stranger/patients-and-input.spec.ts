import { routeOf, screenOf } from '../screen.ts'
import { book, choose, dayInWords, find, settled } from './steps.ts'
import { expect, test } from './stranger.ts'
import { clinicDay } from './tenant-data.ts'

test.describe('A reload', () => {
  test('of the search, of the form and of the outcome leaves what was there', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await find(page)
    await settled(page)
    const address = page.url()
    await page.reload()
    await settled(page)
    expect(page.url()).toBe(address)
    await screen.offer.nth(1).click()
    await screen.reason.fill('Stitches')
    await page.reload()
    await expect(screen.reason).toHaveValue('Stitches')
    await screen.book.click()
    await expect(screen.heading('Appointment booked')).toBeVisible()
    await page.reload()
    await expect(screen.heading('Appointment booked')).toBeVisible()
    expect(clinic.server.about('book')).toHaveLength(1)
    await page.getByRole('link', { name: 'Appointments' }).click()
    await expect(page.getByRole('link', { name: dayInWords(clinicDay(5)) })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('link', { name: dayInWords(clinicDay(5)) })).toBeVisible()
    await page.getByRole('link', { name: dayInWords(clinicDay(5)) }).click()
    await expect(screen.main).toContainText('Fasting since midnight')
    await page.reload()
    await expect(screen.main).toContainText('Fasting since midnight')
  })
})

test.describe('Never the wrong patient', () => {
  test('two tabs with two people of one name do not mix', async ({ page, context, clinic }) => {
    await clinic.launch()
    await choose(page)
    const other = await context.newPage()
    await clinic.launch('P.1-b', other)
    await expect(screenOf(other).patient).toContainText('5 Nov 1991')
    await expect(other.getByText(/29 Feb 1984/)).toHaveCount(0)
    await page.reload()
    await expect(screenOf(page).patient).toContainText('29 Feb 1984')
    await choose(other, 1)
    await screenOf(page).book.click()
    await expect(screenOf(page).heading('Appointment booked')).toBeVisible()
    await screenOf(other).book.click()
    await expect(screenOf(other).heading('Appointment booked')).toBeVisible()
    const people = clinic.server.about('book').map(({ body }) => /"id":"(P\.1-.)"/.exec(body)?.[1])
    expect(people).toEqual(['P.1-a', 'P.1-b'])
  })

  test('a launch without a patient asks which of two people with one name', async ({ page, clinic }) => {
    await page.goto(`${clinic.root}launch.html`)
    await page.getByRole('button', { name: 'Connect to Tenant 7' }).click()
    await expect.poll(() => routeOf(page)).toBe('/patient')
    await page.getByRole('main').getByLabel('Name').fill('Sharma')
    await page.getByRole('main').getByRole('button', { name: /search|find/i }).click()
    await expect(page.getByRole('main').getByText(/Priya Sharma/)).toHaveCount(2)
    await page.getByRole('main').getByRole('button', { name: /7-0002/ }).click()
    await expect(screenOf(page).patient).toContainText('5 Nov 1991')
    await page.reload()
    await expect(screenOf(page).patient).toContainText('5 Nov 1991')
    await book(page, 2)
    expect(clinic.server.about('book')[0]?.body).toContain('"P.1-b"')
  })
})

test.describe('Bad input', () => {
  test('a launch by a server that is not in the settings sends nothing anywhere', async ({ page, clinic }) => {
    await page.goto(`${clinic.root}launch.html?iss=${encodeURIComponent(`${clinic.server.origin}/r4/tenant-8/fhir`)}&launch=1`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This EHR is not set up for Slotline')
    await expect(page.getByText('/r4/tenant-8/fhir')).toBeVisible()
    expect(clinic.server.all()).toEqual([])
  })

  test('a launch without its server says what is missing', async ({ page, clinic }) => {
    await page.goto(`${clinic.root}launch.html?launch=1`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(/iss/)).toBeVisible()
    expect(clinic.server.all()).toEqual([])
  })

  test('an appointment that does not exist is said not to be there', async ({ page, clinic }) => {
    await clinic.launch()
    await page.goto(`${clinic.root}#/appointments/no.such-1`)
    await expect(screenOf(page).main).toContainText('There is no appointment to show at this address.')
  })

  test('a reason that is still being typed is taken along by the button that searches', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await settled(page)
    const before = clinic.server.about('find').length
    await screen.criteria.getByRole('combobox', { name: 'Reason' }).fill('Cough')
    await screen.find.click()
    await expect.poll(() => clinic.server.about('find').length).toBe(before + 1)
    await settled(page)
    await screen.offer.first().click()
    await expect(screen.reason).toHaveValue('Cough')
  })

  test('days the wrong way round are not sent', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    await settled(page)
    const before = clinic.server.about('find').length
    await screen.criteria.getByLabel('From').fill(clinicDay(6))
    await screen.criteria.getByLabel('To', { exact: true }).fill(clinicDay(2))
    await screen.find.click()
    await expect(screen.criteria.getByLabel('To', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await expect(screen.criteria.getByLabel('From')).toHaveValue(clinicDay(6))
    expect(clinic.server.about('find')).toHaveLength(before)
  })

  test('a range that is too long is told in the server’s words', async ({ page, clinic }) => {
    await clinic.launch()
    await find(page, 60)
    await expect(page.getByText('Tenant 7 searches 31 days at most.')).toBeVisible()
    await expect(screenOf(page).criteria.getByLabel('To', { exact: true })).toHaveValue(clinicDay(60))
    await find(page, 3)
    await settled(page)
  })

  for (const how of ['html', 'broken', 'empty'] as const) {
    test(`garbage (${how}) instead of offers, a page or a list is said, and asked for again`, async ({ page, clinic }) => {
      const { server } = clinic
      const screen = screenOf(page)
      server.plan('directory', how, 9)
      await clinic.launch()
      await settled(page)
      for (const on of ['find', 'next'] as const) {
        server.plan(on, how)
        await find(page, on === 'find' ? 4 : 5)
        await expect(screen.offers.getByRole('alert')).toBeVisible()
        await screen.offers.getByRole('button', { name: /again|rest/i }).click()
        await settled(page)
      }
      server.plan('search', how, 4)
      await page.getByRole('link', { name: 'Appointments' }).click()
      await expect(screen.main.getByRole('alert')).toBeVisible()
      await expect(screen.main).not.toContainText(/none were returned/i)
    })
  }
})
