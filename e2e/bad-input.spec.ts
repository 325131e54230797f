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
      // The web server, whose settings are in order, has named the EHR's public document in a header of the launch page.
      const isSent = (url: string) => !url.endsWith('/.well-known/smart-configuration')
      expect(clinic.sim.inspect().requests.filter(({ url }) => isSent(url))).toEqual([])
      expect(watch.requests.filter((request) => /\/(fhir|auth)\//.test(request.url()) && isSent(request.url()))).toEqual([])
    })
  }
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
    // Something else may have waited before; what is stopped is the search.
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
