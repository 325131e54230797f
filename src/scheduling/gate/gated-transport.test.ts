import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Transport } from '../../fhir/http/transport.ts'
import { ask } from '../answer.ts'
import { gatedTransport, type Sender } from './gated-transport.ts'
import { createServerGate } from './server-gate.ts'

const base = 'https://clinic.example.org/fhir'
const read = () => new Request(`${base}/Patient/1`)
const book = () => new Request(`${base}/Appointment/$book`, { method: 'POST', body: '{}' })
const nowInstant = Date.parse('2026-11-24T14:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now: nowInstant })
  return () => vi.useRealTimers()
})

/** A server that gives these answers one after the other, and a transport for each kind of sender. */
function world(...answers: (() => Response | Promise<Response>)[]) {
  const sent: string[] = []
  const server: Transport = async ({ method, url }) => {
    sent.push(`${method} ${url.slice(base.length)}`)
    return (answers.shift() ?? (() => new Response('{}')))()
  }
  const gate = createServerGate({ random: () => 1 })
  const through = (sender: Sender) => gatedTransport(server, gate, base, sender)
  return { sent, gate, screen: through('screen'), record: through('record'), delivery: through('delivery') }
}

/** An answer with a good head, whose body then goes on as given. */
const bodyThat = (goesOn: (body: ReadableStreamDefaultController<Uint8Array>) => void) =>
  new Response(new ReadableStream<Uint8Array>({ start: (body) => queueMicrotask(() => goesOn(body)) }))

const status = (code: number, headers: Record<string, string> = {}) => () => new Response('', { status: code, headers })

describe('what closes the gate', () => {
  it.each([
    ['503', status(503), 8_000],
    ['429', status(429), 8_000],
    ['504', status(504), 8_000],
    ['408', status(408), 8_000],
    ['Retry-After in seconds', status(503, { 'Retry-After': '20' }), 28_000],
    ['Retry-After as a date', status(429, { 'Retry-After': 'Tue, 24 Nov 2026 14:00:20 GMT' }), 28_000],
    ['no answer in time', () => Promise.reject(new DOMException('', 'TimeoutError')), 8_000],
    ['no end of the answer in time', () => bodyThat((body) => body.error(new DOMException('', 'TimeoutError'))), 8_000],
    ['an answer that the browser cuts off', () => bodyThat((body) => body.error(new DOMException('', 'AbortError'))), 8_000],
  ])('%s, at once', async (_, answer, waitMs) => {
    const { screen, gate } = world(answer)
    await screen(read()).catch(() => undefined)
    expect(gate.state().untilInstant).toBe(nowInstant + waitMs)
  })

  it.each([
    ['500', status(500)],
    ['502', status(502)],
    ['a broken connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['an answer that breaks off', () => bodyThat((body) => body.error(new TypeError('network error')))],
  ])('%s, the second time', async (_, answer) => {
    const { screen, gate } = world(answer, answer)
    await screen(read()).catch(() => undefined)
    expect(gate.state().untilInstant).toBeUndefined()
    await screen(read()).catch(() => undefined)
    expect(gate.state().untilInstant).toBe(nowInstant + 2_000)
  })

  it.each([200, 400, 401, 403, 404, 409, 410, 422, 501])('not %s: the server is well', async (code) => {
    const { screen, gate } = world(status(code), status(code), status(code))
    for (let times = 0; times < 3; times++) await screen(read())
    expect(gate.state()).toEqual({ waiting: 0 })
  })

  it('not a page for people where data was asked for: what it is, whoever asked is told', async () => {
    const html = () => new Response('<!doctype html><title>Sign in</title>')
    const { screen, gate } = world(html, html, html)
    for (let times = 0; times < 3; times++) await screen(read())
    expect(gate.state()).toEqual({ waiting: 0 })
  })

  it('not what the page itself gives up', async () => {
    const { screen, gate } = world()
    const controller = new AbortController()
    const asking = screen(new Request(read(), { signal: controller.signal }))
    controller.abort()
    await asking.catch(() => undefined)
    expect(gate.state()).toEqual({ waiting: 0 })
  })
})

describe('an answer of which only the head is there', () => {
  it('keeps its place, and counts as slow, until all of it is', async () => {
    const slow = () => bodyThat((body) => void setTimeout(() => body.close(), 3_000))
    const { screen, sent } = world(...Array.from({ length: 12 }, () => slow))
    const asked = Array.from({ length: 26 }, () => screen(read()))
    await vi.advanceTimersByTimeAsync(2_999)
    expect(sent).toHaveLength(12)
    await vi.advanceTimersByTimeAsync(10)
    await Promise.all(asked.slice(0, 12))
    expect((await Promise.all(asked)).map((answer) => answer.status)).toEqual(asked.map(() => 200))
  })

  it('is read though nobody does, and gives its place back', async () => {
    const { screen, gate, sent } = world(...Array.from({ length: 12 }, () => () => bodyThat((body) => body.close())))
    for (let times = 0; times < 12; times++) void screen(read())
    await vi.advanceTimersByTimeAsync(1)
    await screen(read())
    expect(sent).toHaveLength(13)
    expect(gate.state()).toEqual({ waiting: 0 })
  })

  it('says nothing about the server when the page gives it up', async () => {
    const controller = new AbortController()
    const { screen, gate } = world(() => bodyThat((body) => controller.signal.addEventListener('abort', () => body.error(controller.signal.reason))))
    const asking = ask(screen, new Request(read(), { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(1)
    controller.abort()
    expect(await asking).toEqual({ kind: 'unanswered', cause: 'aborted' })
    expect(gate.state()).toEqual({ waiting: 0 })
  })
})

describe('while it is full, but not closed', () => {
  /** As many slow answers as may be under way at once, and a screen's question that waits for them. */
  const full = async () => {
    const never = () => new Promise<Response>(() => {})
    const all = world(...Array.from({ length: 12 }, () => never))
    for (let times = 0; times < 13; times++) void all.screen(read())
    await vi.advanceTimersByTimeAsync(0)
    expect([all.sent.length, all.gate.state()]).toEqual([12, { waiting: 1 }])
    return all
  }

  it('the record’s question goes at once: a change waits for what it says', async () => {
    const { record, sent, gate } = await full()
    expect((await record(read())).status).toBe(200)
    expect([sent.length, gate.state()]).toEqual([13, { waiting: 1 }])
  })

  it('what is kept for later is not sent until there is room', async () => {
    const { delivery, sent } = await full()
    void delivery(book())
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(12)
  })
})

describe('while it is closed', () => {
  const closed = async () => {
    const all = world(status(503, { 'Retry-After': '30' }))
    await all.screen(read())
    return all
  }

  it('a screen’s question waits until the server may be asked', async () => {
    const { screen, sent } = await closed()
    const asked = screen(read())
    await vi.advanceTimersByTimeAsync(37_999)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect((await asked).status).toBe(200)
  })

  it('what is kept for later is not sent, and told when to come back', async () => {
    const { delivery, sent } = await closed()
    const answer = await delivery(book())
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('38')
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'throttled' }] })
    expect(sent).toHaveLength(1)
  })

  it('the record asks again later, and holds nothing up by waiting', async () => {
    const { record, sent } = await closed()
    expect((await record(read())).status).toBe(429)
    expect(sent).toHaveLength(1)
  })

  it('a booking goes at once, and once', async () => {
    const { record, sent } = await closed()
    expect((await record(book())).status).toBe(200)
    expect(sent).toEqual(['GET /Patient/1', 'POST /Appointment/$book'])
  })

  it('a booking that the server can’t take is not sent again', async () => {
    const { record, sent } = world(status(503), status(503))
    expect((await record(book())).status).toBe(503)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(sent).toEqual(['POST /Appointment/$book'])
  })
})

it('tells what the user stopped from what took too long', async () => {
  const { screen, gate } = world(status(503))
  await screen(read())
  const answer = ask(screen, read())
  await vi.advanceTimersByTimeAsync(1_000)
  gate.stop()
  expect(await answer).toEqual({ kind: 'unanswered', cause: 'aborted' })
})
