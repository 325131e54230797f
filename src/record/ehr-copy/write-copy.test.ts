import { beforeEach, describe, expect, test } from 'vitest'
import { createEhrRecord, type EhrRecord } from '../../../mocks/ehr-record/ehr-record.ts'
import { base, book, booked, cancel, nowInstant } from '../../scheduling/testing/intents.ts'
import type { FhirServer } from '../../scheduling/search-resources.ts'
import { copiesOf } from './copies-of.ts'
import type { Copy } from './copy.ts'
import { answered, done, ehrBase, entryOf, places, refused, unknown } from './testing/entries.ts'
import { writeCopy } from './write-copy.ts'

let record: EhrRecord
let ehr: FhirServer

beforeEach(() => {
  record = createEhrRecord({ base: ehrBase, patients: ['romero', 'sato'], clock: () => nowInstant })
  ehr = {
    base: ehrBase,
    postSearch: true,
    now: () => nowInstant,
    async transport(request) {
      return (await record.handle(request)) ?? expect.fail(`nothing answers ${request.url}`)
    },
  }
})

function copyOf(...told: [Parameters<typeof copiesOf>[0], Parameters<typeof copiesOf>[1]]): Copy {
  return copiesOf(...told, places)[0] ?? expect.fail('there is a copy')
}

const booking = copyOf(entryOf(book), done(answered(booked, '1')))
const cancellation = copyOf(entryOf(cancel), done(answered({ ...booked, status: 'cancelled' }, '2')))

const stored = () => record.inspect().appointments
const writes = () => record.inspect().requests.filter(({ method, url }) => method === 'PUT' || url.endsWith('/Appointment'))

test('creates what isn’t there, on the condition that it still isn’t', async () => {
  expect(await writeCopy(ehr, booking)).toEqual({ kind: 'recorded', reference: 'Appointment/copy-1' })
  expect(stored()).toMatchObject([{ status: 'booked', start: booked.start }])
  expect(writes().map(({ headers }) => headers['if-none-exist'])).toEqual([
    `identifier=${encodeURIComponent(`${base}/Appointment|a-7`)}`,
  ])
})

test('changes what is there, in the version that was read', async () => {
  await writeCopy(ehr, booking)
  expect(await writeCopy(ehr, cancellation)).toEqual({ kind: 'recorded', reference: 'Appointment/copy-1' })
  expect(stored()).toMatchObject([{ status: 'cancelled', meta: { versionId: '2' } }])
  expect(writes().at(-1)).toMatchObject({ method: 'PUT', headers: { 'if-match': 'W/"1"' } })
})

test('a version that fits into no header is not written over, and it is said', async () => {
  await writeCopy(ehr, booking)
  for (const versionId of ['1\n2', '\u202e1', '"', 'x'.repeat(1000)]) {
    const strange = { ...ehr, transport: async (request: Request) => respelled(await ehr.transport(request), versionId) }
    expect(await writeCopy(strange, cancellation)).toEqual({ kind: 'failed', words: [expect.stringContaining('version')] })
  }
  expect(stored()).toMatchObject([{ status: 'booked' }])
})

/** The same answer with another version id in it. */
async function respelled(response: Response, versionId: string): Promise<Response> {
  const text = await response.text()
  return new Response(text.replaceAll('"versionId":"1"', `"versionId":${JSON.stringify(versionId)}`), response)
}

test('writes nothing when the EHR says it already', async () => {
  await writeCopy(ehr, booking)
  expect(await writeCopy(ehr, booking)).toMatchObject({ kind: 'recorded' })
  expect(writes()).toHaveLength(1)
})

test('a copy whose creation lost its answer is found again', async () => {
  record.fault({ on: 'create', kind: 'drop-after' })
  expect(await writeCopy(ehr, booking)).toEqual({ kind: 'later', concernsAll: true })
  expect(await writeCopy(ehr, booking)).toMatchObject({ kind: 'recorded' })
  expect(stored()).toHaveLength(1)
})

test('one that another tab creates in the same moment is taken up', async () => {
  record.fault({ on: 'create', kind: 'rival' })
  expect(await writeCopy(ehr, booking)).toMatchObject({ kind: 'recorded' })
  expect(stored()).toHaveLength(1)
})

test('one that somebody else changes meanwhile is read again', async () => {
  await writeCopy(ehr, booking)
  record.fault({ on: 'update', kind: 'rival' })
  expect(await writeCopy(ehr, cancellation)).toMatchObject({ kind: 'recorded' })
  expect(stored()).toMatchObject([{ status: 'cancelled', meta: { versionId: '3' } }])
})

test('one that never comes to rest has to wait', async () => {
  await writeCopy(ehr, booking)
  record.fault({ on: 'update', kind: 'rival', times: 3 })
  expect(await writeCopy(ehr, cancellation)).toEqual({ kind: 'later', concernsAll: false })
})

describe('a booking that was unknown', () => {
  const provisional = copyOf(entryOf(book), unknown)

  test('has one copy: the provisional one becomes the booking', async () => {
    await writeCopy(ehr, provisional)
    expect(stored()).toMatchObject([{ status: 'pending', contained: [{ id: 'scheduling-outcome' }] }])
    await writeCopy(ehr, booking)
    expect(stored()).toMatchObject([{ id: 'copy-1', status: 'booked' }])
    expect(stored()[0]?.contained).toBeUndefined()
  })

  test('or the failure', async () => {
    await writeCopy(ehr, provisional)
    await writeCopy(ehr, copyOf(entryOf(book), refused))
    expect(stored()).toMatchObject([{ status: 'cancelled', contained: [{ id: 'scheduling-outcome' }] }])
  })

  test('and where the booking got a copy from elsewhere, the provisional one is a stray', async () => {
    await writeCopy(ehr, provisional)
    const { identifier: _both, ...appointment } = booking.appointment
    record.put({ ...appointment, identifier: [booking.identifiers[0]] })
    await writeCopy(ehr, booking)
    expect(stored()).toMatchObject([{ status: 'entered-in-error' }, { status: 'booked' }])
  })
})

test('a failed change of what isn’t in the EHR yet is recorded with the appointment as it was', async () => {
  await writeCopy(ehr, copyOf(entryOf(cancel), refused))
  expect(stored()).toMatchObject([{ status: 'booked', contained: [{ resourceType: 'OperationOutcome' }] }])
})

test('another patient’s record is never touched', async () => {
  const theirs = record.put({
    ...booking.appointment,
    participant: [{ actor: { reference: 'Patient/sato' }, status: 'accepted' }],
  })
  expect(await writeCopy(ehr, booking)).toMatchObject({ kind: 'failed', words: [expect.stringContaining('another patient')] })
  expect(stored()).toEqual([theirs])
})

test('a server that ignores the search’s identifier doesn’t get its other appointments changed', async () => {
  const other = { ...booking.appointment, id: 'other', identifier: [{ system: 'x', value: 'y' }] }
  const answersAll = {
    ...ehr,
    transport: async (request: Request) =>
      request.url.endsWith('_search')
        ? Response.json({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource: other }] })
        : ehr.transport(request),
  }
  expect(await writeCopy(answersAll, booking)).toMatchObject({ kind: 'recorded' })
  expect(writes()).toMatchObject([{ method: 'POST' }])
})

describe('an EHR that doesn’t take it', () => {
  test.each([400, 404, 422])('for good says so in its own words (%i)', async (status) => {
    record.fault({ on: 'create', kind: 'status', status, diagnostics: 'No appointments here' })
    expect(await writeCopy(ehr, booking)).toEqual({ kind: 'failed', words: ['No appointments here'] })
  })

  test('because the scopes are too small is not asked again', async () => {
    const closed = createEhrRecord({
      base: ehrBase,
      patients: ['romero'],
      grantOf: () => ({ user: 'Practitioner/abbas', scopes: new Set(['user/Appointment.rs']) }),
    })
    const transport = async (request: Request) => (await closed.handle(request)) ?? Response.error()
    const result = await writeCopy({ ...ehr, transport }, booking)
    expect(result).toMatchObject({ kind: 'failed', words: [expect.stringContaining('scopes')] })
  })

  test.each([408, 500])('for now is asked again (%i)', async (status) => {
    record.fault({ on: 'create', kind: 'status', status })
    expect(await writeCopy(ehr, booking)).toEqual({ kind: 'later', concernsAll: false })
  })

  test('at all for now is left alone, as long as it wants', async () => {
    record.fault({ on: 'search', kind: 'status', status: 429, retryAfterSeconds: 60 })
    expect(await writeCopy(ehr, booking)).toEqual({ kind: 'later', concernsAll: true, retryAfterSeconds: 60 })
    record.fault({ on: 'search', kind: 'status', status: 401 })
    expect(await writeCopy(ehr, booking)).toEqual({ kind: 'later', concernsAll: true })
    record.fault({ on: 'search', kind: 'drop-before' })
    expect(await writeCopy(ehr, booking)).toEqual({ kind: 'later', concernsAll: true })
  })

  test('but answers something else altogether has recorded nothing, as far as anybody knows', async () => {
    record.fault({ on: 'create', kind: 'html' })
    expect(await writeCopy(ehr, booking)).toEqual({ kind: 'later', concernsAll: false })
  })
})

test('an answer without a body is a success too', async () => {
  const terse = {
    ...ehr,
    transport: async (request: Request) => {
      const response = await ehr.transport(request)
      return response.status === 201 ? new Response(null, { status: 201 }) : response
    },
  }
  expect(await writeCopy(terse, booking)).toEqual({ kind: 'recorded' })
})
