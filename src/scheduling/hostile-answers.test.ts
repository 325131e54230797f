import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../config/load-config.ts'
import { largestAnswer } from '../fhir/http/answer-text.ts'
import type { Transport } from '../fhir/http/transport.ts'
import { repositoryTransport } from '../record/audit/repository-transport.ts'
import { discover } from '../smart/discovery.ts'
import { createTransport } from '../smart/transport.ts'
import { ask } from './answer.ts'
import { attempt } from './attempt.ts'
import { ProtocolError } from './failure.ts'
import { findFirst } from './find-appointments.ts'
import { readCapabilityStatement } from './read-capability-statement.ts'
import { searchAppointments } from './search-appointments.ts'
import { readResource, searchResources } from './search-resources.ts'
import { book, cancel, hold, modify, offer, release, serverWith } from './testing/intents.ts'
import { searchset } from './testing/outcome-of.ts'

/** Answers that never end, over real HTTP: every reading ends all the same, and says why. */

const timeout = 300
let server: Server
let base: string
/** Bytes that the server sent before the reader hung up. */
let sent = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'application/fhir+json' })
    if (request.url?.startsWith('/drip')) void drip(response)
    else flood(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Sends byte after byte, at intervals well within any limit for a pause. */
async function drip(response: ServerResponse): Promise<void> {
  response.write('{"resourceType":"Bundle","entry":[')
  while (!response.destroyed) {
    response.write(' ')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Sends as much as the reader takes, up to 1 GB. */
function flood(response: ServerResponse): void {
  sent = 0
  const piece = Buffer.alloc(256 * 1024, '{"resourceType":"Appointment"},')
  response.write('{"resourceType":"Bundle","entry":[')
  const pour = () => {
    while (!response.destroyed && sent < 1e9) {
      sent += piece.length
      if (!response.write(piece)) return response.once('drain', pour)
    }
    return response.end(']}')
  }
  pour()
}

const withToken = (path: string, limit: number): Transport =>
  createTransport({
    base: `${base}${path}`,
    tokens: { current: async () => ({ kind: 'valid', token: 't' }), replace: async () => ({ kind: 'ended' }), refuse: () => undefined },
    timeoutMs: limit,
  })

const fhir = (path: string, limit = timeout) => ({ ...serverWith(withToken(path, limit)), base: `${base}${path}` })

const criteria = { start: '2026-11-23T00:00:00Z', end: '2026-11-24T00:00:00Z' }

/** Every kind of question, with the function that asks it. */
const questions = [
  ['$find', (path: string, limit?: number) => findFirst(fhir(path, limit), criteria)],
  ['an Appointment search', (path: string, limit?: number) => searchAppointments(fhir(path, limit), {})],
  ['a search', (path: string, limit?: number) => searchResources(fhir(path, limit), 'Patient', {}, 10)],
  ['a read', (path: string, limit?: number) => readResource(fhir(path, limit), 'Patient', 'romero')],
  ['metadata', (path: string, limit?: number) => readCapabilityStatement(fhir(path, limit))],
] as const

describe('an answer that drips for ever', () => {
  test.each(questions)('to %s ends at the request’s time limit', async (_what, question) => {
    const failure: unknown = await question('/drip').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ProtocolError)
    expect(failure).toMatchObject({ failure: { kind: 'no-answer', doubt: 'timeout' } })
  })

  test.each([hold, release, book, modify, cancel])('to $kind leaves it unknown', async (intent) => {
    expect((await attempt(fhir('/drip'), intent)).outcome).toEqual({ kind: 'unknown', doubt: 'timeout', issues: [] })
  })

  test('of an audit repository is given up', async () => {
    const request = new Request(`${base}/drip/AuditEvent`, { method: 'POST', body: '{}' })
    const answer = await ask(repositoryTransport(`${base}/drip`, [], timeout), request)
    expect(answer).toEqual({ kind: 'unanswered', cause: 'timeout' })
  })

  test('of an EHR’s discovery document is told', async () => {
    expect(await discover({ iss: `${base}/drip` }, timeout)).toMatchObject({ kind: 'discovery-unreachable', reason: 'no answer in 0.3 s' })
  })
})

describe('an answer without end', () => {
  test.each(questions)('to %s is cut off, and said to be', async (_what, question) => {
    const failure: unknown = await question('/flood', 20_000).catch((error: unknown) => error)
    expect(failure).toMatchObject({ failure: { kind: 'no-answer', doubt: 'excessive' } })
    // The surplus is in the system's buffers between the two sides.
    expect(sent).toBeLessThan(largestAnswer * 1.5)
  })

  test.each([hold, release, book, modify, cancel])('to $kind leaves it unknown', async (intent) => {
    expect((await attempt(fhir('/flood', 20_000), intent)).outcome).toEqual({ kind: 'unknown', doubt: 'excessive', issues: [] })
  })

  test('of an audit repository says nothing but its status', async () => {
    const request = new Request(`${base}/flood/AuditEvent`, { method: 'POST', body: '{}' })
    expect(await ask(repositoryTransport(`${base}/flood`, [], 20_000), request)).toMatchObject({
      kind: 'answered',
      status: 200,
      body: { kind: 'excessive' },
    })
  })

  test('of the web server in place of config.json is told', async () => {
    expect(await loadConfig(new URL(`${base}/flood/config.json`))).toMatchObject({
      kind: 'not-json',
      problems: [{ expected: 'settings of at most 1 MB', got: 'a larger file' }],
    })
    expect(sent).toBeLessThan(10e6)
  })

  test('of an EHR’s discovery document is told', async () => {
    expect(await discover({ iss: `${base}/flood` }, 20_000)).toMatchObject({
      kind: 'discovery-invalid',
      problems: ['it is larger than it may be'],
    })
    expect(sent).toBeLessThan(10e6)
  })
})

describe('a million levels', () => {
  const levels = 1e6
  /** An Appointment with an equally deep part, which nobody reads but which is kept. */
  const deep = (id: string, status: string) => {
    const { resourceType: _type, ...facts } = { ...offer, id, status }
    return `{"resourceType":"Appointment","_slot":${'['.repeat(levels)}${']'.repeat(levels)},${JSON.stringify(facts).slice(1)}`
  }
  const answering = (text: string) => serverWith(async () => new Response(text))

  test('in one of the offers leave the others, and it is counted', async () => {
    const page = await findFirst(answering(searchset(JSON.stringify(offer), deep('p-2', 'proposed'))), criteria)
    expect(page.appointments.map(({ id }) => id)).toEqual([offer.id])
    expect(page.unreadable).toBe(1)
  })

  test.each([hold, release, book, modify, cancel])('in what a $kind is answered with leave it open', async (intent) => {
    const { outcome } = await attempt(answering(deep('p-1', 'booked')), intent)
    expect(['unknown', 'unconfirmed']).toContain(outcome.kind)
  })

  test('alone, and with a name that every value is looked at for, make no sense', async () => {
    for (const text of ['['.repeat(levels) + ']'.repeat(levels), `{"prototype":${'['.repeat(levels)}${']'.repeat(levels)}}`]) {
      const failure: unknown = await findFirst(answering(text), criteria).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(ProtocolError)
      expect(failure).toMatchObject({ failure: { kind: 'no-answer' } })
    }
  })
})
