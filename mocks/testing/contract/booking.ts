import { beforeEach, describe, expect, it } from 'vitest'
import type { Appointment, AppointmentParticipant } from '../../../src/fhir/types.ts'
import {
  appointmentOf,
  appointmentResource,
  clientOf,
  first,
  IDA,
  issuesOf,
  patientResource,
  referenceTo,
  refusalOf,
  type Client,
  type Connection,
} from './client.ts'

/** ITI-117 $book, new appointments. */
export function describeBooking(connection: () => Connection): void {
  describe('$book, new', () => {
    let client: Client
    beforeEach(() => {
      client = clientOf(connection())
    })
    const storedCount = (): number => connection().sim.inspect().appointments.length
    const patientAs = (id: string): AppointmentParticipant => ({ actor: { reference: `Patient/${id}` }, status: 'accepted' })
    /** The offer as a client books it by resource: without the id, pending, with its patient. */
    function pendingFrom({ id: _id, ...offer }: Appointment): Appointment {
      return { ...offer, status: 'pending', participant: [patientAs(IDA), ...offer.participant] }
    }

    it('books an offered time by reference for the patient sent', async () => {
      const offer = first(await client.offers())
      const booked = appointmentOf(
        await client.operation('$book', [
          referenceTo(offer),
          patientResource(await client.patient(IDA)),
          { name: 'comment', valueString: 'Knows the way' },
        ]),
      )
      expect(booked).toMatchObject({
        id: offer.id,
        status: 'booked',
        start: offer.start,
        end: offer.end,
        comment: 'Knows the way',
        meta: { versionId: '1' },
        participant: [
          { actor: { reference: `Patient/${IDA}`, display: 'Ida Romero' }, status: 'accepted' },
          { status: 'accepted' },
          { status: 'accepted' },
        ],
      })
      expect((await client.get(`Appointment/${booked.id ?? ''}`)).resource).toEqual(booked)
      expect((await client.offers()).map(({ id }) => id)).not.toContain(offer.id)
    })

    it('books a held time by reference and ends the hold', async () => {
      const offer = first(await client.offers())
      await client.operation('$hold', [referenceTo(offer)])
      const booked = appointmentOf(
        await client.operation('$book', [referenceTo(offer), patientResource(await client.patient(IDA))]),
      )
      expect(booked).toMatchObject({ id: offer.id, status: 'booked', meta: { versionId: '2' } })
      expect(connection().sim.inspect().liveHolds).toEqual([])
      connection().advance(600_000)
      expect((await client.get(`Appointment/${booked.id ?? ''}`)).resource).toMatchObject({ status: 'booked' })
    })

    it('books a pending resource without an id, keeping its identifier', async () => {
      const identifier = [{ system: 'https://slotline.example/booking', value: 'e0e9f6a1' }]
      const sent = { ...pendingFrom(first(await client.offers())), identifier }
      const booked = appointmentOf(
        await client.operation('$book', [appointmentResource(sent), patientResource(await client.patient(IDA))]),
      )
      expect(booked).toMatchObject({ status: 'booked', identifier, start: sent.start })
      expect(booked.participant.filter(({ actor }) => actor?.reference === `Patient/${IDA}`)).toHaveLength(1)
      expect((await client.get('Appointment?identifier=https://slotline.example/booking|e0e9f6a1')).resource).toMatchObject({
        total: 1,
      })
    })

    it('books a held time by its resource', async () => {
      const offer = first(await client.offers())
      const held = appointmentOf(await client.operation('$hold', [referenceTo(offer)]))
      const booked = appointmentOf(
        await client.operation('$book', [appointmentResource(held), patientResource(await client.patient(IDA))]),
      )
      expect(booked).toMatchObject({ id: offer.id, status: 'booked' })
    })

    it('refuses a second booking of the same time', async () => {
      const offer = first(await client.offers())
      await client.operation('$book', [referenceTo(offer), patientResource(await client.patient(IDA))])
      const other = patientResource(await client.patient('pat-4230'))
      const before = storedCount()
      expect(refusalOf(await client.operation('$book', [referenceTo(offer), other]))).toEqual({
        status: 200,
        issues: ['fatal not-found'],
      })
      const byResource = { ...pendingFrom(offer), participant: offer.participant }
      expect(refusalOf(await client.operation('$book', [appointmentResource(byResource), other]))).toEqual({
        status: 409,
        issues: ['error conflict'],
      })
      expect(storedCount()).toBe(before)
    })

    it('does not book one patient twice at the same time', async () => {
      const offers = await client.offers()
      const [one, other] = offers.flatMap((offer) => {
        const parallel = offers.find(
          ({ start, participant }) =>
            start === offer.start && participant[0]?.actor?.reference !== offer.participant[0]?.actor?.reference,
        )
        return parallel ? [offer, parallel] : []
      })
      const patient = patientResource(await client.patient(IDA))
      await client.operation('$book', [referenceTo(first(one ? [one] : [])), patient])
      const answer = await client.operation('$book', [referenceTo(first(other ? [other] : [])), patient])
      expect(refusalOf(answer)).toEqual({ status: 200, issues: ['error business-rule'] })
      expect(issuesOf(answer)[0]?.diagnostics).toContain('already has an appointment')
    })

    it('registers a patient who has no record yet', async () => {
      const offer = first(await client.offers())
      const sent = { resourceType: 'Patient' as const, name: [{ family: 'Neu', given: ['Anna'] }], birthDate: '1999-09-09' }
      const reference = appointmentOf(await client.operation('$book', [referenceTo(offer), patientResource(sent)])).participant[0]
        ?.actor?.reference
      expect((await client.get(reference ?? '')).resource).toMatchObject({ ...sent, active: true })
    })

    it.each([
      ['an inactive record', { resourceType: 'Patient', id: 'pat-4270' } as const, 'error business-rule'],
      ['a replaced record', { resourceType: 'Patient', id: 'pat-4275' } as const, 'error business-rule'],
      ['an unknown record', { resourceType: 'Patient', id: 'nobody' } as const, 'error not-found'],
      [
        'somebody else under the same id',
        { resourceType: 'Patient', id: IDA, birthDate: '1960-01-01' } as const,
        'error business-rule',
      ],
    ])('refuses %s', async (_what, patient, expected) => {
      const before = storedCount()
      const answer = await client.operation('$book', [referenceTo(first(await client.offers())), patientResource(patient)])
      expect(refusalOf(answer)).toEqual({ status: 422, issues: [expected] })
      expect(storedCount()).toBe(before)
    })

    it('needs the patient, and exactly one way of naming the appointment', async () => {
      const offer = first(await client.offers())
      const patient = patientResource(await client.patient(IDA))
      const required = { status: 400, issues: ['error required'] }
      expect(refusalOf(await client.operation('$book', [referenceTo(offer)]))).toEqual(required)
      expect(refusalOf(await client.operation('$book', [patient]))).toEqual(required)
      expect(
        refusalOf(await client.operation('$book', [referenceTo(offer), appointmentResource(pendingFrom(offer)), patient])),
      ).toEqual(required)
    })

    it.each<[string, (appointment: Appointment) => object, number, string]>([
      ['a proposed appointment', (sent) => ({ ...sent, status: 'proposed' }), 422, 'error code-invalid'],
      [
        'a participant with neither type nor actor (app-1)',
        (sent) => ({ ...sent, participant: [...sent.participant, { status: 'accepted' }] }),
        422,
        'error invariant',
      ],
      ['a start without an end (app-2)', ({ end: _end, ...sent }) => sent, 422, 'error invariant'],
      ['a pending appointment without times (app-3)', ({ start: _start, end: _end, ...sent }) => sent, 422, 'error invariant'],
      [
        'a reason for cancelling what is not cancelled (app-4)',
        (sent) => ({ ...sent, cancelationReason: { text: 'No' } }),
        422,
        'error invariant',
      ],
      ['no requestedPeriod', ({ requestedPeriod: _period, ...sent }) => sent, 422, 'error required'],
      ['a start after its end', (sent) => ({ ...sent, start: sent.end, end: sent.start }), 422, 'error value'],
      ['an unknown element', (sent) => ({ ...sent, colour: 'blue' }), 400, 'error structure'],
      ['an unknown status', (sent) => ({ ...sent, status: 'maybe' }), 400, 'error code-invalid'],
      ['a start without offset', (sent) => ({ ...sent, start: '2026-03-05T10:00:00' }), 400, 'error value'],
      ['an empty array', (sent) => ({ ...sent, serviceType: [] }), 400, 'error structure'],
      ['null', (sent) => ({ ...sent, comment: null }), 400, 'error value'],
      [
        'a time at which nobody works',
        (sent) => ({ ...sent, start: '2026-03-06T03:00:00-06:00', end: '2026-03-06T03:20:00-06:00' }),
        409,
        'error conflict',
      ],
      [
        'a time that has passed',
        (sent) => ({ ...sent, start: '2026-03-03T09:00:00-06:00', end: '2026-03-03T09:20:00-06:00' }),
        422,
        'error business-rule',
      ],
      [
        'an actor on another server',
        (sent) => ({ ...sent, participant: [{ actor: { reference: 'https://x.example/Practitioner/1' }, status: 'accepted' }] }),
        400,
        'error not-supported',
      ],
      [
        'another patient than the one sent',
        (sent) => ({ ...sent, participant: [patientAs('pat-4230'), ...sent.participant] }),
        422,
        'error business-rule',
      ],
    ])('refuses a resource with %s', async (_what, change, status, expected) => {
      const before = storedCount()
      const resource = change(pendingFrom(first(await client.offers())))
      const body = JSON.stringify({
        resourceType: 'Parameters',
        parameter: [{ name: 'appointment-resource', resource }, patientResource(await client.patient(IDA))],
      })
      const answer = await client.post('Appointment/$book', body)
      expect(answer.status).toBe(status)
      expect(issuesOf(answer).map(({ severity, code }) => `${severity} ${code}`)).toContain(expected)
      expect(storedCount()).toBe(before)
    })
  })
}
