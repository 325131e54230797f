import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { chooseFirstOffer, screenOf } from './screen.ts'
import { expect, signInToScheduling, test } from './sandbox.ts'

const ida = /Ida Romero/
const notOurs = 'This sign-in does not belong to this window'

/** Every address of the app in this tab's history, and the one shown. */
async function addressesOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { entries } = await session.send('Page.getNavigationHistory')
  await session.detach()
  return [...entries.map(({ url }) => url), page.url()].filter((url) => new URL(url).pathname.startsWith('/app/'))
}

test('however a launch ends, nothing of the sign-in stays in the address or the history', async ({ page, clinic, watch }) => {
  watch.allow(/status of 500 .*\/auth\/token/)
  for (const [variant, heading] of [
    ['usual', 'Find an appointment'],
    ['denied', 'Access was denied'],
    ['other-state', notOurs],
    ['token-endpoint-fails', 'The EHR refused the sign-in'],
  ] as const) {
    await clinic.launch({ variant })
    await expect(screenOf(page).heading(heading)).toBeVisible()
  }
  const addresses = await addressesOf(page)
  expect(addresses.length).toBeGreaterThan(4)
  for (const url of addresses) expect(new URL(url).search, url).toBe('')

  const redeemed = watch.requests.filter((request) => request.url().endsWith('/auth/token')).length
  await page.reload()
  await expect(screenOf(page).heading('Slotline was not launched')).toBeVisible()
  expect(watch.requests.filter((request) => request.url().endsWith('/auth/token'))).toHaveLength(redeemed)
})

test('nothing of a sign-in stays in the address, wherever an answer puts it, and the screen that it names is there', async ({ page, clinic, watch }) => {
  await clinic.launch()
  const { patient, heading } = screenOf(page)
  await expect(patient).toContainText(ida)
  // Like a web server that answers every path with the app.
  await page.route('**/app/find?*', async (route) => route.fulfill({ response: await route.fetch({ url: `${clinic.origin}/app/` }) }))
  const secrets = 'access_token=SECRET&id_token=SECRET&state=SECRET'
  for (const [address, shown, left] of [
    [`#${secrets}&scope=openid`, 'Find an appointment', /#\/find/],
    ['#code=SECRET&state=SECRET', 'Find an appointment', /#\/find/],
    ['#error=SECRET&error_description=SECRET', 'Find an appointment', /#\/find/],
    ['?state=SECRET&error_description=SECRET', 'Find an appointment', /#\/find/],
    [`#/appointments?scope=patient&${secrets}`, 'Appointments', /#\/appointments/],
    [`#/activity?code=SECRET`, 'Activity', /#\/activity$/],
    [`?code=SECRET&${secrets}`, notOurs, /\/app\/$/],
    ['find?code=SECRET&state=SECRET', notOurs, /\/app\/#\/find$/],
  ] as const) {
    // Leaves the app first: if only the part behind # changed, the browser would load nothing.
    await page.goto('about:blank')
    await page.goto(`${clinic.origin}/app/${address}`)
    await expect(heading(shown)).toBeVisible()
    await expect(page).toHaveURL(left)
  }
  for (const url of await addressesOf(page)) expect(url).not.toContain('SECRET')
  const later = watch.requests.filter((request) => !request.isNavigationRequest())
  for (const request of later) expect(`${request.url()} ${request.headers()['referer']} ${request.postData()}`).not.toContain('SECRET')
})

test('a redirect that is played again opens nothing, and the session that is there goes on', async ({ page, clinic, watch }) => {
  await clinic.launch()
  await expect(screenOf(page).patient).toContainText(ida)
  const redirect = watch.requests.find((request) => /\/app\/\?.*code=/.test(request.url()))?.url() ?? ''
  await page.goto(redirect)
  await expect(screenOf(page).heading(notOurs)).toBeVisible()
  expect(watch.requests.filter((request) => request.url().endsWith('/auth/token'))).toHaveLength(1)
  await page.goto(`${clinic.origin}/app/`)
  await expect(screenOf(page).patient).toContainText(ida)
})

test('somebody else’s code in the answer to this launch is redeemed for nothing', async ({ page, clinic, watch }) => {
  watch.allow(/status of 400 .*\/auth\/token/)
  const stolen = await codeFor(await clinic.launchUrl({ patient: 'pat-4220' }))
  // An attacker who can change the answer on its way knows its state, but not the verifier that the code belongs to.
  await page.route('**/auth/authorize?*', (route) => {
    const asked = new URL(route.request().url()).searchParams
    const location = `${asked.get('redirect_uri')}?${new URLSearchParams({ code: stolen, state: asked.get('state') ?? '' })}`
    return route.fulfill({ status: 302, headers: { location } })
  })
  await clinic.launch()
  await expect(screenOf(page).heading('The EHR refused the sign-in')).toBeVisible()
  await expect(screenOf(page).patient).toHaveCount(0)
  expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain('access_token')
})

test('a scheduling server that sends the browser on to the EHR’s sign-in is not handed the EHR’s code', async ({ page, clinic, watch }) => {
  const ehr = `${clinic.origin}/ehr`
  await page.route('**/auth/authorize?*', (route) => {
    const sent = new URL(route.request().url())
    if (sent.pathname.startsWith('/ehr/')) return route.fallback()
    const query = new URLSearchParams({
      ...{ response_type: 'code', client_id: 'slotline-ehr', redirect_uri: `${clinic.origin}/app/`, aud: `${ehr}/fhir` },
      ...{ scope: 'openid fhirUser user/Appointment.rs', state: sent.searchParams.get('state') ?? '' },
      ...{ code_challenge: sent.searchParams.get('code_challenge') ?? '', code_challenge_method: 'S256' },
    })
    return route.fulfill({ status: 302, headers: { location: `${ehr}/auth/authorize?${query}` } })
  })
  // Ends at the EHR's own page, where the user gives consent, taking it for the second sign-in.
  await clinic.launchSeparate()
  await expect(screenOf(page).heading(notOurs)).toBeVisible()
  expect(watch.requests.filter((request) => request.url() === `${clinic.origin}/auth/token`)).toEqual([])
  await page.unrouteAll()
  await page.goto(`${clinic.origin}/app/`)
  await page.getByRole('button', { name: 'Sign in to the scheduling server' }).click()
  await signInToScheduling(page)
  await expect(screenOf(page).patient).toContainText(ida)
  await expect(page.getByRole('button', { name: 'Sign in to the scheduling server' })).toHaveCount(0)
  expect(new URL(page.url()).pathname, 'the usual address').toBe('/app/')
})

test('the back button leads to no patient of an earlier launch', async ({ page, clinic }) => {
  await clinic.launch()
  await expect(screenOf(page).patient).toContainText(ida)
  await page.goto(`${clinic.origin}/app/#/appointments`)
  await expect(screenOf(page).heading('Appointments')).toBeVisible()
  await clinic.launch({ patient: 'pat-4220' })
  await expect(screenOf(page).patient).toContainText('John Smith')
  await page.goBack()
  await expect(screenOf(page).patient).toContainText('John Smith')
  await expect(page.getByText(ida)).toHaveCount(0)
})

test('whoever goes away is asked, then signed out, and finds again what was typed', async ({ page, clinic }) => {
  await page.clock.install()
  await clinic.launch()
  await chooseFirstOffer(page)
  const screen = screenOf(page)
  await screen.note.fill('Brings the old pictures')
  await expect(screen.note).toHaveValue('Brings the old pictures')
  const question = page.getByRole('alertdialog', { name: 'Are you still there?' })
  await page.clock.fastForward('14:05')
  await expect(question).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await page.clock.fastForward('15:05')
  await expect(screen.heading('You were signed out')).toBeVisible()
  expect(await page.content()).not.toContain('Romero')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  expect(page.url()).not.toContain('/book/')
  await page.reload()
  await expect(screen.heading('Slotline was not launched')).toBeVisible()

  await clinic.launch()
  await expect(screen.patient).toContainText(ida)
  await screen.button('Continue').click()
  await expect(screen.note).toHaveValue('Brings the old pictures')
})

test('a link with an error in it neither ends a launch that is at the sign-in nor speaks for the EHR', async ({ page, clinic }) => {
  await page.goto(await clinic.launchUrl({ askConsent: true }))
  const allow = page.getByRole('button', { name: 'Allow', exact: true })
  await expect(allow).toBeVisible()
  const consent = page.url()
  await page.goto(`${clinic.origin}/app/?error=access_denied&error_description=Call%20this%20number`)
  await expect(screenOf(page).heading(notOurs)).toBeVisible()
  await expect(page.getByText('Call this number')).toHaveCount(0)
  await page.goto(consent)
  await allow.click()
  await expect(screenOf(page).patient).toContainText(ida)
})

/** A code that the authorization server issues for that launch to an attacker with a verifier of their own. */
async function codeFor(launchUrl: string): Promise<string> {
  const launch = new URL(launchUrl)
  const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url')
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'slotline',
    redirect_uri: new URL('./', launch).href.replace(/\?.*$/, ''),
    scope: 'launch openid fhirUser user/Appointment.rs',
    state: 'of-somebody-else-entirely',
    aud: launch.searchParams.get('iss') ?? '',
    launch: launch.searchParams.get('launch') ?? '',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const answer = await fetch(`${launch.origin}/auth/authorize?${query}`, { redirect: 'manual' })
  const code = new URL(answer.headers.get('location') ?? 'none:').searchParams.get('code')
  if (!code) throw new Error(`No code but ${answer.status}`)
  return code
}
