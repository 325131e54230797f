import { describe, expect, test } from 'vitest'
import { oddReferences } from '../../mocks/faults/attacks.ts'
import type { Appointment } from '../fhir/types.ts'
import { attempt } from './attempt.ts'
import { stubServer } from './testing/http-exchange.ts'
import { base, book, cancel, everyKind, hold, modify, offer, patient, release, serverWith } from './testing/intents.ts'
import { appointmentText, ok, outcomeOf, outcomeText, searchset } from './testing/outcome-of.ts'
import { readAnswer, readOwner, whose } from './whose.ts'

/** An answer may be about another Appointment or another patient than the one that was asked for. */

const start = offer.start
const newTime = '2026-11-25T09:00:00-06:00'

describe('two Appointments', () => {
  const original = appointmentText({ id: 'a-7', status: 'cancelled', start })
  const replacement = appointmentText({ id: 'a-8', status: 'booked', start: newTime })

  test.each([
    ['the new one first', searchset(replacement, original)],
    ['the new one last', searchset(original, replacement)],
  ])('are a change made by replacing the original, %s', async (_order, body) => {
    expect(await outcomeOf(modify, ok(body))).toEqual({ kind: 'success', appointment: JSON.parse(replacement), issues: [] })
  })

  test('are a booking under an id of its own beside its cancelled proposal', async () => {
    const proposal = appointmentText({ id: 'p-1', status: 'cancelled', start })
    const booking = appointmentText({ id: 'a-9', status: 'booked', start })
    expect(await outcomeOf(book, ok(searchset(proposal, booking)))).toEqual({
      kind: 'success',
      appointment: JSON.parse(booking),
      issues: [],
    })
  })

  test.each([
    ['the other is not cancelled', appointmentText({ id: 'a-7', status: 'booked', start })],
    ['the other is not the original', appointmentText({ id: 'a-6', status: 'cancelled', start })],
    ['the other has no id', appointmentText({ status: 'cancelled', start })],
    ['both are the wished one', replacement],
  ])('are unconfirmed when %s', async (_why, other) => {
    expect(await outcomeOf(modify, ok(searchset(replacement, other)))).toEqual({ kind: 'unconfirmed', issues: [] })
    expect(await outcomeOf(modify, ok(searchset(other, replacement)))).toEqual({ kind: 'unconfirmed', issues: [] })
  })

  test('are unconfirmed when the new one is at another time than the one asked for', async () => {
    const elsewhere = appointmentText({ id: 'a-8', status: 'booked', start: '2026-11-25T10:00:00-06:00' })
    expect(await outcomeOf(modify, ok(searchset(original, elsewhere)))).toEqual({ kind: 'unconfirmed', issues: [] })
  })

  test('are unconfirmed beside an error', async () => {
    const answer = ok(searchset(original, replacement, outcomeText('error', 'processing', 'Half done')))
    expect(await outcomeOf(modify, answer)).toEqual({
      kind: 'unconfirmed',
      appointment: JSON.parse(replacement),
      issues: [{ severity: 'error', code: 'processing', text: 'Half done' }],
    })
  })

  test('are unconfirmed for a booking by resource, which has no original to be cancelled', async () => {
    const { id: _none, ...withoutId } = offer
    const intent = { ...book, offer: withoutId }
    const other = appointmentText({ status: 'cancelled', start })
    const booking = appointmentText({ id: 'a-9', status: 'booked', start })
    expect(await outcomeOf(intent, ok(searchset(other, booking)))).toEqual({ kind: 'unconfirmed', issues: [] })
  })

  test.each(everyKind)(
    'of the expected status are unconfirmed for $kind, and so are three',
    async ({ intent, id, status, start }) => {
      const twin = appointmentText({ id, status, start })
      expect(await outcomeOf(intent, ok(searchset(twin, twin)))).toEqual({ kind: 'unconfirmed', issues: [] })
      const cancelled = appointmentText({ id: 'a-7', status: 'cancelled', start })
      expect(await outcomeOf(intent, ok(searchset(twin, cancelled, cancelled)))).toEqual({ kind: 'unconfirmed', issues: [] })
    },
  )
})

describe('one Appointment', () => {
  test.each([
    ['a cancellation', cancel, 'a-8'],
    ['a release', release, 'p-2'],
  ] as const)('that is not the one of %s leaves it unconfirmed', async (_what, intent, id) => {
    const text = appointmentText({ id, status: 'cancelled', start })
    expect(await outcomeOf(intent, ok(searchset(text)))).toEqual({
      kind: 'unconfirmed',
      appointment: JSON.parse(text),
      issues: [],
    })
  })

  test.each([
    ['a hold', hold, 'p-1', 'pending'],
    ['a booking', book, 'p-1', 'booked'],
    ['a change', modify, 'a-7', 'booked'],
  ] as const)('without a time is no success of %s: which hour would be meant?', async (_what, intent, id, status) => {
    expect(await outcomeOf(intent, ok(searchset(appointmentText({ id, status }))))).toMatchObject({ kind: 'unconfirmed' })
    const unreadable = appointmentText({ id, status, start }).replaceAll(start, '2026-11-24')
    expect(await outcomeOf(intent, ok(searchset(unreadable)))).toMatchObject({ kind: 'unconfirmed' })
  })

  test('that is cancelled needs no times, since app-3 lets it go without', async () => {
    expect(await outcomeOf(cancel, ok(searchset(appointmentText({ id: 'a-7', status: 'cancelled' }))))).toMatchObject({
      kind: 'success',
    })
  })

  test('that is cancelled, but says neither which nor when, is no success', async () => {
    expect(await outcomeOf(cancel, ok(searchset(appointmentText({ status: 'cancelled' }))))).toMatchObject({
      kind: 'unconfirmed',
    })
  })
})

describe('an Appointment that names a patient', () => {
  const rows = everyKind.filter(({ intent }) => 'patient' in intent)

  test.each(rows)('succeeds for $kind when it is the one asked for', async ({ intent, id, status, start }) => {
    for (const reference of ['Patient/romero', 'https://clinic.example.org/fhir/Patient/romero', 'Patient/romero/_history/3']) {
      expect(await outcomeOf(intent, ok(searchset(appointmentText({ id, status, start, patient: reference }))))).toMatchObject({
        kind: 'success',
      })
    }
  })

  test.each(rows)('is unconfirmed for $kind when it is another, and is not passed on', async ({ intent, id, status, start }) => {
    const answer = ok(searchset(appointmentText({ id, status, start, patient: 'Patient/romano' })))
    expect(await outcomeOf(intent, answer)).toEqual({ kind: 'unconfirmed', doubt: 'another-subject', issues: [] })
  })

  test.each(oddReferences)('is unconfirmed, however oddly another is named: %j', async (reference) => {
    for (const { intent, id, status, start } of rows) {
      const answer = ok(searchset(appointmentText({ id, status, start, patient: reference })))
      expect(await outcomeOf(intent, answer)).toEqual({ kind: 'unconfirmed', doubt: 'another-subject', issues: [] })
    }
  })

  test.each(rows)(
    'says nothing for $kind where both servers have records of their own',
    async ({ intent, id, status, start }) => {
      const answer = ok(searchset(appointmentText({ id, status, start, patient: 'Patient/8812' })))
      expect(await outcomeOf(intent, answer, false)).toMatchObject({ kind: 'success' })
    },
  )
})

test.each([
  ['004217', 'success'],
  ['004218', 'unconfirmed'],
])('a success about a patient whose record has the identifier %s is %s', async (value, kind) => {
  const answer = ok(searchset(appointmentText({ id: 'p-1', status: 'booked', start, patient: 'Patient/8812' })))
  const record = ok(`{"resourceType":"Patient","id":"8812","identifier":[{"system":"urn:oid:2.999.1","value":"${value}"}]}`)
  const { transport } = stubServer(answer, record)
  expect((await attempt(serverWith(transport, { sharesPatients: false }), book)).outcome.kind).toBe(kind)
})

describe('whose an Appointment is', () => {
  const withActors = (...actors: NonNullable<Appointment['participant'][number]['actor']>[]): Appointment => ({
    ...offer,
    participant: actors.map((actor) => ({ actor, status: 'accepted' })),
  })
  const mrn = (value: string) => ({ type: 'Patient', identifier: { system: 'urn:oid:2.999.1', value } })

  test.each([
    ['by id', { reference: 'Patient/romero' }, 'ours', 'unsaid'],
    ['by another id', { reference: 'Patient/romano' }, 'another', 'unsaid'],
    ['by our id on this server', { reference: `${base}/Patient/romero` }, 'ours', 'unsaid'],
    ['by our id on this server, spelled as its proxy sees it', { reference: 'http://Clinic.example.org:443/fhir//Patient/romero/_history/3' }, 'ours', 'unsaid'],
    ['by our id on some other server', { reference: 'https://elsewhere.example/fhir/Patient/romero' }, 'another', 'unsaid'],
    [
      'by our id on some other server, with our identifier',
      { reference: 'https://elsewhere.example/fhir/Patient/romero', ...mrn('004217') },
      'ours',
      'ours',
    ],
    ['by our id, spelled oddly', { reference: '/fhir/Patient/romero/' }, 'another', 'unsaid'],
    ['by our id, spelled oddly, with our identifier', { reference: '/Patient/romero', ...mrn('004217') }, 'ours', 'ours'],
    ['by what is no address', { type: 'Patient', reference: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0' }, 'another', 'unsaid'],
    [
      'by an identifier, and a type written as an address',
      { ...mrn('004218'), type: 'http://hl7.org/fhir/StructureDefinition/Patient' },
      'another',
      'another',
    ],
    [
      'by our id on some other server, with another identifier',
      { reference: 'https://elsewhere.example/fhir/Patient/romero', ...mrn('004218') },
      'another',
      'another',
    ],
    ['by identifier', mrn('004217'), 'ours', 'ours'],
    ['by another identifier of the same system', mrn('004218'), 'another', 'another'],
    [
      'by an identifier of a system that is not known here',
      { type: 'Patient', identifier: { system: 'urn:x', value: '004217' } },
      'unsaid',
      'unsaid',
    ],
    ['by name alone', { type: 'Patient', display: 'Ida Romero' }, 'unsaid', 'unsaid'],
    ['by nobody', { reference: 'Practitioner/romero' }, 'unsaid', 'unsaid'],
    ['by another id with our identifier', { reference: 'Patient/8812', ...mrn('004217') }, 'another', 'ours'],
  ] as const)('told %s', (_how, actor, whereShared, elsewhere) => {
    expect(whose(withActors(actor), patient, { base, sharesPatients: true })).toBe(whereShared)
    expect(whose(withActors(actor), patient, { base, sharesPatients: false })).toBe(elsewhere)
  })

  test.each(['pat_9999', '9'.repeat(70), 'pat:9999', 'Ünal'])('told by an id that R4 does not allow, as we asked for it: %s', (id) => {
    const odd = { ...patient, id }
    const told = (reference: string) => whose(withActors({ reference }), odd, { base, sharesPatients: true })
    expect([`Patient/${id}`, `${base}/Patient/${id}`, `Patient/${id}/_history/2`].map(told)).toEqual(['ours', 'ours', 'ours'])
    expect([`Patient/${id}0`, `https://elsewhere.example/fhir/Patient/${id}`, `/Patient/${id}`].map(told)).toEqual(['another', 'another', 'another'])
    expect(readOwner(withActors({ reference: `/Patient/${id}` }), odd, { base, sharesPatients: true })).toBe('illegible')
    const read = (reference: string) => readAnswer(withActors({ reference }), [{ reference: `Patient/${id}` }], { base })
    expect([`Patient/${id}`, 'Patient/romano', '/Patient/romano'].map(read)).toEqual(['ours', 'another', 'another'])
  })

  test('a group appointment is ours when we are among them', () => {
    expect(whose(withActors({ reference: 'Patient/romano' }, { reference: 'Patient/romero' }), patient, { base, sharesPatients: true })).toBe('ours')
  })

  test('nothing is known of a patient without id and identifiers', () => {
    expect(whose(withActors({ reference: 'Patient/romano' }), { resourceType: 'Patient' }, { base, sharesPatients: true })).toBe('unsaid')
    expect(whose(withActors({ reference: 'Patient/romano' }), { resourceType: 'Patient', id: '' }, { base, sharesPatients: true })).toBe('unsaid')
  })
})
