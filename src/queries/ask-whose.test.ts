import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { Appointment } from '../fhir/types.ts'
import { offer, patient, serverWith } from '../scheduling/testing/intents.ts'
import { searchset } from '../scheduling/testing/outcome-of.ts'
import { askWhose } from './ask-whose.ts'

/** A server with records of its own that shows none of them: only its lists can tell whose an appointment is. */

const of = (id: string, who: string): Appointment => ({
  ...offer,
  id,
  status: 'booked',
  participant: [{ actor: { reference: `Patient/${who}` }, status: 'accepted' }],
})
const opened = of('a-1', 'k-7')

async function asked(listed: readonly Appointment[]) {
  const texts = listed.map((one) => JSON.stringify(one))
  const transport = async ({ url }: Request) =>
    url.includes('/Patient/') ? new Response('', { status: 403 }) : new Response(searchset(...texts))
  const server = serverWith(transport, { sharesPatients: false })
  return askWhose(opened, { ...patient, id: 'romero' }, { server, queryClient: new QueryClient() })
}

test.each([
  ['it lists it for the patient', 'ours', [opened, of('a-2', 'k-7')]],
  ['it does not list it', 'unsaid', [of('a-2', 'k-7')]],
  ['it lists it among those of several people: it has not looked for the patient', 'unsaid', [opened, of('a-2', 'k-8')]],
] as const)('where %s: %s', async (_where, expected, listed) => {
  expect(await asked(listed)).toBe(expected)
})
