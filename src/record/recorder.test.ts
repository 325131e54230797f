import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { createSim, type Sim } from '../../mocks/sim.ts'
import type { Appointment, Patient } from '../fhir/types.ts'
import type { ChangeableServer } from '../scheduling/server.ts'
import { findFirst } from '../scheduling/find-appointments.ts'
import { ihe } from '../scheduling/ihe/dialect.ts'
import type { BookIntent } from '../scheduling/intent.ts'
import { readResource } from '../scheduling/search-resources.ts'
import { createJournal, type Journal } from './journal.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import { openVault } from './storage/vault.ts'

const base = 'https://clinic.test/fhir'
const start = Date.parse('2026-11-23T14:05:00Z')

let now: number
let sim: Sim
let server: ChangeableServer
let journal: Journal
let recorder: Recorder
let patient: Patient
let offer: Appointment

beforeEach(async () => {
  now = start
  sim = createSim({ base, clock: () => now })
  server = {
    base,
    dialect: ihe,
    postSearch: true,
    sharesPatients: true,
    holdMinutes: 10,
    now: () => now,
    async transport(request) {
      const response = await sim.handle(request)
      if (!response) throw new TypeError(`nothing answers ${request.url}`)
      return response
    },
  }
  journal = createJournal(await openVault(crypto.randomUUID()))
  recorder = createRecorder(journal, server, { steadyNow: () => now })
  patient = await readResource(server, 'Patient', 'pat-4217')
  const page = await findFirst(server, { start: '2026-11-24T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' })
  offer = page.appointments[0] ?? expect.fail('the clinic has free times')
})

function booking(): BookIntent {
  return { kind: 'book', offer, held: false, patient, correlationId: crypto.randomUUID(), note: 'needs a ramp' }
}

function bookRequests() {
  return sim.inspect().requests.filter((request) => request.url.endsWith('$book'))
}

function bookedAtOffer() {
  return sim.inspect().appointments.filter((appointment) => appointment.id === offer.id && appointment.status === 'booked')
}

test('an intent is written down before it is sent', async () => {
  const written: boolean[] = []
  const watching = { ...server, transport: async (request: Request) => {
    written.push((await journal.read('a')) !== undefined)
    return server.transport(request)
  } }
  await createRecorder(journal, watching).perform('a', 'pat-4217', booking())
  expect(written[0]).toBe(true)
})

test('a booking that the server confirms is done, and its journal says so', async () => {
  const { conclusion } = await recorder.perform('a', 'pat-4217', booking())
  expect(conclusion).toMatchObject({ kind: 'done', appointment: { status: 'booked', start: offer.start } })
  expect((await recorder.read('a'))?.conclusion.kind).toBe('done')
  expect(bookedAtOffer()).toHaveLength(1)
})

test('an answer that is lost after the booking is found again, and nothing is sent twice', async () => {
  sim.fault({ on: 'book', kind: 'drop-after' })
  const { conclusion } = await recorder.perform('a', 'pat-4217', booking())
  expect(conclusion.kind).toBe('done')
  expect(bookRequests()).toHaveLength(1)
})

test('a request that never arrived is unknown until it can no longer be under way, then safe to try again', async () => {
  sim.fault({ on: 'book', kind: 'drop-before' })
  const { conclusion } = await recorder.perform('a', 'pat-4217', booking())
  expect(conclusion).toMatchObject({ kind: 'unknown', doubt: 'connection-lost' })

  now = start + 11_000
  const checked = await recorder.checkAgain('a')
  expect(checked?.conclusion).toMatchObject({ kind: 'not-done', reason: 'shown-not-done' })
  expect(bookedAtOffer()).toEqual([])
})

test('a server that was waited for a minute, in vain, is not believed in the same second that it has done nothing', async () => {
  const slow = { ...server, transport: (request: Request) => {
    if (!request.url.endsWith('$book')) return server.transport(request)
    now += 60_000
    return Promise.reject(new DOMException('The request took too long', 'TimeoutError'))
  } }
  const { conclusion } = await createRecorder(journal, slow, { steadyNow: () => now }).perform('a', 'pat-4217', booking())
  expect(conclusion).toMatchObject({ kind: 'unknown', doubt: 'timeout' })

  now += 26_000
  expect((await recorder.checkAgain('a'))?.conclusion).toMatchObject({ kind: 'not-done' })
})

test('a clock that is set forward makes no request arrive sooner', async () => {
  let steady = 5_000
  const page = createRecorder(journal, server, { steadyNow: () => steady })
  sim.fault({ on: 'book', kind: 'drop-before' })
  await page.perform('a', 'pat-4217', booking())
  now = start + 3_600_000
  steady += 9_000
  expect((await page.checkAgain('a'))?.conclusion).toMatchObject({ kind: 'unknown', doubt: 'connection-lost' })
  steady += 1_000.4
  const checked = await page.checkAgain('a')
  expect(checked?.conclusion).toMatchObject({ kind: 'not-done', reason: 'shown-not-done' })
  // An instant is a whole number: Temporal takes no other.
  expect(checked?.entry.events.at(-1)?.atInstant).toBe(start + 10_000)
})

test('a clock that is set forward while the answer is awaited makes the page wait no longer', async () => {
  let steady = 5_000
  const forward = { ...server, transport: (request: Request) => {
    if (!request.url.endsWith('$book')) return server.transport(request)
    now += 3_600_000
    steady += 1_000
    return Promise.reject(new TypeError('fetch failed'))
  } }
  const page = createRecorder(journal, forward, { steadyNow: () => steady })
  expect((await page.perform('a', 'pat-4217', booking())).conclusion.kind).toBe('unknown')
  now += 10_000
  steady += 10_000
  expect((await page.checkAgain('a'))?.conclusion.kind).toBe('not-done')
})

test('a server that answers nonsense after it booked is asked what is true', async () => {
  sim.fault({ on: 'book', kind: 'html', commits: true })
  expect((await recorder.perform('a', 'pat-4217', booking())).conclusion.kind).toBe('done')
})

test('an outcome stays unknown while the server cannot be asked', async () => {
  sim.fault({ on: 'book', kind: 'drop-after' })
  sim.fault({ on: 'read', kind: 'status', status: 500, times: 'always' })
  const { conclusion } = await recorder.perform('a', 'pat-4217', booking())
  expect(conclusion.kind).toBe('unknown')
})

test('what a page left behind when it was closed before the answer is unknown, and is settled by asking', async () => {
  await journal.begin('a', base, 'pat-4217', booking(), now)
  expect((await recorder.read('a'))?.conclusion).toMatchObject({ kind: 'unknown', doubt: 'aborted' })

  now = start + 60_000
  expect((await recorder.checkAgain('a'))?.conclusion).toMatchObject({ kind: 'not-done', reason: 'shown-not-done' })
})

test('a settled outcome is not asked about again', async () => {
  await recorder.perform('a', 'pat-4217', booking())
  const asked = sim.inspect().requests.length
  await recorder.checkAgain('a')
  expect(sim.inspect().requests).toHaveLength(asked)
})

test('a refusal is not done, with the words of the server', async () => {
  sim.fault({ on: 'book', kind: 'refuse', code: 'business-rule', diagnostics: 'Closed that afternoon' })
  const { conclusion } = await recorder.perform('a', 'pat-4217', booking())
  expect(conclusion).toMatchObject({ kind: 'not-done', reason: 'refused' })
  expect(conclusion.issues[0]?.text).toContain('Closed that afternoon')
  expect(bookedAtOffer()).toEqual([])
})

test('a hold says how long it lasts, also after a reload', async () => {
  await recorder.perform('h', 'pat-4217', { kind: 'hold', offer, patient })
  const entry = (await recorder.read('h'))?.entry ?? expect.fail('the hold is recorded')
  expect(entry.events).toContainEqual(expect.objectContaining({ kind: 'answered', hold: expect.objectContaining({ source: 'server' }) }))
})

test('the journal holds neither names nor birth dates', async () => {
  await recorder.perform('a', 'pat-4217', booking())
  const kept = JSON.stringify(await journal.all())
  const family = patient.name?.[0]?.family ?? expect.fail('the patient has a family name')
  expect(kept).not.toContain(family)
  expect(kept).not.toContain(patient.birthDate)
  expect(kept).toContain('pat-4217')
})

test('a refusal of a booking that the browser sent twice is not believed: the first one came through', async () => {
  const twice = { ...server, transport: async (request: Request) => {
    if (request.url.endsWith('$book')) await server.transport(request.clone())
    return server.transport(request)
  } }
  const { conclusion } = await createRecorder(journal, twice).perform('a', 'pat-4217', booking())
  expect(conclusion).toMatchObject({ kind: 'done', issues: [] })
  expect(bookedAtOffer()).toHaveLength(1)
})

test('a refusal is not believed while the server shows nothing that confirms it, and the same is not sent again', async () => {
  sim.fault({ on: 'book', kind: 'status', status: 409, commits: true })
  for (const on of ['read', 'search', 'find'] as const) sim.fault({ on, kind: 'status', status: 404, times: 3 })
  const { conclusion } = await recorder.perform('a', 'pat-4217', booking())
  expect(conclusion).toMatchObject({ kind: 'unknown', doubt: 'refused', issues: [{ text: expect.any(String) }] })
  expect((await recorder.unresolved()).map(({ entry }) => entry.id)).toEqual(['a'])
  expect((await recorder.perform('b', 'pat-4217', booking())).entry.id).toBe('a')
  expect(bookRequests()).toHaveLength(1)
  now += 60_000
  expect((await recorder.checkAgain('a'))?.conclusion.kind).toBe('done')
})

test('a refusal is believed once the server shows somebody else at that time', async () => {
  sim.fault({ on: 'book', kind: 'taken' })
  const { conclusion } = await recorder.perform('a', 'pat-4217', booking())
  expect(conclusion.kind).toBe('not-done')
  expect((await recorder.unresolved())).toEqual([])
})

test.each([
  ['forbidden', 403],
  ['busy', 429],
] as const)('a server that says %s and did it all the same is found out', async (_what, status) => {
  sim.fault({ on: 'book', kind: 'status', status, commits: true })
  expect((await recorder.perform('a', 'pat-4217', booking())).conclusion.kind).toBe('done')
})

test('a session that had ended is asked about at the next launch', async () => {
  sim.fault({ on: 'book', kind: 'status', status: 401, commits: true })
  expect((await recorder.perform('a', 'pat-4217', booking())).conclusion).toMatchObject({ kind: 'not-done', reason: 'session-ended' })
  const relaunched = createRecorder(journal, server)
  await relaunched.resume()
  expect((await relaunched.read('a'))?.conclusion.kind).toBe('done')
})

test('a gateway’s error is not believed to be the end of it at once', async () => {
  sim.fault({ on: 'book', kind: 'status', status: 502 })
  expect((await recorder.perform('a', 'pat-4217', booking())).conclusion.kind).toBe('unknown')
  now += 10_000
  expect((await recorder.checkAgain('a'))?.conclusion).toMatchObject({ kind: 'not-done', reason: 'shown-not-done' })
})

test.each([
  ['somebody else has the time', 'taken', { kind: 'not-done', reason: 'taken' }],
  ['the time is still free', 'refuse', { kind: 'not-done', reason: 'refused' }],
  ['the browser had sent it twice', 'twice', { kind: 'unknown', doubt: 'refused' }],
] as const)('of a hold that is refused, it is said what is so: %s', async (_what, how, expected) => {
  if (how !== 'twice') sim.fault({ on: 'hold', kind: how })
  const twice = { ...server, transport: async (request: Request) => {
    if (how === 'twice' && request.url.endsWith('$hold')) await server.transport(request.clone())
    return server.transport(request)
  } }
  const { conclusion } = await createRecorder(journal, twice).perform('h', 'pat-4217', { kind: 'hold', offer, patient })
  expect(conclusion).toMatchObject(expected)
})

test('a booking on a server with its own records is known by the record that the server names', async () => {
  const own = { ...server, sharesPatients: false }
  sim.fault({ on: 'book', kind: 'drop-after' })
  expect((await createRecorder(journal, own).perform('a', 'pat-4217', booking())).conclusion.kind).toBe('done')
})
