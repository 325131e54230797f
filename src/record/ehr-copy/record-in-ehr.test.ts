import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { createEhrRecord, type EhrRecord } from '../../../mocks/ehr-record/ehr-record.ts'
import type { Appointment } from '../../fhir/types.ts'
import { booking, cancellation, openClinic, type SimClinic } from '../../scheduling/testing/sim-clinic.ts'
import { createJournal, type Journal } from '../journal.ts'
import { createPageLocks, type Locks } from '../locks.ts'
import { createNews } from '../news.ts'
import { createRecorder, type Recorder } from '../recorder.ts'
import { openVault, type Vault } from '../storage/vault.ts'
import { ehrBase } from './testing/entries.ts'
import { recordInEhr, type EhrRecording } from './record-in-ehr.ts'

let clinic: SimClinic
let record: EhrRecord
let vault: Vault
let locks: Locks
let owner: string
let journal: Journal
let recorder: Recorder
let recording: EhrRecording
let offer: Appointment

beforeEach(async () => {
  clinic = await openClinic()
  record = createEhrRecord({ base: ehrBase, patients: ['pat-4217'], clock: () => clinic.server.now() })
  owner = crypto.randomUUID()
  vault = await openVault(owner)
  locks = createPageLocks()
  launch()
  offer = await clinic.anOffer()
})

/** Launches the app, also after a crash: only the vault and the servers stay as they were. */
function launch() {
  journal = createJournal(vault)
  recorder = createRecorder(journal, clinic.server, { locks, news: createNews(owner), copies: true })
  recording = recordInEhr(recorder, {
    ehr: {
      base: ehrBase,
      postSearch: true,
      now: () => clinic.server.now(),
      transport: async (request) => (await record.handle(request)) ?? expect.fail(`nothing answers ${request.url}`),
    },
    patients: ehrBase,
    vault,
    locks,
    // Nothing is sent later by itself: the tests say when.
    after: () => () => undefined,
  })
}

const copies = () => record.inspect().appointments
const stateOf = async (id: string) => (await recorder.read(id))?.record

test('what is booked and cancelled at the clinic stands in the EHR, once', async () => {
  const { conclusion } = await recorder.perform('a', 'pat-4217', booking(offer, clinic.ida))
  await expect.poll(() => stateOf('a')).toBe('recorded')
  expect(copies()).toMatchObject([{ status: 'booked', start: offer.start }])

  const booked = 'appointment' in conclusion ? conclusion.appointment : expect.fail('it is booked')
  await recorder.perform('b', 'pat-4217', cancellation(booked, clinic.ida))
  await expect.poll(() => stateOf('b')).toBe('recorded')
  expect(copies()).toMatchObject([{ status: 'cancelled', start: offer.start }])
})

test('a refused booking stands there too, as one that never was', async () => {
  clinic.sim.fault({ on: 'book', kind: 'refuse', diagnostics: 'Closed that afternoon' })
  await recorder.perform('a', 'pat-4217', booking(offer, clinic.ida))
  await expect.poll(() => stateOf('a')).toBe('recorded')
  expect(copies()).toMatchObject([{ status: 'cancelled', contained: [{ resourceType: 'OperationOutcome' }] }])
  expect(JSON.stringify(copies())).toContain('Closed that afternoon')
})

test('an unknown outcome is said to be unknown, and put right once it is known', async () => {
  clinic.sim.fault({ on: 'book', kind: 'drop-after' })
  clinic.sim.fault({ on: 'read', kind: 'status', status: 500 })
  await recorder.perform('a', 'pat-4217', booking(offer, clinic.ida))
  await expect.poll(() => stateOf('a')).toBe('recorded')
  expect(copies()).toMatchObject([{ status: 'pending', contained: [{ issue: [{ severity: 'warning' }] }] }])

  await recorder.checkAgain('a')
  await expect.poll(() => copies()).toMatchObject([{ status: 'booked' }])
  await expect.poll(() => stateOf('a')).toBe('recorded')
})

test('a booking whose lost answer is found at once is recorded as booked, and nothing else before', async () => {
  clinic.sim.fault({ on: 'book', kind: 'drop-after' })
  await recorder.perform('a', 'pat-4217', booking(offer, clinic.ida))
  await expect.poll(() => stateOf('a')).toBe('recorded')
  expect(copies()).toMatchObject([{ status: 'booked', meta: { versionId: '1' } }])
})

test('what a closed page left behind is recorded at the next launch', async () => {
  await journal.begin('a', clinic.server.base, 'pat-4217', booking(offer, clinic.ida), clinic.server.now())
  recording.close()
  launch()
  clinic.advance(60_000)
  await recorder.resume()
  await recording.resume()
  expect(copies()).toMatchObject([{ status: 'cancelled' }])
  expect(await stateOf('a')).toBe('recorded')
})

test('a hold leaves nothing in the EHR', async () => {
  await recorder.perform('h', 'pat-4217', { kind: 'hold', offer, patient: clinic.ida })
  await recording.resume()
  expect(record.inspect().requests).toEqual([])
  expect(await stateOf('h')).toBe('not-asked')
})

test('what the EHR refused is shown with its words, and recorded when it is tried again', async () => {
  record.fault({ on: 'create', kind: 'status', status: 422, diagnostics: 'Read-only chart' })
  await recorder.perform('a', 'pat-4217', booking(offer, clinic.ida))
  await expect.poll(() => stateOf('a')).toBe('failed')
  const copied = (await journal.read('a'))?.events.findLast(({ kind }) => kind === 'copied')
  expect(copied).toMatchObject({ result: { kind: 'failed', words: ['Read-only chart'] } })
  await recording.resume()
  expect(await stateOf('a')).toBe('failed')

  await recording.recordAgain('a')
  await expect.poll(() => stateOf('a')).toBe('recorded')
})
