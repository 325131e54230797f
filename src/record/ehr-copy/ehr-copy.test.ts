import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { createEhrRecord, type EhrRecord } from '../../../mocks/ehr-record/ehr-record.ts'
import { book, booked, cancel, hold, modify, moved, nowInstant, offer } from '../../scheduling/testing/intents.ts'
import type { CopyResult } from '../journal.ts'
import { createPageLocks, type Locks } from '../locks.ts'
import { openVault, type Vault } from '../storage/vault.ts'
import { createEhrCopy, type EhrCopy } from './ehr-copy.ts'
import { answered, done, ehrBase, entryOf, refused, unknown } from './testing/entries.ts'

interface Told {
  readonly id: string
  readonly result: CopyResult
  readonly upTo: number
}

let now: number
let record: EhrRecord
let vault: Vault
let locks: Locks
let told: Told[]
let hear: (news: Told) => Promise<void>
/** What the page's timer would call next. */
let timer: { readonly milliseconds: number; readonly work: () => void } | undefined
let gate: Promise<void> | undefined
let tab: EhrCopy

beforeEach(async () => {
  now = nowInstant
  record = createEhrRecord({ base: ehrBase, patients: ['romero'], clock: () => now })
  vault = await openVault(crypto.randomUUID())
  locks = createPageLocks()
  told = []
  hear = async (news) => void told.push(news)
  timer = undefined
  gate = undefined
  tab = openTab()
})

/** Opens a page, or reloads it: only the vault and the EHR stay as they were. */
function openTab(): EhrCopy {
  return createEhrCopy({
    ehr: {
      base: ehrBase,
      postSearch: true,
      now: () => now,
      async transport(request) {
        await gate
        return (await record.handle(request)) ?? expect.fail(`nothing answers ${request.url}`)
      },
    },
    patients: ehrBase,
    vault,
    locks,
    told: (id, result, upTo) => hear({ id, result, upTo }),
    after(milliseconds, work) {
      timer = { milliseconds, work }
      return () => (timer = undefined)
    },
    random: () => 1,
  })
}

const stored = () => record.inspect().appointments
const booking = done(answered(booked, '1'))
const cancelled = done(answered({ ...booked, status: 'cancelled' }, '2'))

/** Lets the timer run out, and waits with a flush until all that it sends is sent. */
async function letTimePass() {
  const due = timer ?? expect.fail('something is to be sent later')
  now += due.milliseconds
  due.work()
  await tab.flush()
}

test('a booking is recorded, and the journal hears where', async () => {
  await tab.enqueue(entryOf(book), booking)
  await tab.flush()
  expect(stored()).toMatchObject([{ status: 'booked', start: booked.start }])
  expect(told).toEqual([{ id: 'e-book', result: { kind: 'recorded', reference: 'Appointment/copy-1' }, upTo: 1 }])
  expect(await vault.all('copy')).toEqual([])
})

test('the booking does not wait for the EHR', async () => {
  let open = () => {}
  gate = new Promise((resolve) => (open = resolve))
  await tab.enqueue(entryOf(book), booking)
  expect(stored()).toEqual([])
  open()
  await tab.flush()
  expect(stored()).toHaveLength(1)
})

test('a hold is not asked for', async () => {
  await tab.enqueue(entryOf(hold), done({ ...offer, status: 'pending' }))
  await tab.flush()
  expect(record.inspect().requests).toEqual([])
  expect(told).toEqual([])
})

test('an EHR that is away is tried again after longer and longer pauses, until it is there', async () => {
  record.fault({ on: 'any', kind: 'drop-before', times: 2 })
  await tab.enqueue(entryOf(book), booking)
  await expect.poll(() => timer?.milliseconds).toBe(2_000)
  const first = timer ?? expect.fail('a pause')
  now += first.milliseconds
  first.work()
  await expect.poll(() => timer?.milliseconds).toBe(4_000)
  expect(told).toEqual([])
  await letTimePass()
  expect(stored()).toHaveLength(1)
  expect(told).toHaveLength(1)
  expect(timer).toBeUndefined()
})

test('an EHR that says how long it is busy is left alone until then', async () => {
  record.fault({ on: 'search', kind: 'status', status: 503, retryAfterSeconds: 90 })
  await tab.enqueue(entryOf(book), booking)
  await expect.poll(() => timer?.milliseconds).toBe(90_000)
  await letTimePass()
  expect(stored()).toHaveLength(1)
})

test('the connection’s return doesn’t wait for the pause to end', async () => {
  record.fault({ on: 'any', kind: 'drop-before' })
  await tab.enqueue(entryOf(book), booking)
  await expect.poll(() => timer).toBeDefined()
  await tab.flush()
  expect(stored()).toHaveLength(1)
})

test('what a page left behind is sent at the next launch', async () => {
  record.fault({ on: 'any', kind: 'drop-before', times: 9 })
  await tab.enqueue(entryOf(book), booking)
  await expect.poll(() => timer).toBeDefined()
  tab.close()
  record.reset()
  await openTab().flush()
  expect(stored()).toHaveLength(1)
  expect(told).toHaveLength(1)
})

test('a page that is closed after the EHR took it tells the journal at the next launch, and makes no second copy', async () => {
  hear = async () => Promise.reject(new Error('the page is gone'))
  await tab.enqueue(entryOf(book), booking)
  await tab.flush()
  tab.close()
  hear = async (news) => void told.push(news)
  await openTab().flush()
  expect(stored()).toHaveLength(1)
  expect(told).toMatchObject([{ id: 'e-book', result: { kind: 'recorded' } }])
})

test('what the EHR refuses is told with its words, and not tried again by itself', async () => {
  record.fault({ on: 'create', kind: 'status', status: 422, diagnostics: 'Read-only chart' })
  await tab.enqueue(entryOf(book), booking)
  await tab.flush()
  expect(told).toMatchObject([{ result: { kind: 'failed', words: ['Read-only chart'] } }])
  expect(timer).toBeUndefined()

  await tab.enqueue(entryOf(book), booking)
  await tab.flush()
  expect(told.at(-1)).toMatchObject({ result: { kind: 'recorded' } })
})

test('older news of an appointment goes before newer', async () => {
  record.fault({ on: 'create', kind: 'status', status: 500 })
  await tab.enqueue(entryOf(book), booking)
  await expect.poll(() => timer).toBeDefined()
  await tab.enqueue(entryOf(cancel), cancelled)
  await tab.flush()
  expect(told.map(({ id }) => id)).toEqual(['e-book', 'e-cancel'])
  expect(stored()).toMatchObject([{ status: 'cancelled' }])
})

test('an appointment that the EHR chokes on holds up no other', async () => {
  record.fault({ on: 'create', kind: 'status', status: 500 })
  await tab.enqueue(entryOf(book), booking)
  await expect.poll(() => timer).toBeDefined()
  const change = { ...modify, original: { ...booked, id: 'a-9' }, changed: { ...moved, id: 'a-9' } }
  await tab.enqueue(entryOf(change, 'other'), done(answered(change.changed)))
  await expect.poll(() => told.map(({ id }) => id)).toEqual(['other'])
})

test('what turns out later takes the place of what was unknown', async () => {
  record.fault({ on: 'any', kind: 'drop-before' })
  await tab.enqueue(entryOf(book), unknown)
  await expect.poll(() => timer).toBeDefined()
  await tab.enqueue(entryOf(book), booking)
  await tab.flush()
  expect(told).toHaveLength(1)
  expect(stored()).toMatchObject([{ status: 'booked', meta: { versionId: '1' } }])
})

test('what is learnt while the older news is under way is sent after it', async () => {
  let open = () => {}
  gate = new Promise((resolve) => (open = resolve))
  await tab.enqueue(entryOf(book), unknown)
  await tab.enqueue(entryOf(book), booking)
  open()
  await tab.flush()
  expect(stored()).toMatchObject([{ status: 'booked' }])
  expect(stored()[0]?.contained).toBeUndefined()
  expect(await vault.all('copy')).toEqual([])
})

test('the same outcome given again while it waits is nothing new', async () => {
  record.fault({ on: 'any', kind: 'drop-before' })
  await tab.enqueue(entryOf(book), refused)
  await expect.poll(() => timer).toBeDefined()
  await tab.enqueue(entryOf(book), refused)
  expect(record.inspect().requests).toHaveLength(1)
})

test('two tabs make one copy', async () => {
  const other = openTab()
  await Promise.all([tab.enqueue(entryOf(book), booking), other.enqueue(entryOf(book), booking)])
  await Promise.all([tab.flush(), other.flush()])
  expect(stored()).toHaveLength(1)
  expect(told).toHaveLength(1)
})

test('neither names nor birth dates wait in the vault', async () => {
  record.fault({ on: 'any', kind: 'drop-before' })
  await tab.enqueue(entryOf(book), booking)
  const kept = JSON.stringify(await vault.all('copy'))
  expect(kept).toContain('Patient/romero')
  expect(kept).not.toMatch(/Ida|1958/)
})
