import { chooseFirstOffer, screenOf } from './screen.ts'
import { expect, test } from './sandbox.ts'

// docs/roll-out.md calculates with these numbers. How many further pages there are depends on the offers.
test('a launch, a search more and a booking cost the server so many requests', async ({ page, clinic, watch }) => {
  await clinic.launch()
  const screen = screenOf(page)
  await expect(screen.offer.first()).toBeVisible()
  await chooseFirstOffer(page)
  await expect(page.getByText('Held for you')).toBeVisible()
  await screen.book.click()
  await expect(screen.heading('Appointment booked')).toBeVisible()

  const counts = new Map<string, number>()
  for (const request of watch.requests) {
    const [method, path] = [request.method(), new URL(request.url()).pathname]
    if (!path.startsWith('/fhir/') || path.includes('.well-known')) continue
    const what = `${method} ${path.slice('/fhir/'.length).replace(/^(Patient|Practitioner|Appointment)\/[A-Za-z\d-]+$/, '$1/[id]')}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  const of = (what: string) => counts.get(what) ?? 0
  for (const list of ['Practitioner', 'PractitionerRole', 'Location', 'Organization', 'HealthcareService']) {
    expect(of(`POST ${list}/_search`), list).toBe(1)
  }
  for (const [what, most] of [
    ['GET metadata', 1],
    ['GET Patient/[id]', 1],
    ['GET Practitioner/[id]', 1],
    ['POST Appointment/$find', 2],
    ['POST Appointment/$hold', 1],
    ['POST Appointment/$book', 1],
    ['POST Appointment/_search', 2],
    ['GET Appointment/[id]', 0],
  ] as const) {
    expect(of(what), what).toBeLessThanOrEqual(most)
  }
})
