import { expect, test } from 'vitest'
import { attempt } from '../attempt.ts'
import { offerAgain } from './find-booking.ts'
import { booking, openClinic } from '../testing/sim-clinic.ts'

test('a time that was held and given back is offered by another id, until somebody books it', async () => {
  const { server, succeed, anOffer, ida, maria } = await openClinic()
  const offer = await anOffer(3)
  const held = await succeed({ kind: 'hold', offer, patient: ida })
  expect(await offerAgain(server, offer)).toBeUndefined()
  expect((await attempt(server, { kind: 'release', held })).outcome.kind).toBe('success')

  const again = await offerAgain(server, offer)
  expect(again).toMatchObject({ status: 'proposed', start: offer.start, end: offer.end })
  expect(again?.id).not.toBe(offer.id)
  expect(again?.participant).toEqual(offer.participant)

  await succeed(booking(again ?? expect.fail(), maria))
  expect(await offerAgain(server, offer)).toBeUndefined()
})
