import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { attempt } from '../scheduling/attempt.ts'
import { offerAgain } from '../scheduling/reconcile/find-booking.ts'
import { booking, cancellation, withoutId } from '../scheduling/testing/sim-clinic.ts'
import { openDesk, type Desk } from './testing/desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})

test('two tabs that book the same time at once send it once, and both say that it is booked', async () => {
  const offer = await desk.anOffer()
  const [first, second] = await Promise.all([
    desk.openTab().perform('a', 'pat-4217', booking(offer, desk.ida)),
    desk.openTab().perform('b', 'pat-4217', booking(offer, desk.ida)),
  ])
  expect(desk.sentBookings()).toBe(1)
  for (const { conclusion } of [first, second]) expect(conclusion).toMatchObject({ kind: 'done', appointment: { start: offer.start } })
})

test('what was found to repeat an earlier request is read as that one, and listed once', async () => {
  const offer = await desk.anOffer()
  const tab = desk.openTab()
  await tab.perform('a', 'pat-4217', booking(offer, desk.ida))
  await tab.perform('b', 'pat-4217', booking(offer, desk.ida))
  expect((await tab.read('b'))?.entry.id).toBe('a')
  expect((await tab.all()).map(({ entry }) => entry.id)).toEqual(['a'])
})

test('an offer without an id is booked once too', async () => {
  const offer = withoutId(await desk.anOffer())
  const tabs = [desk.openTab(), desk.openTab()]
  await Promise.all(tabs.map((tab, index) => tab.perform(`e${index}`, 'pat-4217', booking(offer, desk.ida))))
  expect(desk.sentBookings()).toBe(1)
  expect(desk.bookedFor(desk.ida, offer.start)).toHaveLength(1)
})

test('while a tab waits for an answer, another one does not ask what became of it', async () => {
  const answer = desk.stopBooking()
  const performed = desk.openTab().perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  await desk.whenSending(1)

  desk.advance(60_000)
  const checked = desk.openTab().checkAgain('a')
  answer()
  expect((await performed).conclusion.kind).toBe('done')
  expect((await checked)?.conclusion.kind).toBe('done')
  expect((await desk.journal.read('a'))?.events.map(({ kind }) => kind)).toEqual(['sent', 'answered'])
})

test('one id is sent once, whoever performs it again', async () => {
  const intent = booking(await desk.anOffer(), desk.ida)
  const tab = desk.openTab()
  const [first, second] = await Promise.all([tab.perform('a', 'pat-4217', intent), tab.perform('a', 'pat-4217', intent)])
  expect(desk.sentBookings()).toBe(1)
  expect(second.conclusion).toEqual(first.conclusion)
})

test('nothing is booked again while it is not known what became of the first request', async () => {
  const offer = await desk.anOffer()
  const tab = desk.openTab()
  desk.sim.fault({ on: 'book', kind: 'drop-before' })
  await tab.perform('a', 'pat-4217', booking(offer, desk.ida))
  const again = await tab.perform('b', 'pat-4217', booking(offer, desk.ida))
  expect(again).toMatchObject({ entry: { id: 'a' }, conclusion: { kind: 'unknown' } })
  expect(desk.bookedFor(desk.ida, offer.start)).toEqual([])
})

test('once it is known that the first request did nothing, the same is sent again', async () => {
  const offer = await desk.anOffer()
  const tab = desk.openTab()
  desk.sim.fault({ on: 'book', kind: 'drop-before' })
  await tab.perform('a', 'pat-4217', booking(offer, desk.ida))
  desk.advance(60_000)
  expect((await tab.perform('b', 'pat-4217', booking(offer, desk.ida))).conclusion.kind).toBe('done')
  expect((await tab.read('a'))?.conclusion).toMatchObject({ kind: 'not-done', reason: 'shown-not-done' })
})

test('an appointment is not changed while it is not known what became of an earlier change', async () => {
  const booked = await desk.succeed(booking(await desk.anOffer(), desk.ida))
  const tab = desk.openTab()
  desk.sim.fault({ on: 'modify', kind: 'drop-after' })
  desk.sim.fault({ on: 'read', kind: 'status', status: 500, times: 3 })
  await tab.perform('a', 'pat-4217', { kind: 'modify', original: booked, changed: { ...booked, comment: 'Fasting' }, patient: desk.ida })
  const { conclusion } = await tab.perform('b', 'pat-4217', cancellation(booked, desk.ida))
  expect(conclusion).toMatchObject({ kind: 'not-done', reason: 'withheld', earlier: 'a' })
  expect(desk.stored(booked.id)?.status).toBe('booked')
})

test('a time that was given up and is offered again can be booked again', async () => {
  const offer = await desk.anOffer()
  const tab = desk.openTab()
  const first = await tab.perform('a', 'pat-4217', booking(offer, desk.ida))
  if (first.conclusion.kind !== 'done') expect.fail('the clinic books')
  await tab.perform('b', 'pat-4217', cancellation(first.conclusion.appointment, desk.ida))
  const free = (await offerAgain(desk.server, offer)) ?? expect.fail('it is free again')
  const again = await tab.perform('c', 'pat-4217', booking(free, desk.ida))
  expect(again).toMatchObject({ entry: { id: 'c' }, conclusion: { kind: 'done' } })
})

test('a time that was booked meanwhile is not given back: that would cancel the booking', async () => {
  const tab = desk.openTab()
  const offer = await desk.anOffer()
  const hold = await tab.perform('h', 'pat-4217', { kind: 'hold', offer, patient: desk.ida })
  if (hold.conclusion.kind !== 'done') expect.fail('the clinic holds')
  const held = hold.conclusion.appointment
  const [booked, released] = await Promise.all([
    tab.perform('a', 'pat-4217', booking(held, desk.ida, { held: true })),
    desk.openTab().perform('r', 'pat-4217', { kind: 'release', held }),
  ])
  expect(booked.conclusion.kind).toBe('done')
  expect(released.conclusion).toMatchObject({ kind: 'not-done', reason: 'taken' })
  expect(desk.stored(offer.id)?.status).toBe('booked')
})

test('a time that the server ended early and somebody else booked is not given back', async () => {
  const tab = desk.openTab()
  const offer = await desk.anOffer()
  const hold = await tab.perform('h', 'pat-4217', { kind: 'hold', offer, patient: desk.ida })
  if (hold.conclusion.kind !== 'done') expect.fail('the clinic holds')
  const held = hold.conclusion.appointment
  // Booked at another desk, which this browser's journal doesn't know of.
  expect((await desk.succeed(booking(held, desk.maria, { held: true }))).status).toBe('booked')
  const released = await tab.perform('r', 'pat-4217', { kind: 'release', held })
  expect(released.conclusion).toMatchObject({ kind: 'not-done', reason: 'taken' })
  // The release was not sent: some server might have carried it out.
  expect(desk.sentBookings()).toBe(1)
})

test('a time that the server ended early, and that awaits confirmation for somebody else, is not given back', async () => {
  const tab = desk.openTab()
  const offer = await desk.anOffer()
  const hold = await tab.perform('h', 'pat-4217', { kind: 'hold', offer, patient: desk.ida })
  if (hold.conclusion.kind !== 'done') expect.fail('the clinic holds')
  const held = hold.conclusion.appointment
  desk.sim.fault({ on: 'book', kind: 'wrong-status', status: 'pending' })
  await attempt(desk.server, booking(held, desk.maria, { held: true }))
  const released = await tab.perform('r', 'pat-4217', { kind: 'release', held })
  expect(released.conclusion).toMatchObject({ kind: 'not-done', reason: 'taken' })
  expect(desk.stored(offer.id)?.status).toBe('pending')
})

describe('a time whose Appointment can’t be read before it is given back', () => {
  async function giveBack(fault: Parameters<typeof desk.sim.fault>[0]) {
    const tab = desk.openTab()
    const hold = await tab.perform('h', 'pat-4217', { kind: 'hold', offer: await desk.anOffer(), patient: desk.ida })
    if (hold.conclusion.kind !== 'done') expect.fail('the clinic holds')
    const held = hold.conclusion.appointment
    desk.sim.fault(fault)
    return { tab, held, conclusion: (await tab.perform('r', 'pat-4217', { kind: 'release', held })).conclusion }
  }

  test.each<[string, Parameters<typeof desk.sim.fault>[0]]>([
    ['the server is busy', { on: 'read', kind: 'status', status: 429 }],
    ['the server breaks down', { on: 'read', kind: 'status', status: 500 }],
    ['the connection is lost', { on: 'read', kind: 'drop-before' }],
    ['the session has ended', { on: 'read', kind: 'status', status: 401 }],
    ['the answer is no answer', { on: 'read', kind: 'html' }],
  ])('just then, because %s, may be somebody else’s: nothing is sent, and the hold lapses by itself', async (_why, fault) => {
    const { tab, held, conclusion } = await giveBack(fault)
    expect(conclusion).toMatchObject({ kind: 'not-done', reason: 'not-seen' })
    expect(desk.sentBookings()).toBe(0)
    expect(await tab.unresolved()).toEqual([])
    // Later, the Appointment can be read.
    expect((await tab.perform('s', 'pat-4217', { kind: 'release', held })).conclusion.kind).toBe('done')
  })

  test.each([403, 404, 405])('at any time (%i) is given back all the same: no server would ever get one back otherwise', async (status) => {
    const { conclusion } = await giveBack({ on: 'read', kind: 'status', status })
    expect(conclusion.kind).toBe('done')
    expect(desk.sentBookings()).toBe(1)
  })
})

test('the audit trail knows a transaction by its entry’s id', async () => {
  await desk.openTab({ audits: true }).perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  await desk.openTab().perform('b', 'pat-4217', booking(await desk.anOffer(3), desk.ida))
  const ids = desk.sim.inspect().requests.filter(({ url }) => url.endsWith('$book')).map(({ headers }) => headers['x-request-id'])
  expect(ids).toEqual(['a', undefined])
})

test('the time that a change leads to is not booked beside it, neither at once nor after', async () => {
  const original = await desk.succeed(booking(await desk.anOffer(), desk.ida))
  const change = await desk.move(original, 4)
  const offer = (await offerAgain(desk.server, change.changed)) ?? expect.fail('the new time is free')
  const [changed, booked] = await Promise.all([
    desk.openTab().perform('m', 'pat-4217', change),
    desk.openTab().perform('b', 'pat-4217', booking(offer, desk.ida)),
  ])
  expect(desk.bookedFor(desk.ida, offer.start)).toHaveLength(1)
  const done = [changed, booked].filter(({ conclusion }) => conclusion.kind === 'done')
  expect(new Set(done.map(({ entry }) => entry.id)).size).toBe(1)

  const sent = desk.sentBookings()
  expect((await desk.openTab().perform('c', 'pat-4217', booking(offer, desk.ida))).entry.id).toBe(done[0]?.entry.id)
  expect(desk.sentBookings()).toBe(sent)
})

test('a visit is not moved to where it is: that would end with cancelling it', async () => {
  const offer = await desk.anOffer()
  const original = await desk.succeed(booking(offer, desk.ida))
  const before = desk.sentBookings()
  const { move } = await desk.openTab().moves.begin('m', 'pat-4217', {
    original,
    booking: booking(offer, desk.ida),
    reason: cancellation(original, desk.ida).reason,
  })
  expect(move.stage).toBe('not-moved')
  expect(desk.sentBookings()).toBe(before)
})
