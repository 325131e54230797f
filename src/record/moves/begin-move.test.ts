import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import type { Appointment } from '../../fhir/types.ts'
import { booking, cancellation } from '../../scheduling/testing/sim-clinic.ts'
import { statusReasonSystem } from '../../scheduling/status-reasons.ts'
import type { Recorder } from '../recorder.ts'
import { openDesk, type Desk } from '../testing/desk.ts'
import type { MoveRequest } from './moves.ts'

let desk: Desk
let tab: Recorder
let original: Appointment
let [b, c]: Appointment[] = []

beforeEach(async () => {
  desk = await openDesk()
  tab = desk.openTab()
  original = await desk.succeed(booking(await desk.anOffer(), desk.ida))
  b = await desk.anOffer(5)
  c = await desk.anOffer(9)
})

const to = (offer: Appointment | undefined): MoveRequest => ({
  original,
  booking: booking(offer ?? expect.fail('the clinic has free times'), desk.ida),
  reason: { system: statusReasonSystem, code: 'other' },
})
const statuses = () => [original, b, c].map((each) => desk.stored(each?.id)?.status)

/** Begins a move to B that must send nothing; returns its stage. */
async function nothingSent(): Promise<string> {
  const sent = desk.sentBookings()
  const { move } = await tab.moves.begin('m2', 'pat-4217', to(b))
  expect(desk.sentBookings()).toBe(sent)
  expect(await tab.unresolved()).not.toContainEqual(expect.objectContaining({ entry: expect.objectContaining({ id: 'm2' }) }))
  return move.stage
}

/** Changes the appointment to the n-th free time. The change is made, but its outcome stays unknown. */
async function anOpenChange(index: number): Promise<void> {
  const change = await desk.move(original, index)
  desk.sim.fault({ on: 'modify', kind: 'drop-after' })
  desk.sim.fault({ on: 'scheduling', kind: 'status', status: 500, times: 'always' })
  expect((await tab.perform('c', 'pat-4217', change)).conclusion.kind).toBe('unknown')
}

test('what was moved to one time is not moved to another one as well', async () => {
  expect((await tab.moves.begin('m', 'pat-4217', to(c))).move.stage).toBe('moved')
  expect(await nothingSent()).toBe('old-gone')
  expect(statuses()).toEqual(['cancelled', undefined, 'booked'])
})

test('two tabs that move it to two times at once book one of them', async () => {
  const begun = await Promise.all([
    tab.moves.begin('m', 'pat-4217', to(c)),
    desk.openTab().moves.begin('m2', 'pat-4217', to(b)),
  ])
  expect(begun.map(({ move }) => move.stage).sort()).toEqual(['moved', 'old-gone'])
  expect(statuses().filter((status) => status === 'booked')).toHaveLength(1)
})

test('a move that is half done is finished or undone before another one of the same appointment begins', async () => {
  desk.sim.fault({ on: 'cancel', kind: 'refuse' })
  expect((await tab.moves.begin('m', 'pat-4217', to(c))).move.stage).toBe('both-booked')
  expect(await nothingSent()).toBe('earlier-open')
  expect((await tab.read('m2'))?.conclusion).toMatchObject({ kind: 'not-done', reason: 'withheld', earlier: 'm' })
  await tab.moves.undo('m', desk.ida)
  expect((await tab.moves.begin('m3', 'pat-4217', to(b))).move.stage).toBe('moved')
})

test('what a colleague has cancelled is not moved', async () => {
  await desk.succeed(cancellation(original, desk.ida))
  expect(await nothingSent()).toBe('old-gone')
})

test('what a colleague has moved is not moved', async () => {
  await desk.succeed(await desk.move(original, 9))
  expect(await nothingSent()).toBe('old-changed')
})

test('what a colleague has written into the old appointment is not left behind', async () => {
  const changed = { ...original, comment: 'Brings her interpreter' }
  await desk.succeed({ kind: 'modify', original, changed, patient: desk.ida })
  expect(await nothingSent()).toBe('old-changed')
})

test('what the server does not show is not moved, and can be moved once it does', async () => {
  desk.sim.fault({ on: 'read', kind: 'status', status: 500 })
  expect(await nothingSent()).toBe('old-not-shown')
  expect((await tab.moves.begin('m3', 'pat-4217', to(b))).move.stage).toBe('moved')
})

test('while it is not known what became of a change of the old appointment, it is not moved', async () => {
  await anOpenChange(9)
  expect(await nothingSent()).toBe('earlier-open')
  expect((await tab.read('m2'))?.conclusion).toMatchObject({ earlier: 'c' })
})

test('while nobody knows what became of a change to that very time, the move is not sent, and nothing is said of the old appointment', async () => {
  await anOpenChange(5)
  expect(await nothingSent()).toBe('earlier-open')
  expect((await tab.read('m2'))?.conclusion).toMatchObject({ kind: 'not-done', reason: 'withheld', earlier: 'c' })
})

test('while a change of the old appointment is on its way in another tab, the move waits for it', async () => {
  const change = await desk.move(original, 9)
  const go = desk.stopBooking()
  const changing = desk.openTab().perform('c', 'pat-4217', change)
  await desk.whenSending(1)
  const moving = tab.moves.begin('m', 'pat-4217', to(b))
  go()
  expect((await changing).conclusion.kind).toBe('done')
  expect((await moving).move.stage).toBe('old-changed')
})

test('while it is not known whether another new time was booked in its place, it is not moved', async () => {
  desk.sim.fault({ on: 'book-new', kind: 'drop-before' })
  expect((await tab.moves.begin('m', 'pat-4217', to(c))).move.stage).toBe('booking-unknown')
  expect(await nothingSent()).toBe('earlier-open')
})

test('a move that is asked for once more is still the same move, however far it has come', async () => {
  desk.sim.fault({ on: 'cancel', kind: 'drop-after' })
  desk.sim.fault({ on: 'read', kind: 'status', status: 500, nth: 3 })
  expect((await tab.moves.begin('m', 'pat-4217', to(b))).move.stage).toBe('cancelling-unknown')
  expect((await tab.moves.begin('m2', 'pat-4217', to(b))).move).toMatchObject({ id: 'm' })
  expect(desk.bookedFor(desk.ida, b?.start)).toHaveLength(1)
})
