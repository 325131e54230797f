import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { instantMs } from '../fhir/instants.ts'
import type { Appointment } from '../fhir/types.ts'
import { findFirst } from '../scheduling/find-appointments.ts'
import { booking } from '../scheduling/testing/sim-clinic.ts'
import type { Recorder } from './recorder.ts'
import { openDesk, type Desk } from './testing/desk.ts'

/** A booking never reached the server, and the patient has something else at that very time. */

const dayMs = 24 * 3_600_000

let desk: Desk
let tab: Recorder
/** Two practitioners' times that begin at once. */
let [wished, parallel]: Appointment[] = []

beforeEach(async () => {
  desk = await openDesk()
  tab = desk.openTab()
  const { appointments: offers } = await findFirst(desk.server, { start: '2026-11-27T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00', count: 50 })
  const pairs = offers.flatMap((one) => offers.filter((other) => other.id !== one.id && instantMs(other.start) === instantMs(one.start)).map((other) => [one, other]))
  ;[wished, parallel] = pairs[0] ?? expect.fail('two practitioners are free at once')
})

const book = (offer: Appointment | undefined) => booking(offer ?? expect.fail('there are times'), desk.ida)

/** What the user is told of the booking in the end. */
async function cameTo(): Promise<string | undefined> {
  desk.sim.fault({ on: 'book', kind: 'drop-before' })
  expect((await tab.perform('lost', 'pat-4217', book(wished))).conclusion.kind).toBe('unknown')
  desk.advance(60_000)
  return (await tab.checkAgain('lost'))?.conclusion.kind
}

test('what was asked for by another entry is not what the server booked instead', async () => {
  expect((await tab.perform('other', 'pat-4217', book(parallel))).conclusion.kind).toBe('done')
  expect(await cameTo()).toBe('not-done')
})

test('what has stood there for days is not what the server booked instead', async () => {
  await desk.succeed(book(parallel))
  desk.advance(dayMs + 60_000)
  expect(await cameTo()).toBe('not-done')
})

test('what came to be at about that time may be: clocks differ, and a computer’s zone may be wrong', async () => {
  await desk.succeed(book(parallel))
  desk.advance(14 * 3_600_000)
  expect(await cameTo()).toBe('unknown')
})
