import { expect, test } from 'vitest'
import { attempt } from './attempt.ts'
import { findAgain } from './find-again.ts'
import { booking, openClinic } from './testing/sim-clinic.ts'

const week = { start: '2026-11-23T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' }

test('a time that was held and given back is offered by another id, until somebody books it', async () => {
  const { server, succeed, anOffer, ida, maria } = await openClinic()
  const offer = await anOffer(3)
  const held = await succeed({ kind: 'hold', offer, patient: ida })
  expect(await findAgain(server, week, offer)).toBeUndefined()
  expect((await attempt(server, { kind: 'release', held })).outcome.kind).toBe('success')

  const again = await findAgain(server, week, offer)
  expect(again).toMatchObject({ status: 'proposed', start: offer.start, end: offer.end })
  expect(again?.id).not.toBe(offer.id)
  expect(again?.participant).toEqual(offer.participant)

  await succeed(booking(again ?? expect.fail(), maria))
  expect(await findAgain(server, week, offer)).toBeUndefined()
})
