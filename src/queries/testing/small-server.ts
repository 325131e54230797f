export const base = 'https://clinic.example.org/fhir'

/** How a server answers. */
export type Behaviour = (request: Request) => Promise<Response>

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The answers of a server that is well, as small as can be. */
export const healthy: Behaviour = async ({ url }) => {
  await sleep(40)
  const path = new URL(url).pathname.slice(new URL(base).pathname.length)
  const [, type = '', id] = path.split('/')
  if (type === 'metadata') return Response.json({ resourceType: 'CapabilityStatement', status: 'active' })
  if (type === 'Patient' && id === 'romero') return Response.json({ resourceType: 'Patient', id })
  if (type === 'Appointment' && id === 'p-1') return new Response('', { status: 404 })
  return Response.json({ resourceType: 'Bundle', type: 'searchset', entry: [] })
}

/** The same chances for the same seed (a linear congruential generator): a test that fails fails again. */
export function chances(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
