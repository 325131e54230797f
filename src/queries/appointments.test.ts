import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { redacted } from '../fhir/text/redactor.ts'
import type { Appointment } from '../fhir/types.ts'
import { offer, serverWith } from '../scheduling/testing/intents.ts'
import { searchset } from '../scheduling/testing/outcome-of.ts'
import { appointmentQuery, appointmentsQuery } from './appointments.ts'

const of = (id: string, display: string): Appointment => ({
  ...offer,
  id,
  status: 'booked',
  participant: [{ actor: { reference: `Patient/${id}`, display }, status: 'accepted' }],
})

test('who is named in a list or an appointment is named in no report', async () => {
  const client = new QueryClient()
  const listed = [of('a-1', 'Bo Lindqvist'), of('a-2', 'Ng Thi')].map((one) => JSON.stringify(one))
  await client.query(appointmentsQuery({ server: serverWith(async () => new Response(searchset(...listed))) }, {}))
  const read = JSON.stringify(of('a-3', 'Yıldız Özgür'))
  await client.query(appointmentQuery({ server: serverWith(async () => new Response(read)) }, 'a-3'))
  expect(redacted('LINDQVIST and Ng and YILDIZ')).toBe('[name] and [name] and [name]')
})
