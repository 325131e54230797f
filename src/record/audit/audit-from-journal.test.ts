import { describe, expect, it } from 'vitest'
import {
  book,
  booked,
  base,
  cancel,
  correlationId,
  everyKind,
  hold,
  modify,
  moved,
  nowInstant,
  offer,
  release,
} from '../../scheduling/testing/intents.ts'
import type { Outcome } from '../../scheduling/outcome.ts'
import { auditFromJournal } from './audit-from-journal.ts'
import { about, entryOf, patientReference, requestId } from './testing/exchanges.ts'

const issue = { severity: 'error', code: 'business-rule', text: 'Closed that afternoon' } as const
const success = (appointment = booked): Outcome => ({ kind: 'success', appointment, issues: [] })

it.each(everyKind)('a $kind is about the patient of its entry, under the id that it was sent with', ({ intent, kind }) => {
  expect(auditFromJournal(entryOf(intent), about)).toMatchObject({
    requestId,
    transaction: kind === 'hold' ? 'ITI-116' : 'ITI-117',
    patients: [patientReference],
    about: { server: base },
  })
})

it('the event is of the moment when the answer came', () => {
  expect(auditFromJournal(entryOf(book, success()), about)?.atInstant).toBe(nowInstant + 500)
})

describe('the Appointment', () => {
  it('is the one that the server answered with, which may have an id of its own', () => {
    expect(
      auditFromJournal(entryOf(modify, success({ ...moved, id: 'a-8', status: 'booked' } as typeof booked)), about)?.appointment,
    ).toEqual({
      type: 'Appointment',
      reference: `${base}/Appointment/a-8`,
    })
  })

  it.each([
    [hold, 'p-1'],
    [release, 'p-1'],
    [cancel, 'a-7'],
  ] as const)('is else the one that was asked for: $kind', (intent, id) => {
    const refused: Outcome = { kind: 'rejected', why: 'refused', issues: [issue] }
    expect(auditFromJournal(entryOf(intent, refused), about)?.appointment?.reference).toBe(`${base}/Appointment/${id}`)
  })

  it('is known by the app’s own identifier where it has no id yet', () => {
    const { id: _id, ...withoutId } = offer
    expect(auditFromJournal(entryOf({ ...book, offer: withoutId }), about)?.appointment).toEqual({
      type: 'Appointment',
      identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${correlationId}` },
    })
  })
})

describe('the result', () => {
  const rows: readonly (readonly [Outcome, string, string | undefined])[] = [
    [success(), '0', undefined],
    [{ kind: 'pending', appointment: booked, issues: [] }, '0', undefined],
    [{ kind: 'rejected', why: 'refused', issues: [issue] }, '4', 'Closed that afternoon'],
    [{ kind: 'rejected', why: 'invalid', issues: [] }, '4', 'The server refused.'],
    [{ kind: 'conflict', issues: [] }, '4', 'The appointment is gone or was changed.'],
    [{ kind: 'session-ended', issues: [] }, '8', 'The session had ended (HTTP 401).'],
    [{ kind: 'forbidden', issues: [issue] }, '8', 'Closed that afternoon'],
    [{ kind: 'busy', retryAfterSeconds: 30, issues: [] }, '8', 'The server was busy.'],
    [{ kind: 'unconfirmed', issues: [] }, '8', 'The answer contradicted itself or the request.'],
    [{ kind: 'unknown', doubt: 'timeout', issues: [] }, '8', 'No usable answer: timeout.'],
  ]
  it.each(rows)('of %o is %s', (outcome, code, words) => {
    const name = words === issue.text ? 'serverWords' : 'words'
    expect(auditFromJournal(entryOf(book, outcome), about)?.result).toEqual({ code, ...(words === undefined ? {} : { [name]: words }) })
  })

  it('of a page that was closed before the answer is a failure, whatever asking the server showed later', () => {
    const entry = entryOf(book)
    const checked = { kind: 'checked', atInstant: nowInstant + 9, truth: { kind: 'done', appointment: booked } } as const
    const exchange = auditFromJournal({ ...entry, events: [...entry.events, checked] }, about)
    expect(exchange?.result).toEqual({ code: '8', words: 'No usable answer: the page was closed before one came.' })
    expect(exchange?.atInstant).toBe(nowInstant)
  })
})

it('what was withheld is no transaction', () => {
  const entry = entryOf(book)
  const because = { kind: 'earlier-open', entryId: 'x' } as const
  expect(auditFromJournal({ ...entry, events: [{ kind: 'withheld', atInstant: nowInstant, because }] }, about)).toBeUndefined()
})

it('holds neither the name nor the birth date of the patient', () => {
  for (const { intent } of everyKind) {
    expect(JSON.stringify(auditFromJournal(entryOf(intent, success()), about))).not.toMatch(/Romero|1958/)
  }
})
