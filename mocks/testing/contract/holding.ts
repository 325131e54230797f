import { beforeEach, describe, expect, it } from 'vitest'
import {
  appointmentOf,
  clientOf,
  first,
  IDA,
  NOW,
  patientResource,
  referenceTo,
  refusalOf,
  type Client,
  type Connection,
} from './client.ts'

const MINUTE = 60_000

/** ITI-116 $hold. */
export function describeHolding(connection: () => Connection): void {
  describe('$hold', () => {
    let client: Client
    beforeEach(() => {
      client = clientOf(connection())
    })

    it('keeps an offered time as a pending appointment with the same id, and says until when', async () => {
      const offer = first(await client.offers())
      const answer = await client.operation('$hold', [referenceTo(offer)])
      expect(appointmentOf(answer)).toMatchObject({ id: offer.id, status: 'pending', start: offer.start, end: offer.end })
      expect(Date.parse(answer.headers.get('expires') ?? '')).toBe(NOW + 5 * MINUTE)
      expect(connection().sim.inspect().liveHolds).toEqual([{ appointment: offer.id, until: NOW + 5 * MINUTE }])
    })

    it('no longer offers a held time, and does not hold it again', async () => {
      const offer = first(await client.offers())
      await client.operation('$hold', [referenceTo(offer)])
      expect((await client.offers()).map(({ start, participant }) => ({ start, participant }))).not.toContainEqual({
        start: offer.start,
        participant: offer.participant,
      })
      expect(refusalOf(await client.operation('$hold', [referenceTo(offer)]))).toEqual({
        status: 200,
        issues: ['fatal not-found'],
      })
    })

    it('gives the time back when the hold ends, under another id', async () => {
      const offer = first(await client.offers())
      await client.operation('$hold', [referenceTo(offer)])
      connection().advance(5 * MINUTE)
      expect((await client.get(`Appointment/${offer.id ?? ''}`)).resource).toMatchObject({ status: 'cancelled' })
      const again = first(await client.offers())
      expect(again).toMatchObject({ start: offer.start, participant: offer.participant })
      expect(again.id).not.toBe(offer.id)
      const late = await client.operation('$book', [referenceTo(offer), patientResource(await client.patient(IDA))])
      expect(refusalOf(late)).toEqual({ status: 410, issues: ['fatal not-found'] })
    })

    it('takes an absolute reference to itself only', async () => {
      const { id = '' } = first(await client.offers())
      const hold = (reference: string) =>
        client.operation('$hold', [{ name: 'appointment-reference', valueReference: { reference } }])
      expect(refusalOf(await hold(`https://other.example/fhir/Appointment/${id}`))).toEqual({
        status: 400,
        issues: ['error not-supported'],
      })
      expect(refusalOf(await hold('Patient/pat-4217'))).toEqual({ status: 400, issues: ['error value'] })
      expect(appointmentOf(await hold(`${connection().base}/Appointment/${id}`)).status).toBe('pending')
    })

    it('refuses what never was offered, and a request without a reference', async () => {
      expect(
        refusalOf(
          await client.operation('$hold', [
            referenceTo({ resourceType: 'Appointment', id: 'x', status: 'proposed', participant: [] }),
          ]),
        ),
      ).toEqual({
        status: 404,
        issues: ['fatal not-found'],
      })
      expect(refusalOf(await client.operation('$hold', []))).toEqual({ status: 400, issues: ['error required'] })
    })
  })
}
