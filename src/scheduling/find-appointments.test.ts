import { describe, expect, test } from 'vitest'
import type { AppointmentPage } from './appointment-page.ts'
import { ProtocolError } from './failure.ts'
import { findFirst, findMore } from './find-appointments.ts'
import { fhirAnswer, stubServer } from './testing/http-exchange.ts'
import { offer, serverWith } from './testing/intents.ts'
import { appointmentText, ok, outcomeText, searchset } from './testing/outcome-of.ts'

const window = { start: '2026-11-23T00:00:00-06:00', end: '2026-12-05T00:00:00-06:00', count: 2 }
const offerText = (id: string, start = offer.start) => appointmentText({ id, status: 'proposed', start })
const ids = (page: AppointmentPage) => page.appointments.map((appointment) => appointment.id)
const find = (answer: string | Error) => findFirst(serverWith(stubServer(answer).transport), window)
const failureOf = async (page: Promise<unknown>) => {
  const error: unknown = await page.catch((thrown: unknown) => thrown)
  return error instanceof ProtocolError ? error.failure : error
}
const notice = { severity: 'warning', code: 'not-supported', text: 'Location was ignored' }
const noticeText = outcomeText('warning', 'not-supported', 'Location was ignored')

describe('the offers of $find (ITI-115)', () => {
  test('come with what the server remarked, the Locations it added and its link to more', async () => {
    const location = '{"resourceType":"Location","id":"harbour","name":"Harbour Clinic"}'
    const body = searchset(offerText('p-1'), noticeText, location).replace(
      '"total":3',
      '"total":3,"link":[{"relation":"self","url":"x"},{"relation":"next","url":"/fhir?page=2"}]',
    )
    expect(await find(ok(body))).toEqual({
      appointments: [JSON.parse(offerText('p-1'))],
      locations: [JSON.parse(location)],
      notices: [notice],
      unreadable: 0,
      ofOthers: 0,
      past: 0,
      characters: expect.any(Number),
      nextLink: '/fhir?page=2',
      selfLink: 'x',
    })
  })

  test.each([
    ['no entry', '{"resourceType":"Bundle","type":"searchset","total":0}'],
    ['an entry that is no list', '{"resourceType":"Bundle","type":"searchset","total":7,"entry":"none"}'],
    ['nothing but a remark', searchset(noticeText)],
  ])('are none with %s', async (_what, body) => {
    expect(await find(ok(body))).toMatchObject({ appointments: [], unreadable: 0 })
  })

  test('are told apart from what cannot be offered, which is counted', async () => {
    const body = searchset(
      offerText('p-1'),
      appointmentText({ id: 'booked', status: 'booked', start: offer.start }),
      appointmentText({ id: 'no-time', status: 'proposed' }),
      offerText('no-offset', '2026-11-24T14:20:00'),
      offerText('backwards').replace(/"end":"[^"]*"/, '"end":"2026-11-24T14:00:00-06:00"'),
      '{"resourceType":"Appointment","id":"no-status"}',
    )
    const page = await find(ok(body))
    expect(ids(page)).toEqual(['p-1'])
    expect(page.unreadable).toBe(5)
  })

  test('that are over, or further away than a date can say, are left out and counted', async () => {
    const body = searchset(
      offerText('yesterday', '2026-11-21T14:20:00-06:00'),
      offerText('year-0', '0000-01-01T00:00:00Z'),
      offerText('begun', '2026-11-22T11:50:00-06:00'),
      offerText('p-1'),
      offerText('year-9999', '9999-12-31T23:30:00Z'),
    )
    const page = await find(ok(body))
    expect(ids(page)).toEqual(['begun', 'p-1'])
    expect(page).toMatchObject({ past: 2, unreadable: 1 })
  })

  test('stand beside an error without being lost', async () => {
    const page = await find(ok(searchset(offerText('p-1'), outcomeText('error', 'processing', 'Riverside is down'))))
    expect(ids(page)).toEqual(['p-1'])
    expect(page.notices).toEqual([{ severity: 'error', code: 'processing', text: 'Riverside is down' }])
  })

  test('are refused by errors alone, each of which is passed on', async () => {
    const refusal = outcomeText('error', 'too-long', 'At most 92 days')
    const issues = [{ severity: 'error', code: 'too-long', text: 'At most 92 days' }]
    expect(await failureOf(find(ok(searchset(refusal))))).toEqual({ kind: 'refused', status: 200, issues })
    expect(await failureOf(find(ok(refusal)))).toEqual({ kind: 'refused', status: 200, issues })
    expect(await failureOf(find(fhirAnswer('400 Bad Request', refusal)))).toEqual({ kind: 'refused', status: 400, issues })
    expect(await failureOf(find(fhirAnswer('422 Unprocessable Content', refusal)))).toEqual({
      kind: 'refused',
      status: 422,
      issues,
    })
  })

  test('cannot be had from anything else, and the failure says why', async () => {
    const issues: unknown[] = []
    expect(await failureOf(find(fhirAnswer('401 Unauthorized', '')))).toEqual({ kind: 'session-ended', issues })
    expect(await failureOf(find(fhirAnswer('403 Forbidden', '')))).toEqual({ kind: 'forbidden', issues })
    expect(await failureOf(find(fhirAnswer('404 Not Found', '')))).toEqual({ kind: 'not-found', issues })
    expect(await failureOf(find(fhirAnswer('410 Gone', '')))).toEqual({ kind: 'not-found', issues })
    expect(await failureOf(find(fhirAnswer('429 Too Many Requests', '', 'Retry-After: 9')))).toEqual({
      kind: 'busy',
      retryAfterSeconds: 9,
      issues,
    })
    expect(await failureOf(find(fhirAnswer('503 Service Unavailable', '')))).toEqual({ kind: 'busy', issues })
    expect(await failureOf(find(fhirAnswer('500 Oops', '')))).toEqual({
      kind: 'no-answer',
      doubt: 'server-error',
      status: 500,
      issues,
    })
    expect(await failureOf(find(fhirAnswer('305 Use Proxy', '')))).toEqual({ kind: 'refused', status: 305, issues })
    expect(await failureOf(find(ok('')))).toEqual({ kind: 'no-answer', doubt: 'empty', status: 200, issues })
    expect(await failureOf(find(ok('<html>')))).toEqual({ kind: 'no-answer', doubt: 'html', status: 200, issues })
    expect(await failureOf(find(ok('[]')))).toEqual({ kind: 'no-answer', doubt: 'unexpected-content', status: 200, issues })
    expect(await failureOf(find(ok(noticeText)))).toEqual({ kind: 'no-answer', doubt: 'unexpected-content', issues: [notice] })
    expect(await failureOf(find(new DOMException('late', 'TimeoutError')))).toEqual({
      kind: 'no-answer',
      doubt: 'timeout',
      issues,
    })
  })
})

describe('offers that name another patient than the one asked for', () => {
  const body = searchset(
    appointmentText({ id: 'p-1', status: 'proposed', start: offer.start, patient: 'Patient/romero' }),
    appointmentText({ id: 'p-2', status: 'proposed', start: offer.start, patient: 'Patient/romano' }),
    offerText('p-3'),
  )
  const asked = { ...window, patient: [{ reference: 'Patient/romero', display: 'Ida Romero' }] }

  test('are refused and counted, on the first page and on those that follow', async () => {
    const { transport } = stubServer(ok(body), ok(body))
    const first = await findFirst(serverWith(transport), asked)
    const second = await findMore(serverWith(transport), asked, '?page=2', new Set())
    for (const page of [first, second]) expect({ ids: ids(page), ofOthers: page.ofOthers }).toEqual({ ids: ['p-1', 'p-3'], ofOthers: 1 })
  })

  test('can’t be told where nobody was asked for', async () => {
    expect(await find(ok(body))).toMatchObject({ appointments: { length: 3 }, ofOthers: 0 })
  })
})

describe('thousands of offers in one answer', () => {
  const startAt = (minute: number) => new Date(Date.parse('2026-11-24T14:00:00Z') + minute * 60_000).toISOString()
  /** The latest first, as a server may answer. */
  const many = Array.from({ length: 1_200 }, (_, index) => offerText(`p-${1_200 - index}`, startAt(1_200 - index)))

  test('are looked at from the earliest on: first some, then the rest, from which the list goes on', async () => {
    const body = searchset(noticeText, ...many, '{"resourceType":"Appointment"}').replace('"total":', '"link":[{"relation":"next","url":"?page=2"}],"total":')
    const first = await find(ok(body))
    expect(ids(first).toSorted()).toEqual(Array.from({ length: 200 }, (_, index) => `p-${index + 1}`).toSorted())
    expect(first).toMatchObject({ notices: [notice], unreadable: 1 })
    expect(first.nextLink).toBeUndefined()
    const rest = first.rest?.() ?? expect.fail('there are more')
    expect(ids(rest)).toEqual(Array.from({ length: 1_000 }, (_, index) => `p-${1_200 - index}`))
    expect(rest).toMatchObject({ notices: [], unreadable: 0, nextLink: '?page=2' })
    expect(rest.rest).toBeUndefined()
  })

  test('are no refusal, whatever else the server says', async () => {
    const together = many.map((_, index) => offerText(`p-${index}`, startAt(0)))
    expect((await find(ok(searchset(outcomeText('error', 'processing', 'Riverside is down'), ...together)))).appointments).toHaveLength(1_200)
  })
})

describe('a further page', () => {
  test('is asked for by GET with the link as it stands, past every cache', async () => {
    let asked: Request | undefined
    const server = serverWith(async (request) => {
      asked = request
      return new Response(searchset(offerText('p-2')))
    })
    const page = await findMore(server, window, 'https://clinic.example.org/fhir/Appointment/$find?token=a+b%20c', new Set())
    expect(ids(page)).toEqual(['p-2'])
    expect(page.url).toBe('https://clinic.example.org/fhir/Appointment/$find?token=a+b%20c')
    expect([asked?.method, asked?.url, asked?.cache]).toEqual(['GET', page.url, 'no-store'])
  })

  test.each([
    ['on another server', 'https://evil.example.org/fhir?page=2'],
    ['that was read before', 'https://clinic.example.org/fhir?page=1'],
  ])('%s is not asked for at all', async (_what, link) => {
    const { transport, sent } = stubServer(ok(searchset()))
    const page = findMore(serverWith(transport), window, link, new Set(['https://clinic.example.org/fhir?page=1']))
    expect(await failureOf(page)).toMatchObject({ kind: 'unsafe-link' })
    expect(sent).toEqual([])
  })
})

test('a search that is given up passes its signal on', async () => {
  const controller = new AbortController()
  const server = serverWith(async (request) => {
    controller.abort()
    request.signal.throwIfAborted()
    return new Response()
  })
  expect(await failureOf(findFirst(server, window, controller.signal))).toEqual({
    kind: 'no-answer',
    doubt: 'aborted',
    issues: [],
  })
})
