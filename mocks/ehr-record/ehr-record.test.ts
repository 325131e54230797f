import { beforeEach, describe, expect, test } from 'vitest'
import type { Appointment } from '../../src/fhir/types.ts'
import { DroppedConnection } from '../faults/dropped-connection.ts'
import { createEhrRecord, type EhrRecord } from './ehr-record.ts'

const base = 'https://ehr.test/fhir'
const identifier = { system: 'https://clinic.test/fhir/Appointment', value: 'a-7' }
const condition = `identifier=${encodeURIComponent(`${identifier.system}|${identifier.value}`)}`
const appointment: Appointment = {
  resourceType: 'Appointment',
  identifier: [identifier],
  status: 'booked',
  start: '2026-11-24T14:20:00-06:00',
  end: '2026-11-24T14:40:00-06:00',
  participant: [{ actor: { reference: 'Patient/romero' }, status: 'accepted' }],
}

let record: EhrRecord
beforeEach(() => {
  record = createEhrRecord({ base, patients: ['romero'], clock: () => Date.UTC(2026, 10, 22) })
})

async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const request = new Request(`${base}/${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  return (await record.handle(request)) ?? expect.fail('it is below the base')
}

const create = (body: unknown = appointment) => send('POST', 'Appointment', body, { 'if-none-exist': condition })

test('only what lies below the base is its own', async () => {
  expect(await record.handle(new Request('https://clinic.test/fhir/Appointment/1'))).toBeUndefined()
})

describe('create', () => {
  test('answers 201 with version and place, and 200 with what was there before', async () => {
    const created = await create()
    expect(created.status).toBe(201)
    expect(created.headers.get('etag')).toBe('W/"1"')
    expect(created.headers.get('location')).toBe(`${base}/Appointment/copy-1/_history/1`)
    const repeated = await create()
    expect([repeated.status, record.inspect().appointments.length]).toEqual([200, 1])
  })

  test('answers 412 when several match', async () => {
    record.put(appointment)
    record.put(appointment)
    expect((await create()).status).toBe(412)
  })

  test.each<[string, number, object]>([
    ['is no Appointment', 400, { resourceType: 'Patient' }],
    ['has an element that R4 doesn’t know', 400, { ...appointment, colour: 'red' }],
    ['is booked without a time', 422, { ...appointment, start: undefined, end: undefined }],
    ['gives a reason for cancelling what isn’t', 422, { ...appointment, cancelationReason: { text: 'x' } }],
    ['contains what nothing refers to', 422, { ...appointment, contained: [{ resourceType: 'Basic', id: 'x' }] }],
    ['refers to what it doesn’t contain', 422, { ...appointment, supportingInformation: [{ reference: '#x' }] }],
    ['names an unknown patient', 422, { ...appointment, supportingInformation: [{ reference: 'Patient/7' }] }],
    ['names another server’s record', 422, { ...appointment, slot: [{ reference: 'https://clinic.test/fhir/Slot/1' }] }],
  ])('refuses what %s, and stores nothing', async (_what, status, body) => {
    expect((await create(body)).status).toBe(status)
    expect(record.inspect().appointments).toEqual([])
  })

  test('wants a condition', async () => {
    expect((await send('POST', 'Appointment', appointment)).status).toBe(428)
  })
})

describe('update', () => {
  const update = (headers: Record<string, string>, body: object = { ...appointment, id: 'copy-1' }) =>
    send('PUT', 'Appointment/copy-1', body, headers)

  test('takes the version that is there, and no other', async () => {
    await create()
    expect((await update({ 'if-match': 'W/"1"' })).headers.get('etag')).toBe('W/"2"')
    expect((await update({ 'if-match': 'W/"1"' })).status).toBe(412)
    expect((await update({})).status).toBe(428)
    expect((await update({ 'if-match': 'W/"2"' }, { ...appointment, id: 'other' })).status).toBe(400)
  })

  test('creates nothing', async () => {
    expect((await update({ 'if-match': 'W/"1"' })).status).toBe(404)
  })
})

test('finds by any of the identifiers, by GET and by POST', async () => {
  await create()
  const query = `identifier=${encodeURIComponent(`urn:x|1,${identifier.system}|a-7`)}`
  expect(await (await send('GET', `Appointment?${query}`)).json()).toMatchObject({ total: 1 })
  const posted = new Request(`${base}/Appointment/_search`, { method: 'POST', body: new URLSearchParams(query) })
  expect(await (await record.handle(posted))?.json()).toMatchObject({ total: 1, entry: [{ resource: { id: 'copy-1' } }] })
  expect(await (await send('GET', 'Appointment?identifier=urn:x%7C2')).json()).toMatchObject({ total: 0 })
})

test('keeps to the scopes of the token', async () => {
  const reader = createEhrRecord({
    base,
    patients: ['romero'],
    grantOf: (request) =>
      request.headers.has('authorization') ? { user: 'Practitioner/abbas', scopes: new Set(['user/Appointment.rs']) } : undefined,
  })
  const search = `${base}/Appointment?identifier=a%7Cb`
  expect((await reader.handle(new Request(search)))?.status).toBe(401)
  const headers = { authorization: 'Bearer t' }
  expect((await reader.handle(new Request(search, { headers })))?.status).toBe(200)
  const post = new Request(`${base}/Appointment`, { method: 'POST', headers, body: JSON.stringify(appointment) })
  expect((await reader.handle(post))?.status).toBe(403)
})

test('drops answers before or after its work', async () => {
  record.fault({ on: 'create', kind: 'drop-before' })
  await expect(create()).rejects.toThrow(DroppedConnection)
  expect(record.inspect().appointments).toEqual([])
  record.fault({ on: 'create', kind: 'drop-after' })
  await expect(create()).rejects.toThrow(DroppedConnection)
  expect(record.inspect().appointments).toHaveLength(1)
})
