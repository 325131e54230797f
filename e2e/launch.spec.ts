import type { Request } from '@playwright/test'
import { chooseFirstOffer, findOffers, routeOf, screenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

const ida = /Ida Romero/
const john = /John Smith/

/** The requests to the EHR and the Scheduling Server, without those for the app's own files. */
const toServers = (requests: readonly Request[]) => requests.filter((request) => /\/(fhir|auth)(\/|$)/.test(new URL(request.url()).pathname))

test.describe('A launch from the EHR', () => {
  test('opens the chart’s patient and leaves nothing of the sign-in in the address', async ({ page, clinic }) => {
    await clinic.launch()
    const { patient, criteria } = screenOf(page)
    await expect(patient).toContainText('Ida Romero')
    await expect(patient).toContainText(/4 Mar 1958|Mar 4, 1958/)
    await expect(patient).toContainText(/female/i)
    await expect(patient).toContainText('004217')
    await expect(criteria).toBeVisible()
    expect(routeOf(page)).toBe('/find')
    expect(page.url()).not.toMatch(/code=|state=/)
  })

  test('starts from the EHR’s own page and asks the user for consent', async ({ page, clinic }) => {
    await page.goto(clinic.origin)
    await page.getByLabel('User').selectOption({ label: 'Noor Abbas' })
    await page.getByLabel('Patient', { exact: true }).selectOption('pat-4220')
    await page.getByRole('button', { name: 'Launch', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Allow Slotline to use' })).toBeVisible()
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await expect(screenOf(page).patient).toContainText(john)
  })

  test('without a chart asks for a patient before anything else', async ({ page, clinic }) => {
    await clinic.launchWithoutPatient()
    await expect.poll(() => routeOf(page)).toBe('/patient')
    await expect(screenOf(page).criteria).toBeHidden()
    await page.goto(`${clinic.origin}/app/#/book/anything`)
    await expect.poll(() => routeOf(page)).toBe('/patient')
  })

  test('survives a reload without signing in again', async ({ page, clinic, watch }) => {
    await clinic.launch()
    await expect(screenOf(page).patient).toContainText(ida)
    const before = watch.requests.length
    await page.reload()
    await expect(screenOf(page).patient).toContainText(ida)
    const later = watch.requests.slice(before).map((request) => new URL(request.url()).pathname)
    expect(later.filter((path) => path.startsWith('/auth/') || path.includes('.well-known'))).toEqual([])
  })

  test('sends the token to the FHIR server only', async ({ page, clinic, watch }) => {
    await clinic.launch()
    await expect(screenOf(page).patient).toContainText(ida)
    const withToken = watch.requests.filter((request) => 'authorization' in request.headers())
    expect(withToken.length).toBeGreaterThan(0)
    for (const request of withToken) expect(new URL(request.url()).pathname).toMatch(/^\/fhir\//)
  })
})

test.describe('Never the wrong patient', () => {
  test('a reason typed for one patient is not there for the next, whatever Back leads to', async ({ page, clinic }) => {
    await clinic.launch()
    const screen = screenOf(page)
    const reason = screen.criteria.getByRole('combobox', { name: 'Reason' })
    await findOffers(page)
    await reason.fill('Palpitations at night')
    await reason.press('Enter')
    await findOffers(page)
    expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain('Palpitations')
    await page.reload()
    await expect(screen.offer.first()).toBeVisible()
    await expect(screen.criteria).toContainText('Palpitations at night')

    await clinic.launch({ patient: 'pat-4220' })
    await expect(screen.offer.first()).toBeVisible()
    for (let step = 0; step < 2; step += 1) {
      await expect(screen.criteria).not.toContainText('Palpitations')
      await page.goBack()
      await expect(screen.offer.first()).toBeVisible()
    }
    await chooseFirstOffer(page)
    await expect(screen.reason).toHaveValue('')
  })

  test('a second launch in the same tab shows the second patient only', async ({ page, clinic }) => {
    await clinic.launch()
    const { patient } = screenOf(page)
    await expect(patient).toContainText(ida)
    await clinic.launch({ patient: 'pat-4220' })
    await expect(patient).toContainText(john)
    await page.goto(`${clinic.origin}/app/#/appointments`)
    await page.reload()
    await expect(patient).toContainText(john)
    await expect(page.getByText(ida)).toHaveCount(0)
  })

  test('a draft of one patient is not there for the next', async ({ page, clinic }) => {
    await clinic.launch()
    await chooseFirstOffer(page)
    const draft = page.url()
    await clinic.launch({ patient: 'pat-4220' })
    await expect(screenOf(page).patient).toContainText(john)
    await page.goto(draft)
    await expect(page.getByText('This booking is no longer here.')).toBeVisible()
    await expect(page.getByText(ida)).toHaveCount(0)
  })

  test('two tabs with two patients do not mix', async ({ page, context, clinic }) => {
    await clinic.launch()
    const other = await context.newPage()
    await clinic.launch({ patient: 'pat-4220', page: other })
    await expect(screenOf(other).patient).toContainText(john)
    await page.reload()
    await expect(screenOf(page).patient).toContainText(ida)
    await other.reload()
    await expect(screenOf(other).patient).toContainText(john)
  })

  test('parameters in the address that fhirclient would obey have no effect', async ({ page, clinic, watch }) => {
    const overrides = 'fhirServiceUrl=https%3A%2F%2Fevil.example%2Ffhir&patientId=pat-4220&clientId=other'
    await page.goto(`${await clinic.launchUrl()}&${overrides}`)
    await expect(screenOf(page).patient).toContainText(ida)
    await page.goto(`${clinic.origin}/app/?${overrides}#/appointments`)
    await expect(screenOf(page).patient).toContainText(ida)
    expect(watch.requests.some((request) => request.url().includes('pat-4220') && !request.isNavigationRequest())).toBe(false)
  })

  test('a link with somebody’s code in it opens no session', async ({ page, clinic }) => {
    await page.goto(`${clinic.origin}/app/?code=stolen&state=guessed`)
    await expect(screenOf(page).heading('This sign-in does not belong to this window')).toBeVisible()
    await expect(screenOf(page).patient).toHaveCount(0)
  })
})

test.describe('A launch that can’t go on says why', () => {
  test('an unknown issuer gets no request at all', async ({ page, clinic, watch }) => {
    await page.goto(`${clinic.origin}/app/launch.html?iss=https%3A%2F%2Fevil.example%2Ffhir&launch=x`)
    await expect(screenOf(page).heading('This EHR is not set up for Slotline')).toBeVisible()
    await expect(page.getByText('https://evil.example/fhir')).toBeVisible()
    expect(toServers(watch.requests)).toEqual([])
  })

  test('the user denies', async ({ page, clinic }) => {
    await clinic.launch({ askConsent: true })
    await page.getByRole('button', { name: 'Deny' }).click()
    await expect(screenOf(page).heading('Access was denied')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Choose a server and sign in' })).toBeVisible()
  })

  test('the answer carries another state', async ({ page, clinic, watch }) => {
    await clinic.launch({ variant: 'other-state' })
    await expect(screenOf(page).heading('This sign-in does not belong to this window')).toBeVisible()
    expect(watch.requests.filter((request) => request.url().endsWith('/auth/token'))).toEqual([])
  })

  test('the token endpoint fails', async ({ page, clinic, watch }) => {
    watch.allow(/status of 500 .*\/auth\/token/)
    await clinic.launch({ variant: 'token-endpoint-fails' })
    await expect(screenOf(page).heading('The EHR refused the sign-in')).toBeVisible()
    await screenOf(page).button('Details').click()
    await expect(page.getByText('HTTP 500')).toBeVisible()
  })

  test('there is no SMART configuration', async ({ page, clinic, watch }) => {
    watch.allow(/status of 404 .*smart-configuration/)
    await clinic.launch({ variant: 'no-smart-configuration' })
    await expect(screenOf(page).heading('This server does not offer a sign-in for apps')).toBeVisible()
    expect(toServers(watch.requests)).toHaveLength(1)
  })

  test('PKCE is not announced', async ({ page, clinic, watch }) => {
    await clinic.launch({ variant: 'no-pkce-announced' })
    await expect(screenOf(page).heading('The EHR’s sign-in is not secure enough')).toBeVisible()
    expect(watch.requests.filter((request) => request.url().includes('/auth/authorize'))).toEqual([])
  })

  test('less is granted than was asked for: looking works, and what is missing is said', async ({ page, clinic }) => {
    await clinic.launch({ variant: 'fewer-scopes' })
    await expect(screenOf(page).patient).toContainText(ida)
    await expect(page.getByText('This launch grants less than Slotline asked for.')).toBeVisible()
    await chooseFirstOffer(page)
    await expect(page.getByText('This session may only look at appointments.')).toBeVisible()
    await expect(screenOf(page).book).toHaveCount(0)
    expect([...clinic.sent('$hold'), ...clinic.sent('$book')]).toEqual([])
  })
})

test.describe('Without a chart', () => {
  test('a standalone launch signs in to a configured server and then asks for a patient', async ({ page, clinic }) => {
    await page.goto(`${clinic.origin}/app/launch.html`)
    await page.getByRole('button', { name: 'Connect to Simulated clinic' }).click()
    await page.getByLabel('User').selectOption({ label: 'Noor Abbas' })
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await expect.poll(() => routeOf(page)).toBe('/patient')
  })

  test('the app itself, opened without a launch, says how it is opened', async ({ page, clinic }) => {
    await page.goto(`${clinic.origin}/app/`)
    await expect(screenOf(page).heading('Slotline was not launched')).toBeVisible()
  })
})

test.describe('The session’s end', () => {
  test('a token that has run out is renewed, unseen', async ({ page, clinic, watch }) => {
    watch.allow(/status of 401/)
    await clinic.launch({ variant: 'short-token' })
    await expect(screenOf(page).patient).toContainText(ida)
    await clinic.advance(61_000)
    await chooseFirstOffer(page)
    await expect(page.getByText('Your session has ended.')).toHaveCount(0)
  })

  test('without a way to renew it, the end is said and nothing typed is lost', async ({ page, clinic, watch }) => {
    watch.allow(/status of 401/)
    await clinic.launch({ variant: 'no-refresh' })
    await chooseFirstOffer(page)
    const screen = screenOf(page)
    await screen.note.fill('Bring the old pictures')
    clinic.sim.fault({ on: 'book', kind: 'status', status: 401 })
    await screen.book.click()
    await expect(screen.heading('Not booked')).toBeVisible()
    await expect(page.getByText('Your session has ended.').first()).toBeVisible()

    await clinic.launch({ variant: 'usual' })
    await expect(screen.patient).toContainText(ida)
    await screen.button('Continue').click()
    await expect(screen.note).toHaveValue('Bring the old pictures')
  })
})
