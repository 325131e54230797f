import { beforeEach, describe, expect, it, vi } from 'vitest'
import { base, chances, healthy, sleep, type Behaviour } from './testing/small-server.ts'
import { openTab } from './testing/simulated-tab.ts'

const tabCount = 50

const status = (code: number, retryAfter?: () => string): Behaviour => async () => {
  await sleep(5)
  return new Response('', { status: code, ...(retryAfter ? { headers: { 'Retry-After': retryAfter() } } : {}) })
}

/** The session's transport gives up after twenty seconds. */
const silent: Behaviour = async () => {
  await sleep(20_000)
  throw new DOMException('No answer in time.', 'TimeoutError')
}

const slow: Behaviour = async (request) => {
  await sleep(8_000)
  return healthy(request)
}

const unreachable: Behaviour = async () => {
  await sleep(5)
  throw new TypeError('Failed to fetch')
}

/** Sends the head of an answer, and after `ms` calls `later` to go on with its body. */
const headThen = (later: (body: ReadableStreamDefaultController<Uint8Array>) => void, ms: number): Behaviour => async () => {
  await sleep(5)
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"resourceType":'))
      setTimeout(() => later(controller), ms)
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/fhir+json' } })
}

const maintenancePage: Behaviour = async () => {
  await sleep(5)
  return new Response('<!doctype html><title>Back soon</title>', { headers: { 'Content-Type': 'text/html' } })
}

let behaviour: Behaviour
let sent = 0

beforeEach(() => {
  vi.spyOn(Math, 'random').mockImplementation(chances(20261124))
  vi.useFakeTimers({ now: Date.parse('2026-11-24T14:00:00Z') })
  behaviour = healthy
  const tabs = Array.from({ length: tabCount }, (_, index) =>
    openTab({
      base,
      patientId: 'romero',
      thinkMs: 30_000,
      // One in five users waits for news of a booking.
      hasUnknownOutcome: index % 5 === 0,
      transport(request) {
        sent += 1
        return behaviour(request)
      },
    }),
  )
  return () => {
    tabs.forEach((tab) => tab.close())
    vi.useRealTimers()
  }
})

/** How many requests all tabs together send in each of the next minutes. */
async function minutes(count: number): Promise<number[]> {
  const each: number[] = []
  for (let minute = 0; minute < count; minute++) {
    sent = 0
    await vi.advanceTimersByTimeAsync(60_000)
    each.push(sent)
  }
  return each
}

async function wellThen(trouble: Behaviour) {
  await minutes(1)
  const [normal = 0] = await minutes(1)
  behaviour = trouble
  return { normal, trouble: await minutes(4) }
}

describe('fifty tabs whose server is in trouble', () => {
  it.each<[string, Behaviour]>([
    ['503', status(503)],
    ['503 with Retry-After in seconds', status(503, () => '20')],
    ['503 with Retry-After as a date', status(503, () => new Date(Date.now() + 20_000).toUTCString())],
    ['500', status(500)],
    ['no answer at all', silent],
    ['no connection', unreachable],
    ['408', status(408)],
    ['200, and a body that breaks', headThen((body) => body.error(new TypeError('network error')), 20)],
    ['200, and a body that is not there in time', headThen((body) => body.error(new DOMException('', 'TimeoutError')), 20_000)],
  ])('%s: it gets less to do from the first minute on, and less and less down to a floor', async (_, behaviourInTrouble) => {
    const { normal, trouble } = await wellThen(behaviourInTrouble)
    const [first = 0, second = 0] = trouble
    expect(first).toBeLessThan(normal)
    expect(second).toBeLessThan(normal / 2)
    // The floor: a request of each tab now and then.
    for (const minute of trouble.slice(2)) expect(minute).toBeLessThanOrEqual(tabCount * 2.5)
    expect(trouble.at(-1)).toBeLessThan(first)
  })

  it('Retry-After: nobody comes before the time, nor all in the moment after it', async () => {
    await minutes(2)
    behaviour = status(503, () => '120')
    // Within a minute, each tab has ended what was under way, or hears of the trouble by its next search.
    await minutes(1)
    const [during = 0] = await minutes(1)
    expect(during).toBeLessThan(tabCount / 2)
  })

  it.each([
    ['slow answers', slow],
    ['200 with a page that says it is away', maintenancePage],
  ])('%s: it gets no more to do than before', async (_, behaviourInTrouble) => {
    const { normal, trouble } = await wellThen(behaviourInTrouble)
    for (const minute of trouble) expect(minute).toBeLessThanOrEqual(normal)
  })

  it('is back: within two minutes everybody is served, and nobody sent more than usual to catch up', async () => {
    const { normal } = await wellThen(status(503))
    behaviour = healthy
    const recovered = await minutes(3)
    for (const minute of recovered) expect(minute).toBeLessThan(normal * 2)
    // Tabs search as often as before; but after some minutes they ask less often what became of a booking.
    expect(recovered.at(-1)).toBeGreaterThan(normal / 2)
  })
})
