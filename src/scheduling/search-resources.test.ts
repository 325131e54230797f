import { describe, expect, test } from 'vitest'
import { ProtocolError } from './failure.ts'
import { readResource, searchResources } from './search-resources.ts'
import { fhirAnswer, stubServer } from './testing/http-exchange.ts'
import { serverWith } from './testing/intents.ts'
import { appointmentText, ok, searchset } from './testing/outcome-of.ts'

const failureOf = async (page: Promise<unknown>) => {
  const error: unknown = await page.catch((thrown: unknown) => thrown)
  return error instanceof ProtocolError ? error.failure : error
}

describe('reading an Appointment', () => {
  const read = (answer: string, id = 'a-7') => readResource(serverWith(stubServer(answer).transport), 'Appointment', id)
  const text = appointmentText({ id: 'a-7', status: 'booked', start: '2026-11-24T14:20:00-06:00' })

  test('asks by GET, past every cache, and gives it as it stands', async () => {
    let asked: Request | undefined
    const server = serverWith(async (request) => {
      asked = request
      return new Response(text)
    })
    expect(await readResource(server, 'Appointment', 'a-7')).toEqual(JSON.parse(text))
    expect([asked?.method, asked?.url, asked?.cache]).toEqual([
      'GET',
      'https://clinic.example.org/fhir/Appointment/a-7',
      'no-store',
    ])
  })

  test('keeps what it does not know of', async () => {
    const rich = text.replace('"status":', '"slot":[{"reference":"Slot/1"}],"_comment":{"id":"x"},"status":')
    expect(await read(ok(rich))).toEqual(JSON.parse(rich))
  })

  test.each([
    ['that does not say which', text.replace('"id":"a-7",', '')],
    ['with another resource', '{"resourceType":"Patient","id":"a-7"}'],
    ['with a Bundle', searchset(text)],
    ['with parts of the wrong shape', text.replace('"booked"', '7')],
  ])('is not answered by an answer %s', async (_what, body) => {
    expect(await failureOf(read(ok(body)))).toEqual({ kind: 'no-answer', doubt: 'unexpected-content', issues: [] })
  })

  test('is refused when the answer is about another Appointment than the one asked for', async () => {
    expect(await failureOf(read(ok(text.replace('a-7', 'a-8'))))).toEqual({ kind: 'no-answer', doubt: 'another-subject', issues: [] })
  })

  test('that is not there, or may not be seen, says so', async () => {
    expect(await failureOf(read(fhirAnswer('404 Not Found', '')))).toEqual({ kind: 'not-found', issues: [] })
    expect(await failureOf(read(fhirAnswer('403 Forbidden', '')))).toEqual({ kind: 'forbidden', issues: [] })
  })

  test.each(['', '.', '..', '\ud800'])('by an id that cannot be one (%j) is not found, without a request', async (id) => {
    const { transport, sent } = stubServer()
    expect(await failureOf(readResource(serverWith(transport), 'Appointment', id))).toEqual({ kind: 'not-found', issues: [] })
    expect(sent).toEqual([])
  })

  test('keeps an id with a question mark or a space inside its segment', async () => {
    const { transport, sent } = stubServer(fhirAnswer('404 Not Found', ''))
    await failureOf(readResource(serverWith(transport), 'Appointment', 'slot_1?y z'))
    expect(sent[0]?.line).toBe('GET https://clinic.example.org/fhir/Appointment/slot_1%3Fy%20z')
  })

  test.each(['../Patient/p2', 'a\\b', 'a'.repeat(513)])('is not tried for what can be nobody’s id: %s', async (id) => {
    const { transport, sent } = stubServer(fhirAnswer('404 Not Found', ''))
    expect(await failureOf(readResource(serverWith(transport), 'Appointment', id))).toEqual({ kind: 'not-found', issues: [] })
    expect(sent).toEqual([])
  })
})

describe('searching resources', () => {
  const person = (id: string) => `{"resourceType":"Practitioner","id":"${id}","name":[{"family":"Brandt"}]}`
  const withNext = (body: string, url: string) =>
    ok(body.replace('"type":', `"link":[{"relation":"next","url":"${url}"}],"type":`))

  test('goes page after page until there are enough, and passes over what is of another type', async () => {
    const { transport, sent } = stubServer(
      withNext(searchset(person('a'), '{"resourceType":"Location","id":"l"}'), '?page=2'),
      withNext(searchset(person('b'), person('c')), '?page=3'),
    )
    const found = await searchResources(serverWith(transport), 'Practitioner', { name: 'Brandt & Söhne' }, 2)
    expect(found.resources.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(found.more).toBe(true)
    expect(sent.map(({ line, body }) => `${line} ${body}`.trim())).toEqual([
      'POST https://clinic.example.org/fhir/Practitioner/_search name=Brandt+%26+S%C3%B6hne&_count=2',
      'GET https://clinic.example.org/fhir/?page=2',
    ])
  })

  test('falls back to GET, and stays on its server', async () => {
    const { transport, sent } = stubServer(
      fhirAnswer('405 Method Not Allowed', ''),
      withNext(searchset(person('a')), 'https://evil.example.org/'),
    )
    expect(await failureOf(searchResources(serverWith(transport), 'Practitioner', {}, 10))).toMatchObject({ kind: 'unsafe-link' })
    expect(sent[1]?.line).toBe('GET https://clinic.example.org/fhir/Practitioner?_count=10')
  })

  test('says that there are more when the server gave more than were asked for', async () => {
    const { transport } = stubServer(ok(searchset(person('a'), person('b'), person('c'))))
    expect(await searchResources(serverWith(transport), 'Practitioner', {}, 2)).toMatchObject({
      resources: [{ id: 'a' }, { id: 'b' }],
      more: true,
    })
  })

  test('with nothing found is empty', async () => {
    const { transport } = stubServer(ok('{"resourceType":"Bundle","type":"searchset"}'))
    expect(await searchResources(serverWith(transport), 'Practitioner', {}, 10)).toEqual({ resources: [], more: false })
  })
})
