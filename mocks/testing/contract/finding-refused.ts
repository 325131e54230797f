import { beforeEach, describe, expect, it } from 'vitest'
import type { ParametersParameter } from '../../../src/fhir/types.ts'
import { cardiology, clientOf, parameters, refusalOf, SNOMED, window, type Client, type Connection } from './client.ts'

/** ITI-115 $find: the requests that are refused. */
export function describeRefusedFinding(connection: () => Connection): void {
  describe('$find with a bad request', () => {
    let client: Client
    beforeEach(() => {
      client = clientOf(connection())
    })

    it.each<[string, readonly ParametersParameter[], string]>([
      ['no end', window().slice(0, 1), 'error required'],
      ['start after end', window('2026-03-12T00:00:00Z', '2026-03-05T00:00:00Z'), 'error value'],
      ['a range of more than 92 days', window('2026-03-05T00:00:00Z', '2026-06-30T00:00:00Z'), 'error too-costly'],
      ['a time without offset', window('2026-03-05T00:00:00', '2026-03-06T00:00:00Z'), 'error value'],
      ['a date without time', window('2026-03-05', '2026-03-06'), 'error value'],
      ['a code without system', [...window(), { name: 'specialty', valueString: '394579002' }], 'error value'],
      [
        'a code with its parameter name',
        [...window(), { name: 'specialty', valueString: `specialty=${SNOMED}|394579002` }],
        'error value',
      ],
      ['an unknown parameter', [...window(), { name: 'urgency', valueString: 'high' }], 'error not-supported'],
      ['a parameter of the wrong type', [...window(), { name: 'reason', valueCode: 'x' }], 'error structure'],
      ['a parameter twice that may come once', [...window(), ...window().slice(0, 1)], 'error structure'],
      [
        'a reference to another server',
        [...window(), { name: 'practitioner', valueReference: { reference: 'https://other.example/fhir/Practitioner/1' } }],
        'error not-supported',
      ],
      [
        'an unknown patient',
        [...window(), { name: 'patient-reference', valueReference: { reference: 'Patient/nobody' } }],
        'error not-found',
      ],
      [
        'an unknown day of the week',
        [...window(), { name: 'timing', valueTiming: { repeat: { dayOfWeek: ['mon'], timeOfDay: ['9:00'] } } }],
        'error value',
      ],
    ])('refuses %s', async (_what, parameter, expected) => {
      expect(refusalOf(await client.operation('$find', parameter))).toEqual({ status: 400, issues: [expected] })
    })

    it('refuses a body that is not FHIR JSON, a _count that is no number, and no body', async () => {
      const body = JSON.stringify(parameters(cardiology))
      expect((await client.post('Appointment/$find', body, { 'content-type': 'application/json' })).status).toBe(415)
      expect((await client.post('Appointment/$find?_count=all', body)).status).toBe(400)
      expect((await client.post('Appointment/$find', '')).status).toBe(400)
      expect((await client.post('Appointment/$find', '{')).status).toBe(400)
      expect((await client.post('Appointment/$find', '{"resourceType":"Bundle"}')).status).toBe(400)
      expect((await client.post('Appointment/$find', '{"resourceType":"Parameters","parameter":[]}')).status).toBe(400)
    })
  })
}
