import { beforeEach, describe, expect, test } from 'vitest'
import type { FaultEffect, FaultTarget } from '../../mocks/faults/faults.ts'
import type { Patient } from '../fhir/types.ts'
import { attempt } from './attempt.ts'
import { readCapability } from './capability.ts'
import { findFirst, findMore } from './find-appointments.ts'
import type { Intent } from './intent.ts'
import { readCapabilityStatement } from './read-capability-statement.ts'
import { reconcile } from './reconcile/reconcile.ts'
import { nowInstant } from './testing/intents.ts'
import { booking, cancellation, openClinic, withoutId, type SimClinic } from './testing/sim-clinic.ts'

/** The transactions with a scheduling server that checks every request, over connections that break. */

let clinic: SimClinic

beforeEach(async () => {
  clinic = await openClinic()
})

describe('on a connection that holds', () => {
  test('the server announces what it supports', async () => {
    expect(readCapability(await readCapabilityStatement(clinic.server))).toMatchObject({ find: true, hold: true, book: true })
  })

  test('a time is found, held, booked, moved, changed and cancelled, and the server accepts every request', async () => {
    const offer = await clinic.anOffer()
    const hold = await attempt(clinic.server, { kind: 'hold', offer, patient: clinic.ida })
    expect(hold).toMatchObject({
      outcome: { kind: 'success' },
      hold: { source: 'server', untilInstant: nowInstant + 5 * 60_000 },
    })
    if (hold.outcome.kind !== 'success') return
    const booked = await clinic.succeed(
      booking(hold.outcome.appointment, clinic.ida, { held: true, reasonForVisit: 'Chest pain' }),
    )
    expect(clinic.stored(booked.id)).toMatchObject({ status: 'booked', comment: 'Chest pain' })

    const move = await clinic.move(booked, 4)
    const moved = await clinic.succeed(move)
    expect(Date.parse(moved.start ?? '')).toBe(Date.parse(move.changed.start ?? ''))
    const changed = await clinic.succeed({
      kind: 'modify',
      original: moved,
      changed: { ...moved, comment: 'Needs a ramp' },
      patient: clinic.ida,
    })
    expect(clinic.stored(changed.id)?.comment).toBe('Needs a ramp')
    await clinic.succeed(cancellation(changed, clinic.ida))
    expect(clinic.stored(changed.id)).toMatchObject({
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'patient-cancel' }] },
    })
  })

  test('a time is booked by resource, and carries the identifier by which it is found again', async () => {
    const intent = booking(withoutId(await clinic.anOffer()), clinic.ida)
    const booked = await clinic.succeed(intent)
    expect(booked.identifier).toContainEqual({ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${intent.correlationId}` })
  })

  test('a held time is given back, and offered again', async () => {
    const offer = await clinic.anOffer()
    const held = await clinic.succeed({ kind: 'hold', offer, patient: clinic.ida })
    expect((await clinic.offers()).map(({ id }) => id)).not.toContain(offer.id)
    await clinic.succeed({ kind: 'release', held })
    expect((await clinic.offers()).some((again) => again.start === offer.start)).toBe(true)
  })

  test('a time that somebody else has booked is refused with the reason', async () => {
    const offer = await clinic.anOffer()
    await clinic.succeed(booking(offer, clinic.maria))
    expect((await attempt(clinic.server, { kind: 'hold', offer, patient: clinic.ida })).outcome).toMatchObject({
      kind: 'rejected',
      issues: [{ severity: 'fatal', code: 'not-found' }],
    })
    expect(['rejected', 'conflict']).toContain((await attempt(clinic.server, booking(offer, clinic.ida))).outcome.kind)
    expect(clinic.bookedFor(clinic.ida, offer.start)).toEqual([])
  })

  test('every page of offers is read, each offer once', async () => {
    clinic.sim.useScenario('many-pages')
    const window = { start: '2026-11-23T00:00:00-06:00', end: '2026-11-24T00:00:00-06:00', count: 5 }
    const visited = new Set<string>()
    const ids: unknown[] = []
    let page = await findFirst(clinic.server, window)
    for (;;) {
      ids.push(...page.appointments.map(({ id }) => id))
      if (page.nextLink === undefined) break
      const next = await findMore(clinic.server, window, page.nextLink, visited)
      visited.add(next.url)
      page = next
    }
    expect(visited.size).toBeGreaterThan(2)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

const lost: [string, FaultEffect][] = [
  ['the connection broke', { kind: 'drop-after' }],
  ['HTML came back', { kind: 'html', commits: true }],
  ['the body was empty', { kind: 'empty', commits: true }],
  ['the JSON was broken', { kind: 'broken-json', commits: true }],
  ['another resource came back', { kind: 'other-resource', commits: true }],
  ['the server failed afterwards', { kind: 'status', status: 500, commits: true }],
  ['only a remark came back', { kind: 'notice-only' }],
  ['an error stood beside the success', { kind: 'extra-issue', severity: 'error' }],
]
const unsent: [string, FaultEffect][] = [
  ['the connection broke', { kind: 'drop-before' }],
  ['HTML came back', { kind: 'html' }],
  ['the server failed', { kind: 'status', status: 500 }],
]

/** Sends the intent once while the fault strikes, then asks the server for the truth. */
async function truthAfter(intent: Intent, on: FaultTarget, effect: FaultEffect) {
  clinic.sim.fault({ ...effect, on })
  const { outcome } = await attempt(clinic.server, intent)
  expect(['unknown', 'unconfirmed']).toContain(outcome.kind)
  const sentBefore = clinic.sim.inspect().requests.length
  const truth = await reconcile(clinic.server, intent)
  const { requests } = clinic.sim.inspect()
  const asked = requests.slice(sentBefore).map(({ url }) => url)
  expect(asked.filter((url) => /\$(book|hold)/.test(url))).toEqual([])
  return truth
}

describe.each(lost)('when the server did it, but %s,', (_how, effect) => {
  test('a booking by reference is found to be done, once', async () => {
    const offer = await clinic.anOffer()
    expect(await truthAfter(booking(offer, clinic.ida), 'book', effect)).toMatchObject({
      kind: 'done',
      appointment: { status: 'booked', start: offer.start },
    })
    expect(clinic.bookedFor(clinic.ida, offer.start)).toHaveLength(1)
  })

  test('a booking of a held time is found to be done', async () => {
    const held = await clinic.succeed({ kind: 'hold', offer: await clinic.anOffer(), patient: clinic.ida })
    expect(await truthAfter(booking(held, clinic.ida, { held: true }), 'book', effect)).toMatchObject({
      kind: 'done',
      appointment: { id: held.id },
    })
  })

  test('a booking by resource is found by its identifier', async () => {
    const intent = booking(withoutId(await clinic.anOffer()), clinic.ida)
    expect(await truthAfter(intent, 'book', effect)).toMatchObject({
      kind: 'done',
      appointment: { status: 'booked', identifier: [{ value: `urn:uuid:${intent.correlationId}` }] },
    })
  })

  test('a move is found to be done', async () => {
    const move = await clinic.move(await clinic.succeed(booking(await clinic.anOffer(), clinic.ida)), 4)
    expect(await truthAfter(move, 'modify', effect)).toMatchObject({
      kind: 'done',
      appointment: { id: move.original.id, start: move.changed.start },
    })
  })

  test('a cancellation is found to be done', async () => {
    const original = await clinic.succeed(booking(await clinic.anOffer(), clinic.ida))
    expect(await truthAfter(cancellation(original, clinic.ida), 'cancel', effect)).toMatchObject({
      kind: 'done',
      appointment: { id: original.id, status: 'cancelled' },
    })
  })
})

describe.each(unsent)('when nothing was done, since %s,', (_how, effect) => {
  test('a booking by reference is found not to be done, and can be tried again', async () => {
    const offer = await clinic.anOffer()
    expect(await truthAfter(booking(offer, clinic.ida), 'book', effect)).toMatchObject({ kind: 'not-done' })
    await clinic.succeed(booking(offer, clinic.ida))
    expect(clinic.bookedFor(clinic.ida, offer.start)).toHaveLength(1)
  })

  test('a booking of a held time is found not to be done, and the hold still holds', async () => {
    const held = await clinic.succeed({ kind: 'hold', offer: await clinic.anOffer(), patient: clinic.ida })
    expect(await truthAfter(booking(held, clinic.ida, { held: true }), 'book', effect)).toMatchObject({
      kind: 'not-done',
      current: { status: 'pending' },
    })
    await clinic.succeed(booking(held, clinic.ida, { held: true }))
  })

  test('a booking by resource is found not to be done, because the time is still offered', async () => {
    expect(await truthAfter(booking(withoutId(await clinic.anOffer()), clinic.ida), 'book', effect)).toEqual({ kind: 'not-done' })
  })

  test('a booking that somebody else made meanwhile is taken', async () => {
    const offer = await clinic.anOffer()
    await clinic.succeed(booking(offer, clinic.maria))
    expect(await truthAfter(booking(offer, clinic.ida), 'book', effect)).toEqual({ kind: 'taken' })
  })

  test('a move is found not to be done', async () => {
    const move = await clinic.move(await clinic.succeed(booking(await clinic.anOffer(), clinic.ida)), 4)
    expect(await truthAfter(move, 'modify', effect)).toMatchObject({ kind: 'not-done', current: { start: move.original.start } })
  })

  test('a cancellation is found not to be done', async () => {
    const original = await clinic.succeed(booking(await clinic.anOffer(), clinic.ida))
    expect(await truthAfter(cancellation(original, clinic.ida), 'cancel', effect)).toMatchObject({
      kind: 'not-done',
      current: { status: 'booked' },
    })
  })
})

describe('what cannot be known is not claimed', () => {
  test('while the connection stays broken, and it is known once it is back', async () => {
    const offer = await clinic.anOffer()
    const intent = booking(offer, clinic.ida)
    clinic.sim.fault({ on: 'book', kind: 'drop-after' })
    clinic.sim.fault({ on: 'read', kind: 'drop-before' })
    expect((await attempt(clinic.server, intent)).outcome).toEqual({ kind: 'unknown', doubt: 'connection-lost', issues: [] })
    expect(await reconcile(clinic.server, intent)).toEqual({ kind: 'still-unknown' })
    expect(await reconcile(clinic.server, intent)).toMatchObject({ kind: 'done' })
  })

  test('when a rival took the time under another id: that ours is not shown proves nothing of one that never arrived', async () => {
    const offer = await clinic.anOffer()
    clinic.sim.fault({ on: 'book', kind: 'taken' })
    expect(await truthAfter(booking(offer, clinic.ida), 'book', { kind: 'html' })).toEqual({ kind: 'not-shown' })
    expect(clinic.bookedFor(clinic.ida, offer.start)).toEqual([])
  })

  test('of a hold whose answer was lost: it may be another’s', async () => {
    const offer = await clinic.anOffer()
    expect(await truthAfter({ kind: 'hold', offer, patient: clinic.ida }, 'hold', { kind: 'drop-after' })).toEqual({ kind: 'still-unknown' })
    clinic.advance(6 * 60_000)
    expect(await reconcile(clinic.server, { kind: 'hold', offer, patient: clinic.ida })).toMatchObject({ kind: 'not-done' })
  })

  test('of a booking for another patient with the same id elsewhere', async () => {
    const offer = await clinic.anOffer()
    await clinic.succeed(booking(offer, clinic.ida))
    const stranger: Patient = { resourceType: 'Patient', id: 'pat-4217', identifier: [{ system: 'urn:elsewhere', value: '1' }] }
    const foreign = { ...clinic.server, sharesPatients: false }
    expect(await reconcile(foreign, booking(offer, stranger))).toEqual({ kind: 'still-unknown' })
  })
})
