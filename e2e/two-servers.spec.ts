import type { RecordedRequest } from '../mocks/recorded-request.ts'
import { chooseFirstOffer, latestActivity, openAppointment, screenOf, whenOf } from './screen.ts'
import { expect, signInToScheduling, test, type ClinicUnderTest } from './sandbox.ts'

const tokensIn = (requests: readonly RecordedRequest[]) =>
  new Set(requests.flatMap(({ headers }) => headers['authorization'] ?? []))

const copies = ({ separateEhr }: ClinicUnderTest) => separateEhr.record.inspect().appointments

/** The copy's contained resources as text, which hold its error (decision 007). */
const errorIn = ({ contained = [] }: ReturnType<typeof copies>[number]): string => JSON.stringify(contained)

test.describe('An EHR and a scheduling server with a sign-in each', () => {
  test('an appointment is copied to the EHR once and follows what becomes of it; no token reaches the other server', async ({ page, clinic, watch }) => {
    test.slow()
    watch.allow(/fhir\/Appointment/)
    await clinic.launchSeparate()
    const screen = screenOf(page)
    await expect(screen.patient).toContainText('Ida Romero')
    expect(page.url()).not.toMatch(/code=|state=/)

    const offer = await chooseFirstOffer(page)
    await expect(page.getByText('Held for you')).toBeVisible()
    await screen.reason.fill('Palpitations')
    await screen.book.click()
    await expect(screen.heading('Appointment booked')).toBeVisible()
    await expect.poll(() => copies(clinic).map(({ status }) => status)).toEqual(['booked'])
    const [copy] = copies(clinic)
    const link = copy?.identifier?.find(({ system }) => system === `${clinic.origin}/fhir/Appointment`)
    const booked = clinic.sim.inspect().appointments.find(({ id }) => id === link?.value)
    expect(booked?.status).toBe('booked')
    expect(booked?.participant.map(({ actor }) => actor?.reference), 'each server has its own id of the patient').toContain('Patient/pat-4217')
    expect(copy?.participant[0]?.actor?.reference).toBe('Patient/chart-pat-4217')
    await expect(await latestActivity(page, 'Book')).toContainText('in the EHR')

    // The request gets lost and the server can't be asked, so the outcome is unknown, and the EHR's copy says so.
    await openAppointment(page, whenOf(offer))
    await screen.button('Cancel appointment', screen.main).click()
    await screen.cancelDialog.getByRole('combobox', { name: 'Reason' }).click()
    await page.getByRole('option').first().click()
    await page.route(/\/\$book$/, async (route) => {
      clinic.sim.fault({ on: 'scheduling', kind: 'status', status: 500, times: 'always' })
      await route.abort('connectionreset')
    })
    await screen.button('Cancel appointment', screen.cancelDialog).click()
    await expect(screen.heading('Outcome unknown')).toBeVisible()
    await expect.poll(() => copies(clinic).map(errorIn)).toEqual([expect.stringContaining('It is not known whether the cancellation was carried out.')])
    expect(copies(clinic)[0]?.status).toBe('booked')
    await page.unrouteAll()
    clinic.sim.heal()
    await expect(screen.heading('Not cancelled')).toBeVisible({ timeout: 60_000 })
    await expect.poll(() => copies(clinic).map(errorIn)).toEqual([expect.stringContaining('was not carried out, as the scheduling server shows')])

    await openAppointment(page, whenOf(offer))
    await screen.button('Cancel appointment', screen.main).click()
    await screen.cancelDialog.getByRole('combobox', { name: 'Reason' }).click()
    await page.getByRole('option').first().click()
    await screen.button('Cancel appointment', screen.cancelDialog).click()
    await expect(screen.heading('Appointment cancelled')).toBeVisible()
    await expect.poll(() => copies(clinic).map(({ status }) => status)).toEqual(['cancelled'])
    expect(copies(clinic).map(errorIn)).toEqual(['[]'])

    // A refused booking is copied to the EHR, too.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Find' }).click()
    await chooseFirstOffer(page)
    clinic.sim.fault({ on: 'book-new', kind: 'refuse', diagnostics: 'A referral is needed.' })
    await screen.book.click()
    await expect(screen.heading('Not booked')).toBeVisible()
    await expect.poll(() => copies(clinic).length).toBe(2)
    const [, refused] = copies(clinic)
    expect(refused?.status).toBe('cancelled')
    expect(refused?.cancelationReason?.text).toContain('Never booked.')
    expect(JSON.stringify(refused?.contained)).toContain('A referral is needed.')
    await latestActivity(page, 'Book')
    await expect(page.getByRole('row').filter({ hasText: 'Not booked' })).toContainText('in the EHR')

    const schedulingTokens = tokensIn(clinic.sim.inspect().requests)
    const ehrTokens = tokensIn(clinic.separateEhr.requests())
    expect([schedulingTokens.size, ehrTokens.size]).toEqual([1, 1])
    expect([...schedulingTokens]).not.toEqual([...ehrTokens])
    const audits = watch.requests.filter((request) => request.url().includes('/arr'))
    expect(audits.map((request) => request.headers()['authorization'])).toEqual(audits.map(() => undefined))
  })

  test('the second sign-in can be denied, left and made again; each session’s end is told apart, and what was typed stays', async ({ page, clinic, watch }) => {
    watch.allow(/status of (400|401)/)
    const screen = screenOf(page)
    const again = screen.button('Sign in to the scheduling server')
    const { url } = (await (await fetch(`${clinic.origin}/sim/separate`, {
      method: 'POST',
      body: JSON.stringify({ user: 'abbas', patient: 'pat-4217', askConsent: false }),
    })).json()) as { url: string }
    await page.goto(url)
    await page.getByLabel('User').selectOption({ label: 'Noor Abbas' })
    await page.getByRole('button', { name: 'Deny' }).click()
    await expect(page.getByText('You are not signed in to the scheduling server.')).toBeVisible()
    await expect(page.getByText(/refused to let Slotline in/)).toBeVisible()
    await expect(screen.patient).toContainText('Ida Romero')
    expect(clinic.sent('$find')).toEqual([])

    await again.click()
    await expect(page.getByLabel('User')).toBeVisible()
    await page.goBack()
    await expect(again).toBeVisible()
    clinic.separateEhr.authorization.useVariant('no-refresh')
    await steerVariant(clinic, 'no-refresh')
    await again.click()
    await signInToScheduling(page)
    await chooseFirstOffer(page)
    await expect(again).toHaveCount(0)
    await expect(page.getByText('Held for you')).toBeVisible()
    await screen.note.fill('Bring the old pictures')

    clinic.sim.fault({ on: 'book', kind: 'status', status: 401 })
    await screen.book.click()
    await expect(screen.heading('Not booked')).toBeVisible()
    await expect(page.getByText('Your session with the scheduling server has ended.')).toBeVisible()
    await expect(page.getByText('Your session has ended.')).toHaveCount(0)
    await steerVariant(clinic, 'usual')
    await screen.button('Sign in again').click()
    await signInToScheduling(page)
    await expect(screen.heading('Not booked')).toBeVisible()
    await screen.button('Back to the booking').click()
    await expect(screen.note).toHaveValue('Bring the old pictures')
    await screen.book.click()
    await expect(screen.heading('Appointment booked')).toBeVisible()
    expect(clinic.sent('$hold')).toHaveLength(1)

    clinic.separateEhr.authorization.reset()
    await page.reload()
    await expect(page.getByText('Your session with the EHR has ended.')).toBeVisible()
    await expect(page.getByText(/The scheduling server still accepts what you send/)).toBeVisible()
    await expect(page.getByText('Your session with the scheduling server has ended.')).toHaveCount(0)
  })
})

async function steerVariant({ origin }: ClinicUnderTest, variant: 'usual' | 'no-refresh'): Promise<void> {
  const response = await fetch(`${origin}/sim/variant`, { method: 'POST', body: JSON.stringify({ variant }) })
  expect(response.ok).toBe(true)
}
