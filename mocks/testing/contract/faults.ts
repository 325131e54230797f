import { beforeEach, describe, expect, it } from 'vitest'
import type { Appointment } from '../../../src/fhir/types.ts'
import type { FaultEffect } from '../../faults/faults.ts'
import { isScenarioName, scenarios } from '../../scenarios.ts'
import {
  appointmentOf,
  appointmentsOf,
  bundleOf,
  cardiology,
  clientOf,
  first,
  IDA,
  parameters,
  patientResource,
  referenceTo,
  refusalOf,
  type Answer,
  type Client,
  type Connection,
} from './client.ts'

/** All faults and scenarios. */
export function describeFaults(connection: () => Connection): void {
  describe('faults and scenarios', () => {
    let client: Client
    let offer: Appointment
    beforeEach(async () => {
      client = clientOf(connection())
      offer = first(await client.offers())
    })
    const book = async (): Promise<Answer> =>
      client.operation('$book', [referenceTo(offer), patientResource(await client.patient(IDA))])
    const stored = (): Appointment | undefined =>
      connection()
        .sim.inspect()
        .appointments.find(({ id }) => id === offer.id)
    const rawBook = async (): Promise<Response> => {
      const body = JSON.stringify(parameters([referenceTo(offer), patientResource(await client.patient(IDA))]))
      const headers = { 'content-type': 'application/fhir+json' }
      return connection().send(new Request(`${connection().base}/Appointment/$book`, { method: 'POST', body, headers }))
    }

    it('drops the connection before the server did anything', async () => {
      connection().sim.fault({ on: 'book', kind: 'drop-before' })
      await expect(rawBook()).rejects.toThrow()
      expect(stored()).toBeUndefined()
      expect((await book()).status).toBe(200)
    })

    it('drops the connection after the server did its work', async () => {
      connection().sim.fault({ on: 'book', kind: 'drop-after' })
      await expect(rawBook()).rejects.toThrow()
      expect(stored()).toMatchObject({ status: 'booked' })
      expect(connection().sim.inspect().requests.at(-1)).toMatchObject({
        method: 'POST',
        body: expect.stringContaining(offer.id ?? '-'),
      })
      expect(connection().sim.inspect().requests.at(-1)).not.toHaveProperty('status')
    })

    it.each([401, 403, 409, 410, 412, 422, 429, 500, 503])('answers %i and does nothing', async (status) => {
      connection().sim.fault({ on: 'book', kind: 'status', status, retryAfterSeconds: 7 })
      const answer = await book()
      expect([answer.status, answer.headers.get('retry-after'), answer.resource.resourceType]).toEqual([
        status,
        '7',
        'OperationOutcome',
      ])
      expect(stored()).toBeUndefined()
    })

    it('can do its work and yet answer an error', async () => {
      connection().sim.fault({ on: 'book', kind: 'status', status: 500, commits: true })
      expect((await book()).status).toBe(500)
      expect(stored()).toMatchObject({ status: 'booked' })
    })

    it.each([
      ['html', /^<!doctype html>/],
      ['broken-json', /^\{"resourceType":"Bundle"/],
      ['empty', /^$/],
      ['other-resource', /"Basic"/],
    ] as const)('answers %s', async (kind, expected) => {
      connection().sim.fault({ on: 'book', kind })
      expect(await (await rawBook()).text()).toMatch(expected)
      expect(stored()).toBeUndefined()
    })

    it.each(['proposed', 'cancelled'] as const)('answers a booking as %s and books nothing', async (status) => {
      connection().sim.fault({ on: 'book', kind: 'wrong-status', status })
      expect(appointmentOf(await book()).status).toBe(status)
      expect(stored()).toBeUndefined()
    })

    it('answers a cancellation with the appointment still booked', async () => {
      const booked = appointmentOf(await book())
      connection().sim.fault({ on: 'cancel', kind: 'wrong-status', status: 'booked' })
      const url = 'https://profiles.ihe.net/ITI/Scheduling/StructureDefinition/extension-status-reason'
      const sent: Appointment = { ...booked, status: 'cancelled', extension: [{ url, valueCodeableConcept: { text: 'Ill' } }] }
      expect(appointmentOf(await client.operation('$book', [{ name: 'appointment-resource', resource: sent }]))).toEqual(booked)
      expect(stored()).toEqual(booked)
    })

    it.each<[FaultEffect, string]>([
      [{ kind: 'bare' }, 'Appointment'],
      [{ kind: 'parameters' }, 'Parameters'],
      [{ kind: 'created' }, 'Bundle'],
      [{ kind: 'no-total' }, 'Bundle'],
      [{ kind: 'transaction-response' }, 'Bundle'],
      [{ kind: 'extra-slot' }, 'Bundle'],
      [{ kind: 'extra-issue', severity: 'error' }, 'Bundle'],
      [{ kind: 'notice-only' }, 'Bundle'],
    ])('does its work and answers in another form: %j', async (effect, expected) => {
      connection().sim.fault({ on: 'book', ...effect })
      const answer = await book()
      expect([answer.status, answer.resource.resourceType]).toEqual([effect.kind === 'created' ? 201 : 200, expected])
      expect(stored()).toMatchObject({ status: 'booked' })
    })

    it('leads the next page to itself', async () => {
      connection().sim.fault({ on: 'find', kind: 'loop' })
      connection().sim.fault({ on: 'find-page', kind: 'loop', times: 'always' })
      const nextOf = (answer: Answer): string => bundleOf(answer).link?.find(({ relation }) => relation === 'next')?.url ?? ''
      const second = nextOf(await client.operation('$find', cardiology))
      expect(nextOf(await client.get(second))).toBe(second)
    })

    it('strikes from the nth request on, as often as it should', async () => {
      connection().sim.fault({ on: 'find', kind: 'status', status: 503, nth: 2, times: 2 })
      const statuses = []
      for (let count = 0; count < 4; count += 1) statuses.push((await client.operation('$find', cardiology)).status)
      expect(statuses).toEqual([200, 503, 503, 200])
    })

    it('lets somebody else take the time, held or not', async () => {
      await client.operation('$hold', [referenceTo(offer)])
      connection().sim.useScenario('time-just-gone')
      expect(refusalOf(await book())).toEqual({ status: 410, issues: ['fatal not-found'] })
      const next = first(await client.offers())
      expect(next.start === offer.start && next.participant[0]?.actor?.reference === offer.participant[0]?.actor?.reference).toBe(
        false,
      )
      offer = next
      expect(appointmentOf(await book()).status).toBe('booked')
    })

    it('keeps a booking as a request that awaits confirmation', async () => {
      connection().sim.useScenario('awaiting-confirmation')
      expect(appointmentOf(await book()).status).toBe('pending')
      connection().advance(3_600_000)
      expect((await client.get(`Appointment/${offer.id ?? ''}`)).resource).toMatchObject({ status: 'pending' })
    })

    it.each([
      ['refuses-booking', 200, ['error business-rule']],
      ['forbidden', 403, ['error forbidden']],
      ['server-down', 503, ['error transient']],
      ['session-expires', 401, ['error login']],
    ] as const)('books nothing in the scenario %s', async (name, status, issues) => {
      connection().sim.useScenario(name)
      expect(refusalOf(await book())).toEqual({ status, issues })
      expect(stored()).toBeUndefined()
    })

    it('answers in pages of five', async () => {
      connection().sim.useScenario('many-pages')
      expect(appointmentsOf(await client.find())).toHaveLength(5)
    })

    it('has a sentence for every scenario, and goes back to the usual one', async () => {
      for (const { name, sentence } of scenarios)
        expect([isScenarioName(name), sentence]).toEqual([true, expect.stringMatching(/\.$/)])
      connection().sim.useScenario('garbage')
      connection().sim.reset()
      expect((await client.offers()).length).toBeGreaterThan(0)
    })

    it('takes up again what it saved', async () => {
      const { sim } = connection()
      sim.useScenario('time-just-gone')
      sim.fault({ on: 'find', kind: 'empty', nth: 3 })
      sim.useScenario('many-pages')
      await book()
      const saved: unknown = JSON.parse(JSON.stringify(sim.save()))
      sim.reset()
      expect(stored()).toBeUndefined()
      sim.restore(saved)
      expect(stored()).toMatchObject({ status: 'booked' })
      expect(sim.save()).toEqual(saved)
    })
  })
}
