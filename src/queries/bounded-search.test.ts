import { QueryClient } from '@tanstack/react-query'
import { describe, expect, test } from 'vitest'
import { largestAnswer } from '../fhir/http/answer-text.ts'
import type { Transport } from '../fhir/http/transport.ts'
import { ProtocolError } from '../scheduling/failure.ts'
import { searchCap } from '../scheduling/paging.ts'
import { searchAppointments } from '../scheduling/search-appointments.ts'
import { searchResources } from '../scheduling/search-resources.ts'
import { nowInstant, offer, serverWith } from '../scheduling/testing/intents.ts'
import { offersQuery } from './offers.ts'

/** Each page has a size that is allowed, and links to another one; together they would fill the memory. */

const pageSize = largestAnswer - 1024 * 1024
const padding = ' '.repeat(pageSize)

function endless() {
  const asked: string[] = []
  const transport: Transport = async ({ url }) => {
    asked.push(url)
    const next = `https://clinic.example.org/fhir/Appointment?page=${asked.length + 1}`
    const entry = [{ resource: { ...offer, id: `p-${asked.length}` } }]
    return new Response(padding + JSON.stringify({ resourceType: 'Bundle', type: 'searchset', link: [{ relation: 'next', url: next }], entry }))
  }
  return { asked, server: { ...serverWith(transport), postSearch: false } }
}

const tooMuch = { kind: 'unsafe-link', issues: [{ text: 'The pages are larger, all together, than can be right.' }] }
const failureOf = async (search: Promise<unknown>) => {
  const error: unknown = await search.catch((thrown: unknown) => thrown)
  return error instanceof ProtocolError ? error.failure : error
}
/** The page that goes beyond `searchCap` is the last one. */
const mostPages = Math.ceil(searchCap / pageSize)

describe('a search ends when it has brought in more than can be right, and says so:', () => {
  test('for appointments', async () => {
    const { server, asked } = endless()
    expect(await failureOf(searchAppointments(server, {}))).toMatchObject(tooMuch)
    expect(asked).toHaveLength(mostPages)
  })

  test('for other resources', async () => {
    const { server, asked } = endless()
    expect(await failureOf(searchResources(server, 'Patient', {}, 1000))).toMatchObject(tooMuch)
    expect(asked).toHaveLength(mostPages)
  })

  test('for offers, and those that came before stay', async () => {
    const { server, asked } = endless()
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    const criteria = { start: new Date(nowInstant).toISOString(), end: '2026-11-30T00:00:00Z' }
    const query = offersQuery({ server }, criteria, 1)
    const { pages } = await client.infiniteQuery({ ...query, pages: mostPages, select: (data) => data })
    expect(pages.flatMap(({ appointments }) => appointments)).toHaveLength(mostPages)
    expect(await failureOf(client.infiniteQuery({ ...query, pages: mostPages + 1, staleTime: 0 }))).toMatchObject(tooMuch)
    expect(asked).toHaveLength(2 * mostPages)
    expect(client.getQueryData(query.queryKey)?.pages).toHaveLength(mostPages)
  })
})
