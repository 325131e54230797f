import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import type { Appointment } from '../../fhir/types.ts'
import { booking } from '../../scheduling/testing/sim-clinic.ts'
import { statusReasonSystem } from '../../scheduling/status-reasons.ts'
import type { Recorder } from '../recorder.ts'
import { openDesk, type Desk } from '../testing/desk.ts'
import type { MoveRequest } from './moves.ts'

let desk: Desk
let tab: Recorder
let original: Appointment
let b: Appointment

beforeEach(async () => {
  desk = await openDesk()
  tab = desk.openTab()
  original = await desk.succeed(booking(await desk.anOffer(), desk.ida))
  b = await desk.anOffer(5)
})

const to = (offer: Appointment | undefined): MoveRequest => ({
  original,
  booking: booking(offer ?? expect.fail('the clinic has free times'), desk.ida),
  reason: { system: statusReasonSystem, code: 'other' },
})

/** Begins a move to B that must send nothing, and says how far it came. */
async function nothingSent(): Promise<string> {
  const sent = desk.sentBookings()
  const { move } = await tab.moves.begin('m2', 'pat-4217', to(b))
  expect(desk.sentBookings()).toBe(sent)
  expect(await tab.unresolved()).not.toContainEqual(expect.objectContaining({ entry: expect.objectContaining({ id: 'm2' }) }))
  return move.stage
}

/** A change to the n-th free time that nobody knows the outcome of, although it was made. */
async function anOpenChange(index: number): Promise<void> {
  const change = await desk.move(original, index)
  desk.sim.fault({ on: 'modify', kind: 'drop-after' })
  desk.sim.fault({ on: 'scheduling', kind: 'status', status: 500, times: 'always' })
  expect((await tab.perform('c', 'pat-4217', change)).conclusion.kind).toBe('unknown')
}

test('while nobody knows what became of a change to that very time, the move is not sent, and nothing is said of the old appointment', async () => {
  await anOpenChange(5)
  expect(await nothingSent()).toBe('earlier-open')
  expect((await tab.read('m2'))?.conclusion).toMatchObject({ kind: 'not-done', reason: 'withheld', earlier: 'c' })
})

