import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import { clientOf, NOW, type Connection } from './testing/contract/client.ts'
import { describeContract } from './testing/contract.ts'
import { simHandlers } from './msw-handlers.ts'
import { serve } from './sandbox/node-server.ts'
import { createSim, type Sim } from './sim.ts'
import { createWorld } from './world/world.ts'

/** One for all tests, since it never changes. */
const world = createWorld(() => NOW)

function simAt(base: string): { base: string; sim: Sim; advance: (milliseconds: number) => void } {
  let now = NOW
  return { base, sim: createSim({ base, clock: () => now, world }), advance: (milliseconds) => void (now += milliseconds) }
}

async function inProcess(): Promise<Connection> {
  const at = simAt('https://clinic.example/some/path/fhir')
  return {
    ...at,
    async send(request) {
      const response = await at.sim.handle(request)
      if (!response) throw new Error(`not the simulator’s: ${request.url}`)
      return response
    },
  }
}

async function throughMsw(): Promise<Connection> {
  const at = simAt('https://clinic.example/fhir')
  const server = setupServer(...simHandlers(at.sim))
  server.listen({ onUnhandledRequest: 'error' })
  return { ...at, send: (request) => fetch(request), close: async () => server.close() }
}

async function overSocket(): Promise<Connection> {
  let sim: Sim | undefined
  const server = await serve(async (request) => sim?.handle(request))
  const at = simAt(`${server.origin}/fhir`)
  sim = at.sim
  return { ...at, send: (request) => fetch(request), close: server.close }
}

describeContract('in process', inProcess)
describeContract('through MSW', throughMsw)
describeContract('over a socket', overSocket)

describe('createSim', () => {
  it('leaves alone what is not below its base', async () => {
    const { sim } = simAt('https://clinic.example/fhir')
    expect(await sim.handle(new Request('https://clinic.example/fhirplace/metadata'))).toBeUndefined()
    expect(await sim.handle(new Request('https://elsewhere.example/fhir/metadata'))).toBeUndefined()
    expect(sim.inspect().requests).toEqual([])
  })

  it('lets pages of other origins ask', async () => {
    const { sim, base } = simAt('https://clinic.example/fhir')
    const answer = await sim.handle(new Request(`${base}/Appointment/$book`, { method: 'OPTIONS' }))
    expect([answer?.status, answer?.headers.get('access-control-allow-headers')]).toEqual([
      204,
      expect.stringContaining('X-Request-Id'),
    ])
  })

  it('starts afresh when what was saved is not its own', async () => {
    const connection = await inProcess()
    connection.sim.useScenario('garbage')
    connection.sim.restore({ some: 'thing' })
    expect(connection.sim.inspect().scenario).toBe('usual')
    expect((await clientOf(connection).offers()).length).toBeGreaterThan(0)
  })
})
