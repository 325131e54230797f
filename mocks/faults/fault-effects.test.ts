import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSim, type Sim } from '../sim.ts'

describe('a delayed answer', () => {
  const url = 'https://clinic.example/fhir/metadata'
  let sim: Sim
  beforeEach(() => {
    vi.useFakeTimers()
    sim = createSim({ base: 'https://clinic.example/fhir' })
    sim.useScenario('slow')
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('comes after its time', async () => {
    const answered = vi.fn()
    const answer = sim.handle(new Request(url)).then(answered)
    await vi.advanceTimersByTimeAsync(2999)
    expect(answered).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await answer
    expect(answered).toHaveBeenCalled()
  })

  it('ends at once when nobody waits for it any more', async () => {
    const client = new AbortController()
    const answer = sim.handle(new Request(url, { signal: client.signal }))
    client.abort(new Error('went away'))
    await expect(answer).rejects.toThrow('went away')
  })
})
