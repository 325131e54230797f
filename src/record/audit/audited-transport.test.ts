import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createSim, type Sim } from '../../../mocks/sim.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import type { Appointment, Patient } from '../../fhir/types.ts'
import { ask } from '../../scheduling/answer.ts'
import { attempt } from '../../scheduling/attempt.ts'
import type { ChangeableServer } from '../../scheduling/server.ts'
import { findFirst, findMore } from '../../scheduling/find-appointments.ts'
import { ihe } from '../../scheduling/ihe/dialect.ts'
import { readCapabilityStatement } from '../../scheduling/read-capability-statement.ts'
import { searchAppointments } from '../../scheduling/search-appointments.ts'
import { readResource } from '../../scheduling/search-resources.ts'
import type { JournalEntry } from '../journal.ts'
import { keepIntent } from '../keep-intent.ts'
import { auditedTransport } from './audited-transport.ts'
import type { Exchange } from './exchange.ts'
import { about as usualAbout } from './testing/exchanges.ts'

const base = 'https://clinic.test/fhir'
const about = { ...usualAbout, server: base, ehr: base }
const start = Date.parse('2026-11-23T14:05:00Z')
const week = { start: '2026-11-24T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' }
const patient = { reference: 'Patient/pat-4217' }

let sim: Sim
let expected: Exchange[]
let enqueued: Exchange[]
let entries: Map<string, JournalEntry>
let server: ChangeableServer

beforeEach(() => {
  sim = createSim({ base, clock: () => start })
  expected = []
  enqueued = []
  entries = new Map()
  server = serverThrough(async (request) => {
    const response = await sim.handle(request)
    if (!response) throw new TypeError(`nothing answers ${request.url}`)
    return response
  })
})

function serverThrough(transport: Transport): ChangeableServer {
  const outbox = {
    expect: (exchange: Exchange) => void expected.push(exchange),
    enqueue: (exchange: Exchange) => void enqueued.push(exchange),
  }
  const journal = { read: async (id: string) => entries.get(id) }
  const watched = auditedTransport({ transport, outbox, about, journal, now: () => start })
  return { base, dialect: ihe, postSearch: true, sharesPatients: true, holdMinutes: 10, now: () => start, transport: watched }
}

/** Performs an intent as the recorder does: writes it down first, then sends it under the entry's id. */
async function perform(id: string, intent: Parameters<typeof attempt>[1]) {
  entries.set(id, {
    id,
    server: base,
    patientId: 'pat-4217',
    intent: keepIntent(intent),
    events: [{ kind: 'sent', atInstant: start }],
  })
  const named: Transport = (request) => {
    request.headers.set('x-request-id', id)
    return server.transport(request)
  }
  return attempt({ ...server, transport: named }, intent)
}

const sentIds = () => sim.inspect().requests.map(({ headers }) => headers['x-request-id'])
const firstOffer = async (): Promise<Appointment> =>
  (await findFirst(server, week)).appointments[0] ?? expect.fail('the clinic has free times')
const ida = (): Promise<Patient> => readResource(server, 'Patient', 'pat-4217')

describe('a search for times', () => {
  it('is recorded as ITI-115, with the request as it was sent and under the id that went with it', async () => {
    await findFirst(server, { ...week, patient: [{ ...patient, display: 'Ida Romero' }] })
    expect(enqueued).toHaveLength(1)
    expect(enqueued[0]).toMatchObject({
      transaction: 'ITI-115',
      result: { code: '0' },
      requestId: sentIds()[0],
      atInstant: start,
    })
    expect(enqueued[0]?.patients).toEqual([{ type: 'Patient', reference: `${base}/Patient/pat-4217` }])
    expect(enqueued[0]?.request).toMatch(
      /^POST https:\/\/clinic\.test\/fhir\/Appointment\/\$find\ncontent-type: application\/fhir\+json/,
    )
    expect(enqueued[0]?.request).toContain('"valueDateTime":"2026-11-24T00:00:00-06:00"')
  })

  it('is written down before its answer comes, as one that nobody answered', async () => {
    const hanging = serverThrough(() => new Promise(() => undefined))
    void findFirst(hanging, week)
    await expect.poll(() => expected).toHaveLength(1)
    expect(expected[0]).toMatchObject({ transaction: 'ITI-115', result: { code: '8' } })
    expect(enqueued).toEqual([])
  })

  it('has one event, however many pages follow', async () => {
    const first = await findFirst(server, { ...week, count: 5 })
    const second = await findMore(server, week, first.nextLink ?? expect.fail('there is a second page'), new Set())
    await findMore(server, week, second.nextLink ?? expect.fail('there is a third page'), new Set([second.url]))
    expect(sim.inspect().requests).toHaveLength(3)
    expect(enqueued).toHaveLength(1)
  })

  it('for a patient without a record is recorded without name and birth date', async () => {
    const newPatient: Patient = {
      resourceType: 'Patient',
      identifier: [{ system: 'urn:x', value: 'new-1' }],
      name: [{ family: 'Quetzal' }],
      birthDate: '1958-03-04',
    }
    await findFirst(server, { ...week, newPatient: [newPatient] })
    expect(enqueued[0]?.patients).toEqual([{ type: 'Patient', identifier: { system: 'urn:x', value: 'new-1' } }])
    expect(JSON.stringify(enqueued)).not.toMatch(/Quetzal|1958/)
  })
})

describe('a search for existing appointments', () => {
  it('is recorded as ITI-118 with its patient, by POST', async () => {
    await searchAppointments(server, { patient: 'Patient/pat-4217', from: week.start })
    expect(enqueued.map(({ transaction }) => transaction)).toEqual(['ITI-118'])
    expect(enqueued[0]?.patients).toEqual([{ type: 'Patient', reference: `${base}/Patient/pat-4217` }])
    expect(enqueued[0]?.request).toMatch(/^POST .*\/Appointment\/_search\n[^]*\n\npatient=Patient%2Fpat-4217/)
  })

  it('is recorded by GET, too, where the following pages look just the same', async () => {
    await searchAppointments({ ...server, postSearch: false }, { from: week.start, count: 1 })
    expect(sim.inspect().requests.length).toBeGreaterThan(1)
    expect(enqueued).toHaveLength(1)
    expect(enqueued[0]).toMatchObject({ transaction: 'ITI-118', patients: [] })
    expect(enqueued[0]?.request).toMatch(/^GET https:\/\/clinic\.test\/fhir\/Appointment\?date=/)
  })

  it('by the identifier of the patient is about whom it names', async () => {
    await searchAppointments(server, { patientIdentifier: 'urn:oid:2.999.1|004217' }).catch(() => undefined)
    expect(enqueued[0]?.patients).toEqual([{ type: 'Patient', identifier: { system: 'urn:oid:2.999.1', value: '004217' } }])
  })

  it('that is refused is recorded with the words of the server', async () => {
    sim.fault({ on: 'search', kind: 'status', status: 403 })
    await expect(searchAppointments(server, { patient: 'pat-4217' })).rejects.toThrow()
    expect(enqueued[0]?.result).toEqual({ code: '8', serverWords: 'You are not allowed to do this.' })
  })

  it('that was tried by POST in vain and then by GET are two transactions', async () => {
    sim.fault({ on: 'search', kind: 'status', status: 405 })
    await searchAppointments(server, { patient: 'pat-4217' })
    expect(enqueued.map(({ result }) => result.code)).toEqual(['4', '0'])
    expect(new Set(sentIds()).size).toBe(2)
  })
})

describe('a hold or a booking', () => {
  it('is recorded from the journal: for its patient, with the Appointment of the answer', async () => {
    const offer = await firstOffer()
    await perform('hold-1', { kind: 'hold', offer, patient: await ida() })
    const patientRecord = await ida()
    await perform('book-1', { kind: 'book', offer, held: true, patient: patientRecord, correlationId: crypto.randomUUID() })
    await expect.poll(() => enqueued.slice(1)).toHaveLength(2)
    const named = { patients: [{ type: 'Patient', reference: `${base}/Patient/pat-4217` }], result: { code: '0' } }
    expect(enqueued[1]).toMatchObject({ ...named, transaction: 'ITI-116', requestId: 'hold-1' })
    expect(enqueued[2]).toMatchObject({ ...named, transaction: 'ITI-117', requestId: 'book-1' })
    expect(enqueued[2]?.appointment?.reference).toMatch(new RegExp(`^${base}/Appointment/`))
    expect(sentIds()).toContain('book-1')
  })

  it.each([
    ['refuse', '4'],
    ['drop-after', '8'],
    ['html', '8'],
  ] as const)('that ends with %s is recorded as %s', async (kind, code) => {
    const offer = await firstOffer()
    sim.fault({ on: 'hold', kind })
    await perform('hold-1', { kind: 'hold', offer, patient: await ida() })
    await expect.poll(() => enqueued[1]?.result.code).toBe(code)
  })

  it('does not wait for the journal before its answer is passed on', async () => {
    const offer = await firstOffer()
    const outbox = { expect: () => undefined, enqueue: () => undefined }
    const slow = { read: () => new Promise<undefined>(() => undefined) }
    const transport: Transport = async (request) => (await sim.handle(request)) ?? expect.fail()
    const watched = auditedTransport({ transport, outbox, about, journal: slow, now: () => start })
    expect((await attempt({ ...server, transport: watched }, { kind: 'hold', offer, patient: await ida() })).outcome.kind).toBe('success')
  })
})

describe('everything else', () => {
  it('passes unrecorded: reading one appointment, the patient, what the server can do', async () => {
    await ida()
    await readCapabilityStatement(server)
    const offer = await firstOffer()
    enqueued.length = 0
    await readResource(server, 'Appointment', offer.id ?? '')
    expect(enqueued).toEqual([])
  })

  it('passes as it came: answers, and rejections with their reason', async () => {
    const reason = new DOMException('too slow', 'TimeoutError')
    const failing = serverThrough(() => Promise.reject(reason))
    await expect(failing.transport(new Request(`${base}/Appointment?patient=x`))).rejects.toBe(reason)
    expect(enqueued[0]?.result).toEqual({ code: '8', words: 'No usable answer: timeout.' })
    const body = { resourceType: 'Bundle', 'as it is': true }
    const answering = serverThrough(async () => Response.json(body, { status: 202, headers: { 'x-own': '1' } }))
    const answer = await ask(answering.transport, new Request(`${base}/Appointment?patient=x`))
    expect(answer).toMatchObject({ kind: 'answered', status: 202, body: { kind: 'json', value: body } })
    expect(answer.kind === 'answered' && answer.headers.get('x-own')).toBe('1')
  })

  it('that breaks off is told to its asker as it is recorded', async () => {
    const reason = new DOMException('too slow', 'TimeoutError')
    const breaking = serverThrough(async () => new Response(new ReadableStream({ pull: (controller) => controller.error(reason) })))
    const answer = await ask(breaking.transport, new Request(`${base}/Appointment?patient=x`))
    expect(answer).toEqual({ kind: 'unanswered', cause: 'timeout' })
    expect(enqueued[0]?.result).toEqual({ code: '8', words: 'No usable answer: timeout.' })
  })

  it('is read once, though two look at it', async () => {
    const parse = vi.spyOn(JSON, 'parse')
    const answering = serverThrough(async () => Response.json({ resourceType: 'Bundle', type: 'searchset' }))
    const answer = await ask(answering.transport, new Request(`${base}/Appointment?patient=x`))
    expect(answer).toMatchObject({ kind: 'answered', body: { kind: 'json', value: { resourceType: 'Bundle' } } })
    expect(parse).toHaveBeenCalledTimes(1)
  })

  it('that was given up before it was sent is no transaction', async () => {
    const request = new Request(`${base}/Appointment?patient=x`, { signal: AbortSignal.abort() })
    await expect(
      serverThrough(async ({ signal }) => (signal.throwIfAborted(), new Response())).transport(request),
    ).rejects.toThrow()
    expect([...expected, ...enqueued]).toEqual([])
  })

  it('that fails by a mistake of the app is recorded as such', async () => {
    const broken = serverThrough(() => Promise.reject(new RangeError('a bug')))
    await expect(broken.transport(new Request(`${base}/Appointment?patient=x`))).rejects.toThrow(RangeError)
    expect(enqueued[0]?.result).toEqual({ code: '12', words: 'The app could not go on: RangeError.' })
  })
})
