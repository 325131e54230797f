import { startElsewhere } from './elsewhere.ts'
import { screenOf } from './screen.ts'
import type { Answer } from './stranger/answers.ts'
import { object, objects } from './stranger/json.ts'
import { find, settled } from './stranger/steps.ts'
import { expect, test } from './stranger/stranger.ts'

test('the token goes to its server’s base path only, wherever the server’s answers point', async ({ page, clinic, expected }) => {
  const elsewhere = await startElsewhere()
  const { server } = clinic
  const neighbour = `${server.origin}/r4/tenant-8/fhir`
  await clinic.launch()
  const screen = screenOf(page)
  await find(page)
  await settled(page)

  for (const target of [`${elsewhere.origin}/r4/tenant-7/fhir`, neighbour, `${server.base}/../../tenant-8/fhir`]) {
    server.plan('find', ({ body, ...rest }) => ({
      ...rest,
      body: { ...object(body), link: [{ relation: 'next', url: `${target}?_getpages=x` }] },
    }))
    await find(page)
    await expect(screen.offers.getByRole('alert')).toBeVisible()
  }

  // The app must not send its token to the addresses in references.
  server.plan('find', (answer) => pointingTo(`${elsewhere.origin}/fhir`, answer))
  await find(page)
  await expect(screen.offer.first()).toBeVisible()

  expected.push(/ERR_FAILED|Failed to load resource/)
  // A search without an answer is sent again, so each place gets its turn.
  const places = [`${elsewhere.origin}/fhir`, neighbour]
  let turn = 0
  server.plan('find', () => ({ status: 307, body: '', headers: { Location: places[turn++ % 2] ?? '' } }), 50)
  await find(page)
  await expect(screen.offers.getByRole('alert')).toBeVisible()
  expect(turn).toBeGreaterThan(1)

  expect(elsewhere.arrived).toEqual([])
  expect(server.all().filter((request) => request.includes('tenant-8'))).toEqual([])
  await elsewhere.close()
})

/** The same answer, with all its actors' references pointing to another server. */
function pointingTo(base: string, { body, ...rest }: Answer): Answer {
  const bundle = object(body)
  const entry = objects(bundle['entry']).map((one) => {
    const resource = object(one['resource'])
    const participant = objects(resource['participant']).map((each) => {
      const reference = String(object(each['actor'])['reference']).split('/').slice(-2).join('/')
      return { ...each, actor: { reference: `${base}/${reference}` } }
    })
    return { ...one, resource: resource['resourceType'] === 'Appointment' ? { ...resource, participant } : resource }
  })
  return { ...rest, body: { ...bundle, entry } }
}
