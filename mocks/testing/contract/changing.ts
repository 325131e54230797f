import { beforeEach, describe, expect, it } from 'vitest'
import type { Appointment } from '../../../src/fhir/types.ts'
import { STATUS_REASON_EXTENSION, STATUS_REASON_SYSTEM } from '../../world/codes.ts'
import {
  appointmentOf,
  appointmentResource,
  clientOf,
  first,
  IDA,
  patientResource,
  referenceTo,
  refusalOf,
  type Answer,
  type Client,
  type Connection,
} from './client.ts'

const reason = { coding: [{ system: STATUS_REASON_SYSTEM, code: 'patient-cancel', display: 'Patient Cancel' }] }
const cancelled = (appointment: Appointment): Appointment => ({
  ...appointment,
  status: 'cancelled',
  cancelationReason: reason,
  extension: [{ url: STATUS_REASON_EXTENSION, valueCodeableConcept: reason }],
})

/** ITI-117 $book, existing appointments. */
export function describeChanging(connection: () => Connection): void {
  describe('$book, existing', () => {
    let client: Client
    let booked: Appointment
    let others: Appointment[]
    beforeEach(async () => {
      client = clientOf(connection())
      const [offer, ...rest] = await client.offers()
      others = rest
      booked = appointmentOf(
        await client.operation('$book', [referenceTo(first(offer ? [offer] : [])), patientResource(await client.patient(IDA))]),
      )
    })
    const send = (appointment: Appointment): Promise<Answer> => client.operation('$book', [appointmentResource(appointment)])
    const stored = (): Appointment | undefined =>
      connection()
        .sim.inspect()
        .appointments.find(({ id }) => id === booked.id)
    /** The booked appointment at another offered time. */
    const movedTo = ({ start = '', end = '', participant }: Appointment): Appointment => ({
      ...booked,
      start,
      end,
      participant: [...booked.participant.slice(0, 1), ...participant.map((each) => ({ ...each, status: 'accepted' as const }))],
    })

    it('changes the note and gives it a new version', async () => {
      const answer = appointmentOf(await send({ ...booked, comment: 'Needs a wheelchair' }))
      expect(answer).toMatchObject({
        id: booked.id,
        status: 'booked',
        comment: 'Needs a wheelchair',
        meta: { versionId: '2' },
        start: booked.start,
      })
      expect(stored()).toEqual(answer)
    })

    it('moves to a free time, and the old time is free again', async () => {
      const target = first(others.slice(-1))
      expect(appointmentOf(await send(movedTo(target)))).toMatchObject({
        id: booked.id,
        status: 'booked',
        start: target.start,
        end: target.end,
      })
      const starts = (await client.offers()).map(({ start }) => start)
      expect(starts).toContain(booked.start)
    })

    it('does not count the appointment itself as being in the way', async () => {
      const end = new Date(Date.parse(booked.end ?? '') - 300_000).toISOString()
      expect(appointmentOf(await send({ ...booked, end })).end).toBe(end)
    })

    it('refuses a time that somebody else has', async () => {
      const target = first(others.slice(-1))
      await client.operation('$book', [referenceTo(target), patientResource(await client.patient('pat-4230'))])
      expect(refusalOf(await send(movedTo(target)))).toEqual({ status: 409, issues: ['error conflict'] })
      expect(stored()).toEqual(booked)
    })

    it('refuses what was changed by someone else meanwhile', async () => {
      await send({ ...booked, comment: 'First' })
      expect(refusalOf(await send({ ...booked, comment: 'Second' }))).toEqual({ status: 409, issues: ['error conflict'] })
      const body = JSON.stringify({
        resourceType: 'Parameters',
        parameter: [appointmentResource({ ...booked, comment: 'Third' })],
      })
      expect((await client.post('Appointment/$book', body, { 'if-match': 'W/"1"' })).status).toBe(412)
      expect(stored()?.comment).toBe('First')
    })

    it('refuses another patient, an unknown appointment, and one without id', async () => {
      const stranger = {
        ...booked,
        participant: [{ actor: { reference: 'Patient/pat-4230' }, status: 'accepted' as const }, ...booked.participant.slice(1)],
      }
      expect(refusalOf(await send(stranger))).toEqual({ status: 422, issues: ['error business-rule'] })
      expect(refusalOf(await send({ ...booked, id: 'a-9999' }))).toEqual({ status: 404, issues: ['error not-found'] })
      const { id: _id, ...nameless } = booked
      expect(refusalOf(await send(nameless))).toEqual({ status: 400, issues: ['error required'] })
      expect(stored()).toEqual(booked)
    })

    it('cancels with a reason and frees the time', async () => {
      const answer = appointmentOf(await send(cancelled(booked)))
      expect(answer).toMatchObject({
        id: booked.id,
        status: 'cancelled',
        cancelationReason: reason,
        extension: cancelled(booked).extension,
      })
      expect(stored()).toEqual(answer)
      expect((await client.offers()).map(({ start }) => start)).toContain(booked.start)
    })

    it('never gives the id of a cancelled appointment to another', async () => {
      await send(cancelled(booked))
      expect((await client.offers()).map(({ id }) => id)).not.toContain(booked.id)
    })

    it('releases a hold', async () => {
      const offer = first(others)
      const held = appointmentOf(await client.operation('$hold', [referenceTo(offer)]))
      expect(appointmentOf(await send(cancelled(held))).status).toBe('cancelled')
      expect(connection().sim.inspect().liveHolds).toEqual([])
      expect((await client.offers()).map(({ start }) => start)).toContain(offer.start)
    })

    it('needs a status reason, and one that the guide has', async () => {
      const { extension: _extension, ...without } = cancelled(booked)
      expect(refusalOf(await send(without))).toEqual({ status: 422, issues: ['error required'] })
      const unknown = { coding: [{ system: STATUS_REASON_SYSTEM, code: 'room-unavail' }] }
      const answer = await send({
        ...cancelled(booked),
        extension: [{ url: STATUS_REASON_EXTENSION, valueCodeableConcept: unknown }],
      })
      expect(refusalOf(answer)).toEqual({ status: 422, issues: ['error code-invalid'] })
      expect(stored()?.status).toBe('booked')
    })

    it('neither cancels nor changes what is cancelled already', async () => {
      const gone = appointmentOf(await send(cancelled(booked)))
      expect(refusalOf(await send(gone))).toEqual({ status: 409, issues: ['error conflict'] })
      const { cancelationReason: _reason, ...revived } = gone
      expect(refusalOf(await send({ ...revived, status: 'booked' }))).toEqual({ status: 409, issues: ['error conflict'] })
    })
  })
}
