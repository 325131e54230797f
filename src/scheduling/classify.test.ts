import { describe, expect, test } from 'vitest'
import { book, cancel, everyKind, hold, modify, release } from './testing/intents.ts'
import { fhirAnswer } from './testing/http-exchange.ts'
import { appointmentText, ok, outcomeOf, outcomeText, searchset } from './testing/outcome-of.ts'

/** ITI-116 and ITI-117: what the body says when HTTP itself went well. */

const full = outcomeText('error', 'conflict', 'Dr. Brandt is away')
const fullIssue = { severity: 'error', code: 'conflict', text: 'Dr. Brandt is away' }
const advice = outcomeText('information', 'informational', 'Bring your glasses')
const adviceIssue = { severity: 'information', code: 'informational', text: 'Bring your glasses' }

describe.each(everyKind)('a request to $kind', ({ intent, id, status, start }) => {
  const expected = appointmentText({ id, status, start })
  const success = { kind: 'success', appointment: JSON.parse(expected), issues: [] }

  test('succeeds with one Appointment of the expected status', async () => {
    expect(await outcomeOf(intent, ok(searchset(expected)))).toEqual(success)
  })

  test.each(['information', 'warning'])('succeeds with a remark of severity %s, which is passed on', async (severity) => {
    const answer = ok(searchset(expected, outcomeText(severity, 'informational', 'Bring your glasses')))
    expect(await outcomeOf(intent, answer)).toEqual({ ...success, issues: [{ ...adviceIssue, severity }] })
  })

  test.each(['error', 'fatal'])('is unconfirmed by the expected Appointment beside an issue of severity %s', async (severity) => {
    const answer = ok(searchset(expected, outcomeText(severity, 'conflict', 'Dr. Brandt is away')))
    expect(await outcomeOf(intent, answer)).toEqual({
      kind: 'unconfirmed',
      appointment: JSON.parse(expected),
      issues: [{ ...fullIssue, severity }],
    })
  })

  test.each(['error', 'fatal'])('is rejected by nothing but an OperationOutcome of severity %s', async (severity) => {
    const refusal = outcomeText(severity, 'conflict', 'Dr. Brandt is away')
    const rejected = { kind: 'rejected', why: 'refused', issues: [{ ...fullIssue, severity }] }
    expect(await outcomeOf(intent, ok(searchset(refusal)))).toEqual(rejected)
    expect(await outcomeOf(intent, ok(refusal))).toEqual(rejected)
    expect(await outcomeOf(intent, fhirAnswer('405 Method Not Allowed', refusal))).toEqual(rejected)
    expect(await outcomeOf(intent, fhirAnswer('415 Unsupported Media Type', searchset(refusal)))).toEqual(rejected)
  })

  test('is rejected with every issue that the server gave', async () => {
    const refusal =
      '{"resourceType":"OperationOutcome","issue":[' +
      '{"severity":"warning","code":"informational","diagnostics":"Two rooms are closed"},' +
      '{"severity":"fatal","code":"not-found","diagnostics":"The time is gone","expression":["Parameters.parameter[0]"]}]}'
    expect(await outcomeOf(intent, ok(searchset(refusal)))).toEqual({
      kind: 'rejected',
      why: 'refused',
      issues: [
        { severity: 'warning', code: 'informational', text: 'Two rooms are closed' },
        { severity: 'fatal', code: 'not-found', text: 'The time is gone', expression: 'Parameters.parameter[0]' },
      ],
    })
  })

  test.each(['information', 'warning'])('is unconfirmed by nothing but an OperationOutcome of severity %s', async (severity) => {
    const remark = outcomeText(severity, 'informational', 'Bring your glasses')
    const unconfirmed = { kind: 'unconfirmed', issues: [{ ...adviceIssue, severity }] }
    expect(await outcomeOf(intent, ok(searchset(remark)))).toEqual(unconfirmed)
    expect(await outcomeOf(intent, ok(remark))).toEqual(unconfirmed)
  })

  test('is unconfirmed by an empty Bundle', async () => {
    expect(await outcomeOf(intent, ok('{"resourceType":"Bundle","type":"searchset","total":0}'))).toEqual({
      kind: 'unconfirmed',
      issues: [],
    })
  })

  test.each([
    ['a bare Appointment', ok(expected)],
    [
      'a Parameters with a return part',
      ok(`{"resourceType":"Parameters","parameter":[{"name":"return","resource":${expected}}]}`),
    ],
    [
      'a Bundle in a return part',
      ok(`{"resourceType":"Parameters","parameter":[{"name":"return","resource":${searchset(expected)}}]}`),
    ],
    ['HTTP 201', fhirAnswer('201 Created', searchset(expected), 'Location: https://clinic.example.org/fhir/Appointment/1')],
    ['a Slot beside it', ok(searchset('{"resourceType":"Slot","id":"s1","status":"busy"}', expected))],
    ['no total', ok(`{"resourceType":"Bundle","type":"searchset","entry":[{"resource":${expected}}]}`)],
    ['a wrong total', ok(`{"resourceType":"Bundle","type":"searchset","total":7,"entry":[{"resource":${expected}}]}`)],
    [
      'a Bundle of type transaction-response',
      ok(
        '{"resourceType":"Bundle","type":"transaction-response","entry":[' +
          `{"resource":${expected},"response":{"status":"201 Created","location":"Appointment/${id}/_history/1"}}]}`,
      ),
    ],
    ['a media type that says nothing', `HTTP/1.1 200 OK\nContent-Type: text/plain\n\n${searchset(expected)}`],
  ])('succeeds all the same with %s', async (_form, answer) => {
    expect(await outcomeOf(intent, answer)).toEqual(success)
  })

  test.each([
    ['a return part', `{"name":"return","resource":${expected}},{"name":"outcome","resource":${full}}`],
    ['a Bundle', `{"name":"return","resource":${searchset(expected)}},{"name":"return","resource":${full}}`],
  ])('is unconfirmed by the expected Appointment in %s of a Parameters that also speaks of an error', async (_form, parts) => {
    const answer = ok(`{"resourceType":"Parameters","parameter":[${parts}]}`)
    expect(await outcomeOf(intent, answer)).toMatchObject({ kind: 'unconfirmed', issues: [fullIssue] })
  })

  test('is unconfirmed when a part of the answer failed, or is wrapped too deep to be read', async () => {
    const failed = `{"resource":${expected},"response":{"status":"409 Conflict","outcome":${full}}}`
    expect(await outcomeOf(intent, ok(`{"resourceType":"Bundle","entry":[${failed}]}`))).toEqual({
      kind: 'unconfirmed',
      issues: [fullIssue],
    })
    const deep = searchset(searchset(searchset(full)))
    expect(await outcomeOf(intent, ok(searchset(expected, deep)))).toEqual({ kind: 'unconfirmed', issues: [] })
  })

  test('is unconfirmed by an Appointment whose parts have the wrong shape', async () => {
    const malformed = expected.replace(/"participant":\[.*\]/, '"participant":"Dr. Brandt"')
    expect(await outcomeOf(intent, ok(searchset(malformed)))).toEqual({ kind: 'unconfirmed', issues: [] })
  })

  test('is unconfirmed by an Appointment at another time', async () => {
    const later = appointmentText({ id, status, start: '2026-11-24T18:00:00-06:00' })
    expect(await outcomeOf(intent, ok(searchset(later)))).toEqual({
      kind: 'unconfirmed',
      appointment: JSON.parse(later),
      issues: [],
    })
  })

  test('succeeds when the same time is written with another offset', async () => {
    const inUtc = appointmentText({ id, status, start: new Date(start).toISOString() })
    expect(await outcomeOf(intent, ok(searchset(inUtc)))).toEqual({ ...success, appointment: JSON.parse(inUtc) })
  })

  test.each(['waitlist', 'entered-in-error', 'constructor', '__proto__', 'BOOKED', ''])(
    'is unconfirmed by status %j',
    async (other) => {
      const answer = ok(searchset(appointmentText({ id, status: other, start })))
      expect(await outcomeOf(intent, answer)).toMatchObject({ kind: 'unconfirmed' })
    },
  )
})

describe('an Appointment of another status', () => {
  const refused = { kind: 'rejected', why: 'refused', issues: [] }

  test.each([
    ['cancelled', 'a hold', hold],
    ['proposed', 'a hold', hold],
    ['cancelled', 'a booking', book],
    ['proposed', 'a booking', book],
    ['booked', 'a cancellation', cancel],
    ['pending', 'a release', release],
  ] as const)('%s rejects %s', async (status, _what, intent) => {
    const row = everyKind.find(({ kind }) => kind === intent.kind)
    const text = appointmentText({ id: row?.id ?? '', status, start: row?.start ?? '' })
    expect(await outcomeOf(intent, ok(searchset(text)))).toEqual(refused)
    expect(await outcomeOf(intent, ok(searchset(text, advice)))).toEqual({ ...refused, issues: [adviceIssue] })
    expect(await outcomeOf(intent, ok(searchset(text, full)))).toEqual({ ...refused, issues: [fullIssue] })
    expect(await outcomeOf(intent, ok(searchset(text.replace(/"start".*\],"participant"/, '"participant"'))))).toEqual(refused)
  })

  test.each([
    ['a booking', book],
    ['a modification', modify],
  ] as const)('pending leaves %s awaiting confirmation', async (_what, intent) => {
    const row = everyKind.find(({ kind }) => kind === intent.kind)
    const text = appointmentText({ id: row?.id ?? '', status: 'pending', start: row?.start ?? '' })
    const appointment: unknown = JSON.parse(text)
    expect(await outcomeOf(intent, ok(searchset(text)))).toEqual({ kind: 'pending', appointment, issues: [] })
    expect(await outcomeOf(intent, ok(searchset(text, full)))).toEqual({ kind: 'unconfirmed', appointment, issues: [fullIssue] })
  })

  test.each([
    ['booked', 'a hold', hold],
    ['cancelled', 'a modification', modify],
    ['proposed', 'a modification', modify],
    ['pending', 'a cancellation', cancel],
    ['noshow', 'a cancellation', cancel],
    ['booked', 'a release', release],
  ] as const)('%s leaves %s unconfirmed', async (status, _what, intent) => {
    const row = everyKind.find(({ kind }) => kind === intent.kind)
    const text = appointmentText({ id: row?.id ?? '', status, start: row?.start ?? '' })
    expect(await outcomeOf(intent, ok(searchset(text)))).toEqual({
      kind: 'unconfirmed',
      appointment: JSON.parse(text),
      issues: [],
    })
  })
})
