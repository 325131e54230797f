import { describe, expect, test } from 'vitest'
import type { Appointment, Reference } from '../../fhir/types.ts'
import type { Intent, ModifyIntent } from '../intent.ts'
import { reconcile } from './reconcile.ts'
import { fhirAnswer, stubServer } from '../testing/http-exchange.ts'
import { booked, cancel, held, hold, modify, moved, offer, patient, release, serverWith } from '../testing/intents.ts'
import { ok, searchset } from '../testing/outcome-of.ts'

/** The answer to a change, a cancellation, a hold or a release was lost. */

const stillUnknown = { kind: 'still-unknown' }
const json = (appointment: Appointment) => JSON.stringify(appointment)

async function truth(intent: Intent, ...answers: (string | Error)[]) {
  const { transport, sent } = stubServer(...answers)
  const result = await reconcile(serverWith(transport), intent)
  expect(sent.filter(({ line }) => /\$(book|hold)/.test(line))).toEqual([])
  return result
}
const truthOf = (intent: Intent, current: Appointment, ...more: string[]) => truth(intent, ok(json(current)), ...more)

describe('a cancellation', () => {
  test('was done when the Appointment is cancelled', async () => {
    const current: Appointment = { ...booked, status: 'cancelled' }
    expect(await truthOf(cancel, current)).toEqual({ kind: 'done', appointment: current })
  })

  test.each(['booked', 'pending', 'arrived', 'noshow'] as const)('was not done when it is %s', async (status) => {
    const current: Appointment = { ...booked, status }
    expect(await truthOf(cancel, current)).toEqual({ kind: 'not-done', current })
  })
})

describe('a release', () => {
  test.each(['cancelled', 'proposed'] as const)('was done when the time is %s', async (status) => {
    expect(await truthOf(release, { ...held, status })).toEqual({ kind: 'done', appointment: { ...held, status } })
  })

  test('was not done when the time is still held', async () => {
    expect(await truthOf(release, held)).toEqual({ kind: 'not-done', current: held })
  })

  test('of a time that is booked by now must not be tried again', async () => {
    expect(await truthOf(release, { ...held, status: 'booked' })).toEqual({ kind: 'taken' })
  })
})

test.each(['403 Forbidden', '404 Not Found', '410 Gone', '405 Method Not Allowed'])('a release of what the server does not show (%s) is never known', async (status) => {
  expect(await truth(release, fhirAnswer(status, ''))).toEqual({ kind: 'still-unknown', isHidden: true })
})

describe('a release of a time that is pending', () => {
  const forWhom = (appointment: Appointment, ...actors: Reference[]): Appointment => ({
    ...appointment,
    participant: [...actors.map((actor) => ({ actor, status: 'accepted' as const })), ...offer.participant],
  })
  const ours = { reference: 'Patient/romero' }

  test.each<[string, Reference]>([
    ['by reference', { reference: 'Patient/romano' }],
    ['oddly', { reference: '/Patient/romano' }],
    ['by identifier', { type: 'Patient', identifier: { system: 'urn:oid:2.999.1', value: '004218' } }],
    ['by name', { type: 'Patient', display: 'Bo Romano' }],
  ])('for somebody whom the hold did not name is none of ours: named %s', async (_how, stranger) => {
    expect(await truthOf(release, forWhom(held, stranger))).toEqual({ kind: 'taken' })
    expect(await truthOf({ kind: 'release', held: forWhom(held, ours) }, forWhom(held, ours, stranger))).toEqual({ kind: 'taken' })
  })

  test.each<[string, Reference, Reference]>([
    ['by id', ours, { reference: 'Patient/romano' }],
    [
      'by identifier',
      { type: 'Patient', identifier: { system: 'urn:oid:2.999.1', value: '004217' } },
      { type: 'Patient', identifier: { system: 'urn:oid:2.999.1', value: '004218' } },
    ],
  ])('for another one instead of the patient of the hold is none of ours: named %s', async (_how, before, now) => {
    expect(await truthOf({ kind: 'release', held: forWhom(held, before) }, forWhom(held, now))).toEqual({ kind: 'taken' })
  })

  test.each<[string, Reference, Reference]>([
    ['in the resource itself', { type: 'Patient', reference: '#p' }, { type: 'Patient', reference: '#p' }],
    ['now by name', ours, { type: 'Patient', display: 'Ida Romero' }],
    ['now oddly', ours, { reference: '/Patient/romero' }],
  ])('for whom nobody can tell is not given back, and not called somebody else’s: named %s', async (_how, before, now) => {
    expect(await truthOf({ kind: 'release', held: forWhom(held, before) }, forWhom(held, now))).toEqual(stillUnknown)
  })

  test.each<[string, Reference, Reference]>([
    ['by name, which the record does not keep', { type: 'Patient' }, { type: 'Patient', display: 'Ida Romero' }],
    ['oddly, and as before', { reference: '/Patient/romero' }, { reference: '/Patient/romero' }],
    ['by an id that R4 does not allow', { reference: 'Patient/pat_9' }, { reference: 'Patient/pat_9', display: 'Ida Romero' }],
    ['by reference', ours, { reference: 'https://clinic.example.org/fhir/Patient/romero', display: 'Ida Romero' }],
    [
      'by identifier',
      { type: 'Patient', identifier: { system: 'urn:oid:2.999.1', value: '004217' } },
      { type: 'Patient', identifier: { system: 'urn:oid:2.999.1', value: '004217' }, display: 'Ida Romero' },
    ],
  ])('for the patient of the hold was not done: named %s', async (_how, before, now) => {
    expect(await truthOf({ kind: 'release', held: forWhom(held, before) }, forWhom(held, now))).toMatchObject({ kind: 'not-done' })
  })
})

describe('a hold', () => {
  test.each(['proposed', 'cancelled'] as const)('was not done, or is over, when the time is %s', async (status) => {
    expect(await truthOf(hold, { ...offer, status })).toEqual({ kind: 'not-done', current: { ...offer, status } })
  })

  test('is taken when the time is booked', async () => {
    expect(await truthOf(hold, { ...offer, status: 'booked' })).toEqual({ kind: 'taken' })
  })

  test('of a time that the very patient has booked is not taken by somebody else', async () => {
    expect(await truthOf(hold, { ...booked, id: offer.id })).toEqual(stillUnknown)
  })

  test('of a time that the patient has booked under another id is not taken by somebody else', async () => {
    const own = searchset(json({ ...booked, id: 'a-9' }))
    const gone = fhirAnswer('404 Not Found', '')
    expect(await truth(hold, gone, ok(searchset()), ok(own))).toEqual(stillUnknown)
    expect(await truth(hold, gone, ok(searchset()), ok(own.replaceAll('Patient/romero', 'Patient/romano')))).toEqual({ kind: 'taken' })
  })

  test('that somebody has may be another’s: releasing it would take their time away', async () => {
    expect(await truthOf(hold, held)).toEqual(stillUnknown)
  })

  test('is ours when it is held for the patient whom the offer named', async () => {
    const participant = [{ actor: { reference: 'Patient/romero' }, status: 'accepted' as const }, ...offer.participant]
    const named: Intent = { kind: 'hold', offer: { ...offer, participant }, patient }
    expect(await truthOf(named, { ...held, participant })).toEqual({ kind: 'done', appointment: { ...held, participant } })
    expect(await truthOf(named, held)).toEqual(stillUnknown)
  })
})

describe('a change of the time', () => {
  test('was done when the Appointment is at the new time, however its offset is written', async () => {
    const current = { ...moved, start: '2026-11-25T15:00:00Z', end: '2026-11-25T15:20:00Z' }
    expect(await truthOf(modify, current)).toEqual({ kind: 'done', appointment: current })
  })

  test('was not done when it is at the old time', async () => {
    expect(await truthOf(modify, booked)).toEqual({ kind: 'not-done', current: booked })
  })

  test('is not known when it is at a third time', async () => {
    expect(await truthOf(modify, { ...booked, start: '2026-11-26T14:20:00-06:00', end: '2026-11-26T14:40:00-06:00' })).toEqual(
      stillUnknown,
    )
  })

  test('to the time that it had, of an appointment that somebody moved meanwhile, was not done', async () => {
    const toItself: ModifyIntent = { ...modify, changed: booked }
    expect(await truthOf(toItself, moved)).toEqual({ kind: 'not-done', current: moved })
    expect(await truthOf(toItself, booked)).toEqual({ kind: 'done', appointment: booked })
  })

  test('that only awaits confirmation says so', async () => {
    const current: Appointment = { ...moved, status: 'pending' }
    expect(await truthOf(modify, current)).toEqual({ kind: 'awaiting-confirmation', appointment: current })
    expect(await truthOf(modify, { ...booked, status: 'pending' })).toEqual(stillUnknown)
  })
})

describe('a change of other parts', () => {
  const changeTo = (parts: Partial<Appointment>): ModifyIntent => ({ ...modify, changed: { ...booked, ...parts } })
  const withSato = booked.participant.map((one) =>
    'reference' in one.actor && one.actor.reference === 'Practitioner/brandt'
      ? { ...one, actor: { reference: 'Practitioner/sato' } }
      : one,
  )
  const service = [{ coding: [{ system: 'http://snomed.info/sct', code: '185389009' }] }]

  test.each<[string, Partial<Appointment>]>([
    ['the note', { comment: 'Needs no ramp' }],
    ['the description', { description: 'Follow-up' }],
    ['the practitioner at the same time', { participant: withSato }],
    ['one practitioner less', { participant: booked.participant.slice(0, 2) }],
    ['the service', { serviceType: service }],
    ['the instructions', { patientInstruction: 'Come fasting' }],
  ])('is told by that part: %s', async (_what, parts) => {
    const intent = changeTo(parts)
    expect(await truthOf(intent, booked)).toEqual({ kind: 'not-done', current: booked })
    expect(await truthOf(intent, intent.changed)).toEqual({ kind: 'done', appointment: intent.changed })
  })

  test('is done although the server wraps, trims, adds and counts', async () => {
    const current: Appointment = {
      ...booked,
      comment: 'Needs no\nramp',
      meta: { versionId: '9' },
      minutesDuration: 20,
      participant: [...booked.participant, { actor: { display: 'Room 3' }, status: 'accepted' }],
    }
    expect(await truthOf(changeTo({ comment: ' Needs no ramp ' }), current)).toMatchObject({ kind: 'done' })
  })

  test('is not known when only some of it is there', async () => {
    const intent: ModifyIntent = { ...modify, changed: { ...moved, comment: 'Needs no ramp' } }
    expect(await truthOf(intent, moved)).toEqual(stillUnknown)
  })

  test('is not disturbed by what somebody else changed meanwhile', async () => {
    const current: Appointment = { ...booked, comment: 'Needs no ramp', patientInstruction: 'Come fasting' }
    expect(await truthOf(changeTo({ comment: 'Needs no ramp' }), current)).toEqual({ kind: 'done', appointment: current })
    expect(
      await truthOf(changeTo({ comment: 'Needs no ramp' }), { ...booked, patientInstruction: 'Come fasting' }),
    ).toMatchObject({ kind: 'not-done' })
  })
})

describe('a change whose original is cancelled', () => {
  const original: Appointment = { ...booked, status: 'cancelled' }
  const replacement: Appointment = { ...moved, id: 'a-8' }
  const shown = (...appointments: Appointment[]) => ok(searchset(...appointments.map(json)))

  test('was done by a replacement', async () => {
    expect(await truthOf(modify, original, shown(original, replacement))).toEqual({ kind: 'done', appointment: replacement })
  })

  test('was not done when the server shows the cancelled original, and no replacement', async () => {
    expect(await truthOf(modify, original, shown(original))).toEqual({ kind: 'not-done', current: original })
  })

  test('is no replacement of itself, when the search still shows it booked', async () => {
    const noteOnly: ModifyIntent = { ...modify, changed: { ...booked, comment: 'Needs no ramp' } }
    expect(await truthOf(noteOnly, original, shown(booked))).toEqual({ kind: 'not-done', current: original })
  })

  test.each([
    ['nothing', shown()],
    [
      'another patient’s',
      shown({
        ...replacement,
        participant: [{ actor: { reference: 'Patient/romano' }, status: 'accepted' }, ...offer.participant],
      }),
    ],
    ['nothing that may be seen', fhirAnswer('403 Forbidden', '')],
    ['an error', fhirAnswer('500 Oops', '')],
  ])('is not known when the server shows %s', async (_what, answer) => {
    expect(await truthOf(modify, original, answer)).toEqual(stillUnknown)
  })
})

test.each([cancel, release, hold, modify])('an Appointment that cannot be read leaves it unknown: $kind', async (intent) => {
  expect(await truth(intent, fhirAnswer('404 Not Found', ''))).toMatchObject(stillUnknown)
  expect(await truth(intent, fhirAnswer('401 Unauthorized', ''))).toEqual(stillUnknown)
  expect(await truth(intent, ok('<html>'))).toEqual(stillUnknown)
  expect(await truth(intent, new TypeError('fetch failed'))).toEqual(stillUnknown)
  expect(await truth(intent, ok(json({ ...booked, id: 'somebody-elses' })))).toEqual(stillUnknown)
})
