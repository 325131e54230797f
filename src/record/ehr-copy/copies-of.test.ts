import { describe, expect, test } from 'vitest'
import {
  base,
  book,
  booked,
  cancel,
  correlationId,
  hold,
  modify,
  moved,
  offer,
  release,
} from '../../scheduling/testing/intents.ts'
import type { Conclusion } from '../conclusion.ts'
import type { JournalEntry } from '../journal.ts'
import { copiesOf } from './copies-of.ts'
import type { Copy } from './copy.ts'
import { answered, done, entryOf, places, refused, unknown } from './testing/entries.ts'

const link = { system: `${base}/Appointment`, value: 'a-7' }
const ours = { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${correlationId}` }

function onlyCopy(entry: JournalEntry, conclusion: Conclusion, where = places): Copy {
  const copies = copiesOf(entry, conclusion, where)
  expect(copies).toHaveLength(1)
  return copies[0] ?? expect.fail('one copy')
}

describe('what was booked', () => {
  const copy = onlyCopy(entryOf(book), done(answered(booked, '3')))

  test('is linked by the server’s id, and found by the client’s identifier too', () => {
    expect(copy.identifiers).toEqual([link, ours])
    expect(copy.appointment.identifier).toEqual([link, ours])
    expect(copy.appointment.id).toBeUndefined()
  })

  test('is copied as the server answered, with the version that it was', () => {
    expect(copy.appointment).toMatchObject({ status: 'booked', start: booked.start, end: booked.end, comment: 'Needs a ramp' })
    expect(copy.appointment.meta).toEqual({ source: `${base}/Appointment/a-7/_history/3` })
    expect(copy.isCurrent).toBe(true)
  })

  test('names the EHR’s own patient, without a name', () => {
    expect(copy.appointment.participant[0]).toEqual({
      actor: { type: 'Patient', reference: 'Patient/romero' },
      status: 'accepted',
    })
  })

  test('names others logically: their references would lead nowhere in the EHR, or to somebody else', () => {
    expect(copy.appointment.participant.slice(1).map(({ actor }) => actor)).toEqual([
      { type: 'Practitioner', display: 'Dr. Brandt', identifier: { system: `${base}/Practitioner`, value: 'brandt' } },
      { type: 'Location', display: 'Harbour Clinic', identifier: { system: `${base}/Location`, value: 'harbour' } },
    ])
  })

  test('carries no error', () => {
    expect(copy.appointment.contained).toBeUndefined()
    expect(copy.appointment.supportingInformation).toBeUndefined()
  })
})

test('another server than the EHR knows the patient by the whole address only', () => {
  const elsewhere = { ...places, record: 'https://registry.example.org/fhir' }
  const copy = onlyCopy(entryOf(book), done(booked), elsewhere)
  expect(copy.appointment.participant[0]?.actor?.reference).toBe(`${places.patients}/Patient/romero`)
})

test('records of the scheduling server that are no actors stay behind, and so do other patients of a group', () => {
  const rich = {
    ...booked,
    slot: [{ reference: 'Slot/1' }],
    basedOn: [{ reference: 'ServiceRequest/1' }],
    reasonReference: [{ reference: 'Condition/1' }],
    supportingInformation: [{ reference: 'DocumentReference/1' }],
    participant: [...booked.participant, { actor: { reference: 'Patient/other' }, status: 'accepted' as const }],
  }
  const text = JSON.stringify(copiesOf(entryOf(book), done(rich), places))
  expect(text).not.toMatch(/Slot\/|ServiceRequest\/|Condition\/|DocumentReference\/|Patient\/other/)
})

test('what the answer leaves out is as it was asked for', () => {
  const { participant: _left, ...thin } = booked
  const copy = onlyCopy(entryOf(cancel), done({ ...thin, participant: [], status: 'cancelled' }))
  expect(copy.appointment.participant).toHaveLength(3)
  expect(copy.appointment.cancelationReason).toEqual({ coding: [cancel.reason] })
})

test('a booking that awaits confirmation is pending', () => {
  const pending = { kind: 'awaiting-confirmation', appointment: { ...booked, status: 'pending' }, issues: [] } as const
  expect(onlyCopy(entryOf(book), pending)).toMatchObject({ identifiers: [link, ours], appointment: { status: 'pending' } })
})

describe('a booking that failed', () => {
  const copy = onlyCopy(entryOf({ ...book, reasonForVisit: 'Palpitations', note: 'Needs a ramp' }), refused)

  test('goes by the client’s identifier alone: the offer may become somebody else’s', () => {
    expect(copy.identifiers).toEqual([ours])
    expect(JSON.stringify(copy)).not.toContain(offer.id)
  })

  test('is cancelled, and says that there never was one', () => {
    expect(copy.appointment).toMatchObject({ status: 'cancelled', start: offer.start })
    expect(copy.appointment.cancelationReason?.text).toBe('Never booked. The booking was refused by the scheduling server.')
  })

  test('has the reason and the note where people write them, and the server’s own description as it was', () => {
    const described = { ...book, offer: { ...offer, description: 'Follow-up with Dr. Brandt' }, reasonForVisit: 'Palpitations', note: 'Needs a ramp' }
    for (const conclusion of [refused, unknown]) {
      const { appointment } = onlyCopy(entryOf(described), conclusion)
      expect(appointment).toMatchObject({ reasonCode: [{ text: 'Palpitations' }], comment: 'Needs a ramp', description: 'Follow-up with Dr. Brandt' })
    }
  })

  test('carries the error, with the words of the server', () => {
    expect(copy.appointment.supportingInformation).toEqual([{ reference: '#scheduling-outcome', type: 'OperationOutcome' }])
    expect(copy.appointment.contained).toEqual([
      {
        resourceType: 'OperationOutcome',
        id: 'scheduling-outcome',
        issue: [
          { severity: 'error', code: 'business-rule', details: { text: 'The booking was refused by the scheduling server.' } },
          { severity: 'error', code: 'business-rule', diagnostics: 'Closed that afternoon' },
        ],
      },
    ])
  })
})

test('issues that R4 would not allow are made valid, and their words kept', () => {
  const issues = [
    { severity: 'error', code: 'no such code', text: '' },
    { severity: 'warning', code: 'conflict', text: 'Taken' },
  ] as const
  const copy = onlyCopy(entryOf(book), { kind: 'not-done', reason: 'gone', issues })
  expect(copy.appointment.contained?.[0]).toMatchObject({
    issue: [{ code: 'conflict' }, { severity: 'error', code: 'processing' }, { diagnostics: 'Taken' }],
  })
  expect(JSON.stringify(copy)).not.toContain('""')
})

test('a booking whose outcome isn’t known is pending, with a warning', () => {
  const copy = onlyCopy(entryOf(book), unknown)
  expect(copy).toMatchObject({ identifiers: [ours], isCurrent: true, appointment: { status: 'pending' } })
  expect(copy.appointment.contained?.[0]).toMatchObject({ issue: [{ severity: 'warning', code: 'timeout' }] })
})

test.each([
  ['modify', modify, 'The change was refused by the scheduling server.'],
  ['cancel', cancel, 'The cancellation was refused by the scheduling server.'],
])('a %s that failed adds its error to the copy as it is', (_kind, intent, text) => {
  const copy = onlyCopy(entryOf(intent), refused)
  expect(copy).toMatchObject({ identifiers: [link], isCurrent: false, appointment: { status: 'booked', start: booked.start } })
  expect(copy.appointment.contained?.[0]).toMatchObject({ issue: [{ details: { text } }, {}] })
})

test('a change that failed states the appointment as the server shows it', () => {
  const current = answered({ ...booked, comment: 'By somebody else' }, '9')
  const copy = onlyCopy(entryOf(modify), { kind: 'not-done', reason: 'shown-not-done', issues: [], current })
  expect(copy).toMatchObject({ isCurrent: true, appointment: { comment: 'By somebody else', start: booked.start } })
  const text = 'The change was not carried out, as the scheduling server shows.'
  expect(copy.appointment.contained?.[0]).toMatchObject({ issue: [{ details: { text } }] })
  expect(copy.appointment.meta?.source).toBe(`${base}/Appointment/a-7/_history/9`)
})

test('a change is copied under the same link, with the new time', () => {
  expect(onlyCopy(entryOf(modify), done(moved))).toMatchObject({ identifiers: [link], appointment: { start: moved.start } })
})

test('where the server booked another appointment in its place, the old one is cancelled', () => {
  const [fresh, old] = copiesOf(entryOf(modify), done({ ...moved, id: 'a-8' }), places)
  expect(fresh).toMatchObject({ identifiers: [{ value: 'a-8' }], appointment: { status: 'booked', start: moved.start } })
  expect(old).toMatchObject({ identifiers: [{ value: 'a-7' }], appointment: { status: 'cancelled', start: booked.start } })
})

test('a reason for cancelling stays only with what is cancelled (app-4)', () => {
  const reopened = { ...moved, cancelationReason: { text: 'Weather' } }
  expect(onlyCopy(entryOf(modify), done(reopened)).appointment.cancelationReason).toBeUndefined()
})

test('holds and releases leave nothing behind, nor does what was never sent', () => {
  expect(copiesOf(entryOf(hold), done(offer), places)).toEqual([])
  expect(copiesOf(entryOf(release), done({ ...offer, status: 'cancelled' }), places)).toEqual([])
  const because = { kind: 'earlier-open', entryId: 'x' } as const
  const withheld = { ...entryOf(cancel), events: [{ kind: 'withheld', atInstant: 1, because }] as const }
  expect(copiesOf(withheld, { kind: 'not-done', reason: 'withheld', issues: [] }, places)).toEqual([])
})
