import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createServerGate, GateClosed, WaitStopped, type Ending, type ServerGate } from './server-gate.ts'

const base = Date.parse('2026-11-24T14:00:00Z')
const quick: Ending = { kind: 'answered', tookMs: 50 }
const slow: Ending = { kind: 'answered', tookMs: 4_000 }
const overloaded: Ending = { kind: 'overloaded' }

beforeEach(() => {
  vi.useFakeTimers({ now: base })
  return () => vi.useRealTimers()
})

/** Asks as one request would, and records when it was let through. */
function knock(gate: ServerGate, { signal = new AbortController().signal, patienceMs = Infinity }: { signal?: AbortSignal; patienceMs?: number } = {}) {
  const visit: { atMs?: number; refused?: unknown; leave?: (ending: Ending) => void } = {}
  gate.enter(signal, patienceMs).then(
    (leave) => Object.assign(visit, { leave, atMs: Date.now() - base }),
    (refused: unknown) => Object.assign(visit, { refused }),
  )
  return visit
}

const settle = () => vi.advanceTimersByTimeAsync(0)

/** Lets a request through now and ends it as given. */
async function run(gate: ServerGate, ending: Ending) {
  const visit = knock(gate)
  await settle()
  visit.leave!(ending)
}

describe('a server that is well', () => {
  it('is sent up to twelve requests at once, and the next as soon as one is answered', async () => {
    const gate = createServerGate()
    const visits = Array.from({ length: 14 }, () => knock(gate))
    await settle()
    expect(visits.filter(({ atMs }) => atMs === 0)).toHaveLength(12)
    visits[0]!.leave!(quick)
    await settle()
    expect(visits.filter(({ atMs }) => atMs === 0)).toHaveLength(13)
  })

  it('may fail now and then', async () => {
    const gate = createServerGate()
    for (const ending of [{ kind: 'failed' }, quick, { kind: 'failed' }, quick] as const) await run(gate, ending)
    expect(gate.state()).toEqual({ waiting: 0 })
  })
})

describe('a slow server', () => {
  it('is sent less at once, one request at least, and more again when it is quick', async () => {
    const gate = createServerGate()
    for (let times = 0; times < 6; times++) await run(gate, slow)
    const visits = Array.from({ length: 4 }, () => knock(gate))
    await settle()
    expect(visits.filter(({ leave }) => leave)).toHaveLength(1)
    visits[0]!.leave!(quick)
    await settle()
    expect(visits.filter(({ leave }) => leave)).toHaveLength(3)
  })
})

describe('a server that has too much to do', () => {
  it.each([
    ['says so', [overloaded], 8_000],
    ['fails twice in a row', [{ kind: 'failed' }, { kind: 'failed' }], 2_000],
  ] as const)('is left alone when it %s', async (_, endings, waitMs) => {
    const gate = createServerGate({ random: () => 1 })
    for (const ending of endings) await run(gate, ending)
    const visit = knock(gate)
    await vi.advanceTimersByTimeAsync(waitMs - 1)
    expect(visit.atMs).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    expect(visit.atMs).toBe(waitMs)
  })

  it('is sent one request at a time, after waits that grow up to a minute', async () => {
    const gate = createServerGate({ random: () => 1 })
    const sentMs: number[] = []
    const ask = async () => {
      const leave = await gate.enter(new AbortController().signal, Infinity)
      sentMs.push(Date.now() - base)
      leave(overloaded)
    }
    // Twelve go before anybody knows. Together they count as one failure, not twelve.
    const asked = Array.from({ length: 21 }, ask)
    await vi.advanceTimersByTimeAsync(15 * 60_000)
    await Promise.all(asked)
    const waits = sentMs.slice(11).flatMap((sent, index, all) => (index === 0 ? [] : [(sent - all[index - 1]!) / 1000]))
    expect(waits).toEqual([8, 24, 60, 60, 60, 60, 60, 60, 60])
  })

  it('leaves most of the wait to chance', async () => {
    const waits = await Promise.all(
      [0, 0.5, 1].map(async (random) => {
        const gate = createServerGate({ random: () => random })
        await run(gate, overloaded)
        return gate.state().untilInstant! - Date.now()
      }),
    )
    expect(waits).toEqual([2_000, 5_000, 8_000])
  })

  it('gets the others one after the other once it answers', async () => {
    const gate = createServerGate({ random: () => 1 })
    await run(gate, overloaded)
    const visits = Array.from({ length: 8 }, () => knock(gate))
    await vi.advanceTimersByTimeAsync(8_000)
    expect(visits.filter(({ leave }) => leave)).toHaveLength(1)
    visits[0]!.leave!(quick)
    await settle()
    expect(visits.filter(({ leave }) => leave)).toHaveLength(3)
    visits[1]!.leave!(quick)
    await settle()
    expect(visits.filter(({ leave }) => leave)).toHaveLength(5)
  })
})

describe('Retry-After', () => {
  it('is waited for, and a little longer by chance', async () => {
    const gate = createServerGate({ random: () => 0.5 })
    await run(gate, { kind: 'overloaded', retryAfterSeconds: 30 })
    expect(gate.state()).toEqual({ waiting: 0, untilInstant: base + 35_000, wishedInstant: base + 30_000 })
  })

  it('keeps the user away, too, and no longer than it says', async () => {
    const gate = createServerGate({ random: () => 1 })
    await run(gate, { kind: 'overloaded', retryAfterSeconds: 30 })
    const visit = knock(gate)
    await vi.advanceTimersByTimeAsync(29_999)
    gate.tryNow()
    await settle()
    expect(visit.atMs).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    gate.tryNow()
    await settle()
    expect(visit.atMs).toBe(30_000)
  })

  it('of a day is a mistake: ten minutes are enough', async () => {
    const gate = createServerGate({ random: () => 0 })
    await run(gate, { kind: 'overloaded', retryAfterSeconds: 86_400 })
    expect(gate.state().wishedInstant).toBe(base + 600_000)
  })
})

describe('whoever comes while it is left alone', () => {
  const closed = async () => {
    const gate = createServerGate({ random: () => 1 })
    for (let times = 0; times < 1; times++) {
      await run(gate, overloaded)
    }
    return gate
  }

  it('is refused at once where it has no patience, and told until when', async () => {
    const gate = await closed()
    const visit = knock(gate, { patienceMs: 2_000 })
    await settle()
    expect(visit.refused).toBeInstanceOf(GateClosed)
    expect(visit.refused).toMatchObject({ untilInstant: Date.now() + 8_000 })
  })

  it('is refused when its patience ends, where the request before takes its time', async () => {
    const gate = await closed()
    await vi.advanceTimersByTimeAsync(8_000)
    expect(knock(gate).refused).toBeUndefined()
    const visit = knock(gate, { patienceMs: 2_000 })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(visit.refused).toBeInstanceOf(GateClosed)
  })

  it('leaves when it is aborted', async () => {
    const gate = await closed()
    const controller = new AbortController()
    const visit = knock(gate, { signal: controller.signal })
    controller.abort()
    await settle()
    expect(visit.refused).toMatchObject({ name: 'AbortError' })
    expect(gate.state().waiting).toBe(0)
  })

  it('leaves when the user has had enough', async () => {
    const gate = await closed()
    const visit = knock(gate)
    gate.stop()
    await settle()
    expect(visit.refused).toBeInstanceOf(WaitStopped)
  })

  it('may go at once when the user wants it, also beside a request that hangs', async () => {
    const gate = await closed()
    await vi.advanceTimersByTimeAsync(8_000)
    knock(gate)
    const visit = knock(gate, { patienceMs: 0 })
    expect(visit.refused).toBeUndefined()
    const asked = knock(gate)
    gate.tryNow()
    await settle()
    expect([visit, asked].filter(({ leave }) => leave)).toHaveLength(1)
  })

  it('passes when it is a booking', async () => {
    const gate = await closed()
    gate.pass()(quick)
    expect(gate.state()).toEqual({ waiting: 0 })
  })
})

it('tells whoever shows it', async () => {
  const gate = createServerGate()
  const seen: number[] = []
  const unsubscribe = gate.subscribe(() => seen.push(gate.state().waiting))
  await run(gate, overloaded)
  const controller = new AbortController()
  knock(gate, { signal: controller.signal })
  controller.abort()
  unsubscribe()
  knock(gate)
  expect(seen).toEqual([0, 1, 0])
})
