import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import type { Appointment } from '../../fhir/types.ts'
import { booking, cancellation } from '../../scheduling/testing/sim-clinic.ts'
import { statusReasonSystem } from '../../scheduling/status-reasons.ts'
import type { MoveRequest } from './moves.ts'
import { createRecorder, type Recorder } from '../recorder.ts'
import { openDesk, type Desk } from '../testing/desk.ts'

let desk: Desk
let tab: Recorder
let original: Appointment
let offer: Appointment
let request: MoveRequest

beforeEach(async () => {
  desk = await openDesk()
  tab = desk.openTab()
  original = await desk.succeed(booking(await desk.anOffer(), desk.ida))
  offer = await desk.anOffer(5)
  request = { original, booking: booking(offer, desk.ida), reason: { system: statusReasonSystem, code: 'other' } }
})

/** Makes the second step fail, so that both times are booked. */
async function halfMoved() {
  desk.sim.fault({ on: 'cancel', kind: 'refuse' })
  const { move } = await tab.moves.begin('m', 'pat-4217', request)
  expect(move.stage).toBe('both-booked')
  return move
}

const stageOf = async (id = 'm') => (await tab.moves.read(id))?.stage
const statuses = () => [desk.stored(original.id)?.status, desk.stored(offer.id)?.status]
const unresolved = async () => (await tab.unresolved()).map(({ entry }) => entry.id)

test('the new time is booked first, then the old appointment is cancelled, as two linked entries', async () => {
  const { move } = await tab.moves.begin('m', 'pat-4217', request)
  expect(move.stage).toBe('moved')
  expect(statuses()).toEqual(['cancelled', 'booked'])
  expect(move.steps.map(({ entry }) => [entry.move?.id, entry.move?.step, entry.intent.kind])).toEqual([
    ['m', 'book-new', 'book'],
    ['m', 'cancel-old', 'cancel'],
  ])
  expect(await unresolved()).toEqual([])
})

test('where the new time is refused, the old appointment is not touched', async () => {
  desk.sim.fault({ on: 'book-new', kind: 'refuse' })
  const { move } = await tab.moves.begin('m', 'pat-4217', request)
  expect(move.stage).toBe('not-moved')
  expect(desk.stored(original.id)?.status).toBe('booked')
  expect(await unresolved()).toEqual([])
})

test('an old offer that has become the very appointment is no new time: to move it there would cancel it', async () => {
  const moved = { ...original, start: '2026-12-01T09:00:00-06:00', end: '2026-12-01T09:20:00-06:00' }
  // As in a list that was found before the appointment was booked and changed.
  const stale = booking({ ...moved, status: 'proposed', start: original.start ?? '', end: original.end ?? '' }, desk.ida)
  const { move } = await tab.moves.begin('m', 'pat-4217', { ...request, original: moved, booking: stale })
  expect(move.stage).toBe('not-moved')
  expect(desk.stored(original.id)?.status).toBe('booked')
  expect(desk.sentBookings()).toBe(1)
})

test('while it is not known whether the new time is booked, the old appointment is not touched', async () => {
  desk.sim.fault({ on: 'book-new', kind: 'drop-before' })
  const { move } = await tab.moves.begin('m', 'pat-4217', request)
  expect(move.stage).toBe('booking-unknown')
  expect(desk.stored(original.id)?.status).toBe('booked')
  expect(await unresolved()).toEqual(['m'])

  desk.advance(60_000)
  await tab.checkAgain('m')
  expect(await stageOf()).toBe('not-moved')
})

test('while the clinic has not confirmed the new time, the old appointment is not touched; once it has, the move can be finished', async () => {
  desk.sim.fault({ on: 'book-new', kind: 'wrong-status', status: 'pending' })
  expect((await tab.moves.begin('m', 'pat-4217', request)).move.stage).toBe('awaiting-confirmation')
  expect((await tab.moves.finish('m', desk.ida))?.move.stage).toBe('awaiting-confirmation')
  expect(desk.stored(original.id)?.status).toBe('booked')
  expect(await unresolved()).toEqual(['m'])

  const confirmed = Response.json({ ...desk.stored(offer.id), status: 'booked' })
  const transport = async (asked: Request) =>
    asked.url.endsWith(`/Appointment/${offer.id ?? ''}`) ? confirmed.clone() : desk.server.transport(asked)
  const later = createRecorder(desk.journal, { ...desk.server, transport })
  expect((await later.moves.finish('m', desk.ida))?.move.stage).toBe('moved')
  expect(desk.stored(original.id)?.status).toBe('cancelled')
})

test('a page that is gone between the two steps leaves a move that is half done, and can be finished at the next launch', async () => {
  const link = { id: 'm', step: 'book-new', original, reason: request.reason } as const
  await desk.journal.begin('m', desk.server.base, 'pat-4217', request.booking, desk.server.now(), link)
  await desk.succeed(request.booking)

  await tab.resume()
  expect(await stageOf()).toBe('both-booked')
  expect(await unresolved()).toEqual(['m'])
  const finished = await tab.moves.finish('m', desk.ida)
  expect(finished?.move.stage).toBe('moved')
  expect(statuses()).toEqual(['cancelled', 'booked'])
})

test('a half-done move can be finished', async () => {
  await halfMoved()
  expect(await unresolved()).toEqual(['m'])
  expect((await tab.moves.finish('m', desk.ida))?.move.stage).toBe('moved')
  expect(statuses()).toEqual(['cancelled', 'booked'])
  expect(await unresolved()).toEqual([])
})

test('a half-done move can be undone', async () => {
  await halfMoved()
  expect((await tab.moves.undo('m', desk.ida))?.move.stage).toBe('undone')
  expect(statuses()).toEqual(['booked', 'cancelled'])
  expect(await unresolved()).toEqual([])
})

test('a half-done move can be handed over', async () => {
  await halfMoved()
  await tab.dismiss('m', 'The front desk sees to it')
  expect(await stageOf()).toBe('handed-over')
  expect(await unresolved()).toEqual([])
  expect(statuses()).toEqual(['booked', 'booked'])
})

test('a cancellation whose answer is lost is unknown first, and then found to be done', async () => {
  desk.sim.fault({ on: 'cancel', kind: 'drop-after' })
  // The old appointment is read before the first step and before the second one.
  desk.sim.fault({ on: 'read', kind: 'status', status: 500, nth: 3 })
  const { move } = await tab.moves.begin('m', 'pat-4217', request)
  expect(move.stage).toBe('cancelling-unknown')
  await tab.resume()
  expect(await stageOf()).toBe('moved')
})

test('an old appointment that somebody changed meanwhile is left alone', async () => {
  await halfMoved()
  await desk.succeed(await desk.move(original, 9))
  const result = await tab.moves.finish('m', desk.ida)
  expect(result).toMatchObject({ hindrance: 'old-changed', move: { stage: 'both-booked' } })
  expect(statuses()).toEqual(['booked', 'booked'])
})

test('an old appointment that somebody cancelled meanwhile needs no second cancellation', async () => {
  await halfMoved()
  await desk.succeed(cancellation(original, desk.ida))
  const sent = desk.sentBookings()
  expect((await tab.moves.finish('m', desk.ida))?.move.stage).toBe('moved')
  expect(desk.sentBookings()).toBe(sent)
})

test('where the new time is not booked any more, the old appointment is kept', async () => {
  await halfMoved()
  await desk.succeed(cancellation(desk.stored(offer.id) ?? expect.fail(), desk.ida))
  expect(await tab.moves.finish('m', desk.ida)).toMatchObject({ hindrance: 'new-gone', move: { stage: 'undone' } })
  expect(desk.stored(original.id)?.status).toBe('booked')
})

test('where the old appointment is gone, undoing keeps the new one: the patient must not be left with none', async () => {
  await halfMoved()
  await desk.succeed(cancellation(original, desk.ida))
  expect(await tab.moves.undo('m', desk.ida)).toMatchObject({ hindrance: 'old-gone', move: { stage: 'moved' } })
  expect(desk.stored(offer.id)?.status).toBe('booked')
})

test.each(['finish', 'undo'] as const)('where somebody has cancelled both, to %s the move ends with neither', async (way) => {
  await halfMoved()
  for (const id of [original.id, offer.id]) await desk.succeed(cancellation(desk.stored(id) ?? expect.fail(), desk.ida))
  const sent = desk.sentBookings()
  expect((await tab.moves[way]('m', desk.ida))?.move.stage).toBe('both-gone')
  expect(await unresolved()).toEqual([])
  expect(desk.sentBookings()).toBe(sent)
})

/** The server, except that it shows one Appointment as given. */
const serverShowing = (id: string | undefined, shown: object) => ({
  ...desk.server,
  transport: async (asked: Request) =>
    asked.method === 'GET' && asked.url.endsWith(`/Appointment/${id ?? ''}`) ? Response.json(shown) : desk.server.transport(asked),
})

test.each(['finish', 'undo'] as const)('to %s the move changes nothing where somebody has moved the new appointment', async (way) => {
  await halfMoved()
  await desk.succeed(await desk.move(desk.stored(offer.id) ?? expect.fail(), 9))
  const sent = desk.sentBookings()
  expect(await tab.moves[way]('m', desk.ida)).toMatchObject({ hindrance: 'new-changed', move: { stage: 'both-booked' } })
  expect(desk.sentBookings()).toBe(sent)
})

test.each(['finish', 'undo'] as const)('to %s the move changes nothing of what is another’s by now under the id of the new time', async (way) => {
  await halfMoved()
  const theirs = JSON.parse(JSON.stringify(desk.stored(offer.id)).replaceAll('pat-4217', 'pat-4218')) as object
  const sent = desk.sentBookings()
  const later = createRecorder(desk.journal, serverShowing(offer.id, theirs))
  expect(await later.moves[way]('m', desk.ida)).toMatchObject({ hindrance: 'new-changed' })
  expect(desk.sentBookings()).toBe(sent)
})

test('a move is not undone to an old appointment that somebody has moved', async () => {
  await halfMoved()
  await desk.succeed(await desk.move(original, 9))
  const sent = desk.sentBookings()
  expect(await tab.moves.undo('m', desk.ida)).toMatchObject({ hindrance: 'old-changed', move: { stage: 'both-booked' } })
  expect(desk.sentBookings()).toBe(sent)
})

test('where the old appointment is cancelled and the new one only requested, nothing is said to be moved', async () => {
  desk.sim.fault({ on: 'book-new', kind: 'wrong-status', status: 'pending' })
  await tab.moves.begin('m', 'pat-4217', request)
  await desk.succeed(cancellation(original, desk.ida))
  for (const way of ['finish', 'undo'] as const) {
    expect(await tab.moves[way]('m', desk.ida)).toMatchObject({ hindrance: 'old-gone', move: { stage: 'awaiting-confirmation' } })
  }
})

test('while it is not known whether the old appointment is cancelled, the new one is not given back', async () => {
  desk.sim.fault({ on: 'cancel', kind: 'drop-before' })
  expect((await tab.moves.begin('m', 'pat-4217', request)).move.stage).toBe('cancelling-unknown')
  const sent = desk.sentBookings()
  expect((await tab.moves.undo('m', desk.ida))?.move.stage).toBe('cancelling-unknown')
  expect(desk.sentBookings()).toBe(sent)
})

test('while it is not known whether the new appointment is given back, the old one is not cancelled', async () => {
  await halfMoved()
  desk.sim.fault({ on: 'cancel', kind: 'drop-before' })
  expect((await tab.moves.undo('m', desk.ida))?.move.stage).toBe('undoing-unknown')
  const sent = desk.sentBookings()
  expect((await tab.moves.finish('m', desk.ida))?.move.stage).toBe('undoing-unknown')
  expect(desk.sentBookings()).toBe(sent)
})

test('an old appointment that somebody made longer is not cancelled', async () => {
  await halfMoved()
  const longer = { ...desk.stored(original.id), end: new Date(Date.parse(original.end ?? '') + 40 * 60_000).toISOString() }
  const sent = desk.sentBookings()
  const later = createRecorder(desk.journal, serverShowing(original.id, longer))
  expect(await later.moves.finish('m', desk.ida)).toMatchObject({ hindrance: 'old-changed' })
  expect(desk.sentBookings()).toBe(sent)
})

test('a move whose new appointment is gone is not over while nobody can say that the old one stands', async () => {
  await halfMoved()
  await desk.succeed(cancellation(desk.stored(offer.id) ?? expect.fail(), desk.ida))
  const later = createRecorder(desk.journal, serverShowing(original.id, { ...desk.stored(original.id), status: 'entered-in-error' }))
  expect(await later.moves.finish('m', desk.ida)).toMatchObject({ hindrance: 'old-changed', move: { stage: 'both-booked' } })
  expect(await unresolved()).toEqual(['m'])
})

test('a move whose new appointment is gone, and whose old one a colleague moved, is over', async () => {
  await halfMoved()
  await desk.succeed(cancellation(desk.stored(offer.id) ?? expect.fail(), desk.ida))
  await desk.succeed(await desk.move(original, 9))
  expect(await tab.moves.finish('m', desk.ida)).toMatchObject({ hindrance: 'new-gone', move: { stage: 'undone' } })
})

test.each([
  ['undo', 'undoing-unknown', () => original],
  ['finish', 'cancelling-unknown', () => offer],
] as const)('while to %s it is under way, that the other appointment is gone ends nothing', async (way, stage, other) => {
  if (way === 'undo') await halfMoved()
  desk.sim.fault({ on: 'cancel', kind: 'drop-before' })
  const began = way === 'undo' ? await tab.moves.undo('m', desk.ida) : await tab.moves.begin('m', 'pat-4217', request)
  expect(began?.move.stage).toBe(stage)
  const gone = { ...(desk.stored(other().id) ?? expect.fail('it is kept')), status: 'cancelled' }
  const later = createRecorder(desk.journal, serverShowing(other().id, gone))
  expect((await later.moves[way]('m', desk.ida))?.move.stage).toBe(stage)
})

test('where the server books another practitioner, the old appointment is left to the user', async () => {
  const substituting = {
    ...desk.server,
    async transport(asked: Request) {
      const answer = await desk.server.transport(asked)
      if (!asked.url.endsWith('$book')) return answer
      return new Response((await answer.text()).replaceAll(/Practitioner\/[\w-]+/g, 'Practitioner/somebody-else'), answer)
    },
  }
  const { move } = await createRecorder(desk.journal, substituting).moves.begin('m', 'pat-4217', request)
  expect(move.stage).toBe('both-booked')
  expect(desk.stored(original.id)?.status).toBe('booked')
})

test('a server that does not show how things stand is sent nothing', async () => {
  await halfMoved()
  desk.sim.fault({ on: 'read', kind: 'status', status: 500, times: 'always' })
  const sent = desk.sentBookings()
  expect(await tab.moves.finish('m', desk.ida)).toMatchObject({ hindrance: 'not-readable', move: { stage: 'both-booked' } })
  expect(await tab.moves.undo('m', desk.ida)).toMatchObject({ hindrance: 'not-readable' })
  expect(desk.sentBookings()).toBe(sent)
})

test('two tabs that finish the same move cancel once', async () => {
  await halfMoved()
  const before = desk.sentBookings()
  const results = await Promise.all([tab.moves.finish('m', desk.ida), desk.openTab().moves.finish('m', desk.ida)])
  expect(results.map((result) => result?.move.stage)).toEqual(['moved', 'moved'])
  expect(desk.sentBookings()).toBe(before + 1)
})

test('a move that is asked for in two tabs is one', async () => {
  desk.sim.fault({ on: 'cancel', kind: 'refuse', times: 2 })
  await tab.moves.begin('m', 'pat-4217', request)
  expect((await desk.openTab().moves.begin('m2', 'pat-4217', request)).move).toMatchObject({ id: 'm', stage: 'both-booked' })
  expect(await unresolved()).toEqual(['m'])
  expect((await tab.moves.finish('m2', desk.ida))?.move).toMatchObject({ id: 'm', stage: 'moved' })
  expect(await unresolved()).toEqual([])
  expect((await tab.moves.all()).map(({ id }) => id)).toEqual(['m'])
})

test('the record of a move holds neither names nor birth dates', async () => {
  await tab.moves.begin('m', 'pat-4217', request)
  const kept = JSON.stringify(await desk.journal.all())
  expect(kept).not.toContain(desk.ida.name?.[0]?.family)
  expect(kept).not.toContain(desk.ida.birthDate)
})

test('a move that nobody knows is none', async () => {
  expect(await tab.moves.read('nowhere')).toBeUndefined()
  expect(await tab.moves.finish('nowhere', desk.ida)).toBeUndefined()
})
