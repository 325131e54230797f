import { describe, expect, test } from 'vitest'
import { createEhrRecord } from '../../mocks/ehr-record/ehr-record.ts'
import type { Transport } from '../fhir/http/transport.ts'
import { auditEvent } from '../record/audit/audit-event.ts'
import { exchangeOf } from '../record/audit/testing/exchanges.ts'
import { copiesOf } from '../record/ehr-copy/copies-of.ts'
import { answered, done, ehrBase, entryOf, places, refused, unknown } from '../record/ehr-copy/testing/entries.ts'
import { writeCopy } from '../record/ehr-copy/write-copy.ts'
import { attempt } from '../scheduling/attempt.ts'
import { findFirst } from '../scheduling/find-appointments.ts'
import { readCapabilityStatement } from '../scheduling/read-capability-statement.ts'
import { searchAppointments } from '../scheduling/search-appointments.ts'
import * as asked from '../scheduling/testing/intents.ts'
import { booking, cancellation, openClinic, withoutId } from '../scheduling/testing/sim-clinic.ts'
import { r4Faults } from './r4-validator.ts'

/** Whatever leaves the app, and whatever the simulator answers, is valid by R4's own definitions. */

interface Wire {
  readonly transport: Transport
  readonly sent: unknown[]
  readonly received: unknown[]
}

/** Keeps the resources that pass in either direction. */
function tapped(transport: Transport): Wire {
  const sent: unknown[] = []
  const received: unknown[] = []
  const keep = async (message: Request | Response, into: unknown[]) => {
    if (message.headers.get('content-type')?.includes('application/fhir+json')) into.push(await message.clone().json())
  }
  return {
    sent,
    received,
    async transport(request) {
      await keep(request, sent)
      const response = await transport(request)
      await keep(response, received)
      return response
    },
  }
}

const faultsOf = (resources: readonly unknown[]) => resources.flatMap(r4Faults)

describe('the validator', () => {
  test.each([
    ['a booked time without times', { status: 'booked', participant: [{ status: 'accepted', actor: { display: 'Ida' } }] }],
    ['an element that R4 lacks', { status: 'proposed', participant: [{ status: 'accepted', actor: {} }], colour: 'red' }],
    ['nobody to take part', { status: 'proposed', participant: [] }],
    ['a status of two words at once', { status: ['booked', 'cancelled'], participant: [{ status: 'accepted', actor: {} }] }],
  ])('sees %s, in Parameters too', (_what, elements) => {
    const appointment = { resourceType: 'Appointment', ...elements }
    expect(r4Faults(appointment)).not.toEqual([])
    expect(r4Faults({ resourceType: 'Parameters', parameter: [{ name: 'return', resource: appointment }] })).not.toEqual([])
  })
})

test('what is sent to the Scheduling Server, and what the simulator answers', async () => {
  const clinic = await openClinic()
  const { transport, sent, received } = tapped(clinic.server.transport)
  const server = { ...clinic.server, transport }
  const perform = async (intent: Parameters<typeof attempt>[1]) => {
    const { outcome } = await attempt(server, intent)
    return outcome.kind === 'success' ? outcome.appointment : expect.fail(`${intent.kind} came to ${outcome.kind}`)
  }

  await readCapabilityStatement(server)
  await findFirst(server, {
    start: '2026-11-23T00:00:00-06:00',
    end: '2026-11-28T00:00:00-06:00',
    patient: [{ reference: 'Patient/pat-4217' }],
  })
  const offer = await clinic.anOffer()
  const held = await perform({ kind: 'hold', offer, patient: clinic.ida })
  const booked = await perform(booking(held, clinic.ida, { held: true, reasonForVisit: 'Chest pain', note: 'Needs a ramp' }))
  const moved = await perform(await clinic.move(booked, 4))
  await perform({ kind: 'modify', original: moved, changed: { ...moved, comment: 'Rings first' }, patient: clinic.ida })
  const { appointments } = await searchAppointments(server, { patient: 'Patient/pat-4217' })
  await perform(cancellation(appointments.find(({ id }) => id === moved.id) ?? moved, clinic.ida))
  await perform(booking(withoutId(await clinic.anOffer(2)), clinic.ida, { reasonForVisit: 'Chest pain', note: 'Needs a ramp' }))
  const another = await perform({ kind: 'hold', offer: await clinic.anOffer(6), patient: clinic.ida })
  await perform({ kind: 'release', held: another })
  expect((await attempt(server, { kind: 'hold', offer, patient: clinic.ida })).outcome.kind).not.toBe('success')

  expect(sent.length).toBeGreaterThanOrEqual(9)
  expect(faultsOf(sent)).toEqual([])
  expect(faultsOf(received)).toEqual([])
})

test('AuditEvents of every transaction and result', () => {
  const events = (['ITI-115', 'ITI-116', 'ITI-117', 'ITI-118'] as const).flatMap((transaction) => [
    auditEvent(exchangeOf(transaction)),
    auditEvent(exchangeOf(transaction, { result: { code: '4', words: 'Closed that afternoon' } })),
    auditEvent(exchangeOf(transaction, { result: { code: '8', words: 'No answer came.' }, patients: [] })),
  ])
  expect(faultsOf(events)).toEqual([])
})

test('what is recorded in the EHR of each outcome', async () => {
  const record = createEhrRecord({ base: ehrBase, patients: ['romero'], clock: () => asked.nowInstant })
  const { transport, sent, received } = tapped(
    async (request) => (await record.handle(request)) ?? expect.fail(`nothing answers ${request.url}`),
  )
  const ehr = { base: ehrBase, postSearch: true, now: () => asked.nowInstant, transport }
  for (const intent of [asked.book, asked.modify, asked.cancel]) {
    const status = intent.kind === 'cancel' ? 'cancelled' : 'booked'
    for (const conclusion of [unknown, refused, done(answered({ ...asked.booked, status }))]) {
      for (const copy of copiesOf(entryOf(intent), conclusion, places)) await writeCopy(ehr, copy)
    }
  }
  expect(sent.length).toBeGreaterThanOrEqual(6)
  expect(faultsOf(sent)).toEqual([])
  expect(faultsOf(received)).toEqual([])
})
