import type { Route } from '@playwright/test'
import { chooseFirstOffer, screenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

test.describe('Settings that can’t be used', () => {
  const cases = [
    { name: 'missing', answer: { status: 404, body: 'not here' }, says: /config\.json/ },
    { name: 'a web page', answer: { status: 200, contentType: 'text/html', body: '<!doctype html><h1>Hello</h1>' }, says: /an HTML page/ },
    { name: 'wrong', answer: { status: 200, body: '{"issuers":[{"iss":"ftp://x","clientId":"a"}]}' }, says: /issuers\[0\]\.iss/ },
  ]
  for (const { name, answer, says } of cases) {
    test(`config.json is ${name}: both pages say so, and nobody is asked for anything`, async ({ page, clinic, watch }) => {
      watch.allow(/status of 404 .*config\.json/)
      await page.route('**/config.json', (route) => route.fulfill(answer))
      await clinic.launch()
      await expect(page.getByRole('heading', { level: 1 })).toContainText(/settings/)
      await expect(page.getByRole('main')).toContainText(says)
      await page.goto(`${clinic.origin}/app/`)
      await expect(screenOf(page).heading('Slotline is not set up correctly')).toBeVisible()
      // The web server, whose settings are valid, names the EHR's public document in a header of the launch page.
      const isSent = (url: string) => !url.endsWith('/.well-known/smart-configuration')
      expect(clinic.sim.inspect().requests.filter(({ url }) => isSent(url))).toEqual([])
      expect(watch.requests.filter((request) => /\/(fhir|auth)\//.test(request.url()) && isSent(request.url()))).toEqual([])
    })
  }
})

test.describe('Settings that the browser knew, and that are others by now', () => {
  interface Settings {
    readonly issuers: readonly { readonly iss: string; readonly clientId: string }[]
  }
  const changed = (change: (settings: Settings) => object) => async (route: Route) => {
    const settings = (await (await route.fetch()).json()) as Settings
    await route.fulfill({ json: change(settings) })
  }
  const notSetUp = 'Slotline is not set up correctly'
  const cases = [
    { name: 'missing', answer: (route: Route) => route.fulfill({ status: 404, body: 'gone' }), heading: notSetUp, says: /status 404/ },
    { name: 'not given out', answer: (route: Route) => route.fulfill({ status: 403, body: '' }), heading: notSetUp, says: /status 403/ },
    { name: 'a web page', answer: (route: Route) => route.fulfill({ body: '<h1>Hello</h1>' }), heading: notSetUp, says: /an HTML page/ },
    { name: 'wrong', answer: changed((settings) => ({ ...settings, holdMinutes: -1 })), heading: notSetUp, says: /holdMinutes.*expected a number of minutes/ },
    {
      name: 'without the EHR',
      answer: changed((settings) => ({ ...settings, issuers: [{ iss: 'https://other.example.org/fhir', clientId: 'a' }] })),
      heading: 'This EHR is not set up here',
      says: /\/fhir/,
    },
    {
      name: 'with another scheduling server',
      answer: changed(({ issuers }) => ({ issuers: issuers.map((issuer) => ({ ...issuer, schedulingServer: 'https://new.example.org/fhir' })) })),
      heading: 'Slotline’s settings have changed',
      says: /stopped/,
    },
  ]
  for (const { name, answer, heading, says } of cases) {
    test(`config.json is ${name} after a valid one: the app stops and says so`, async ({ page, clinic, watch }) => {
      watch.allow(/status of (403|404) .*config\.json/)
      await clinic.launch()
      await expect(screenOf(page).patient).toBeVisible()
      await page.route('**/config.json', answer)
      await page.reload()
      await expect(screenOf(page).heading(heading)).toBeVisible()
      await expect(page.locator('body')).toContainText(says)
      await expect(screenOf(page).patient).toHaveCount(0)
      await page.unroute('**/config.json')
      await page.reload()
      if (heading === 'Slotline’s settings have changed') {
        // The reload finds the settings as they were before.
        await expect(screenOf(page).heading(heading)).toBeVisible()
        await page.reload()
      }
      const isGone = name === 'without the EHR'
      await expect(isGone ? screenOf(page).heading('Slotline was not launched') : screenOf(page).patient).toBeVisible()
    })
  }

  test('config.json can’t be reached after a valid one: the session goes on', async ({ page, clinic, watch }) => {
    watch.allow(/ERR_FAILED|config\.json/)
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    await page.route('**/config.json', (route) => route.abort())
    await page.reload()
    await chooseFirstOffer(page)
    await expect(screenOf(page).patient).toBeVisible()
  })

  test('config.json lists another EHR, too: the session goes on', async ({ page, clinic }) => {
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    const another = { iss: 'https://other.example.org/fhir', clientId: 'a' }
    await page.route('**/config.json', changed(({ issuers, ...settings }) => ({ ...settings, issuers: [another, ...issuers] })))
    await page.reload()
    await chooseFirstOffer(page)
    await expect(screenOf(page).patient).toBeVisible()
  })
})

test.describe('A launch with odd parameters', () => {
  const cases = [
    { name: 'launch without iss', query: () => 'launch=abc', heading: 'The launch is incomplete' },
    { name: 'iss twice', query: (iss: string) => `iss=${iss}&iss=${iss}&launch=abc`, heading: 'The launch is ambiguous' },
    { name: 'an iss that is no URL', query: () => 'iss=%00javascript:alert(1)&launch=abc', heading: 'This EHR is not set up for Slotline' },
  ]
  for (const { name, query, heading } of cases) {
    test(`${name}: says so`, async ({ page, clinic }) => {
      await page.goto(`${clinic.origin}/app/launch.html?${query(encodeURIComponent(`${clinic.origin}/fhir`))}`)
      await expect(screenOf(page).heading(heading)).toBeVisible()
    })
  }
})

test.describe('An address that leads nowhere', () => {
  test('an unknown screen', async ({ page, clinic }) => {
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    await page.goto(`${clinic.origin}/app/#/nowhere`)
    await expect(page.getByText('There is no screen at this address.')).toBeVisible()
  })

  test('an appointment that doesn’t exist', async ({ page, clinic, watch }) => {
    watch.allow(/status of 404 .*Appointment\/no-such-one/)
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    await page.goto(`${clinic.origin}/app/#/appointments/no-such-one`)
    await expect(page.getByText('There is no appointment to show at this address.')).toBeVisible()
  })

  test('a booking that isn’t there any more', async ({ page, clinic }) => {
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    await page.goto(`${clinic.origin}/app/#/book/00000000-0000-0000-0000-000000000000`)
    await expect(page.getByText('This booking is no longer here.')).toBeVisible()
  })

  test('criteria that make no sense fall back to the usual ones', async ({ page, clinic }) => {
    await clinic.launch()
    await expect(screenOf(page).patient).toBeVisible()
    await page.goto(`${clinic.origin}/app/#/find?from=yesterday&to=9999-99-99&time=teatime&nonsense=%E0%A4%A`)
    await expect(screenOf(page).criteria).toBeVisible()
    await chooseFirstOffer(page)
  })
})

test.describe('Searches that can’t be answered', () => {
  test('days the wrong way round are told before anything is sent', async ({ page, clinic }) => {
    await clinic.launch()
    const { criteria, find } = screenOf(page)
    await expect(criteria).toBeVisible()
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    await criteria.getByLabel('From').fill(day(9))
    await criteria.getByLabel('To').fill(day(2))
    await find.click()
    await expect(page.getByText('The last day lies before the first. Choose a later one.')).toBeVisible()
    await expect(criteria.getByLabel('To')).toBeFocused()
    expect(clinic.sent('$find').filter(({ body }) => body.includes(day(9)))).toEqual([])
  })

  test('nothing free never looks like loading', async ({ page, clinic }) => {
    await clinic.launch({ scenario: 'nothing-free' })
    await screenOf(page).find.click()
    await expect(page.getByText('No free appointment was returned.')).toBeVisible()
  })

  test('garbage: says what happened and lets the user try again', async ({ page, clinic, watch }) => {
    watch.allow(/fhir\//)
    await clinic.launch({ scenario: 'garbage' })
    await screenOf(page).find.click()
    await expect(screenOf(page).button('Try again').first()).toBeVisible()
    await expect(screenOf(page).criteria).toBeVisible()
  })

  test('server-down: is told when the server is asked again, asks nothing before, and can stop', async ({ page, clinic, watch }) => {
    watch.allow(/fhir\//)
    await clinic.launch({ scenario: 'server-down' })
    const { find, button, criteria } = screenOf(page)
    await expect(button('Try again').first()).toBeVisible()
    const asked = clinic.sent('$find').length
    await find.click()
    // Another request may have waited before. It is the search that must be stopped.
    await expect(page.getByText('Looking for free appointments …')).toBeAttached()
    await expect(page.getByText(/trying again in \d+ s/)).toBeVisible()
    await expect(page.getByText('It asked for this pause.')).toBeVisible()
    await expect(button('Try now')).toHaveCount(0)
    await button('Stop waiting').click()
    await expect(page.getByText('The request was stopped.')).toBeVisible()
    await expect(button('Try again').first()).toBeVisible()
    await expect(criteria).toBeVisible()
    expect(clinic.sent('$find')).toHaveLength(asked)
  })

  test('a server whose pages go round in a circle is not followed for ever', async ({ page, clinic }) => {
    await clinic.launch({ scenario: 'page-loop' })
    await screenOf(page).find.click()
    await expect(screenOf(page).offer.first()).toBeVisible()
    expect(clinic.sent('$find').length).toBeLessThan(10)
  })
})
