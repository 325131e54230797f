import { describe, expect, test } from 'vitest'
import { attempt } from './attempt.ts'
import { holdExpiry } from './hold-expiry.ts'
import { book, held, hold, nowInstant, serverWith } from './testing/intents.ts'
import { fhirAnswer, stubServer } from './testing/http-exchange.ts'
import { searchset } from './testing/outcome-of.ts'

/** `nowInstant` is 18:00 UTC. */
const at = (time: string) => Date.parse(`2026-11-22T${time}Z`)
const extension = (value: object, url = 'https://clinic.example.org/StructureDefinition/hold-expiry') => [{ url, ...value }]
const answerWith = (parts: object) => ({ resourceType: 'Bundle', entry: [{ resource: { ...held, ...parts } }] })
const expiryHeader = (value: string) => new Headers({ expires: value })
const ask = (body: unknown, headers = new Headers()) => holdExpiry(body, headers, 10, nowInstant)

const estimate = { untilInstant: at('18:10:00'), source: 'estimate' }
const said = (time: string) => ({ untilInstant: at(time), source: 'server' })

describe('the end of a hold', () => {
  test.each([
    ['valueInstant', { valueInstant: '2026-11-22T18:04:00Z' }],
    ['valueDateTime', { valueDateTime: '2026-11-22T12:04:00-06:00' }],
    ['valuePeriod', { valuePeriod: { end: '2026-11-22T18:04:00Z' } }],
  ])('is read from an extension of the Appointment as %s', (_type, value) => {
    expect(ask(answerWith({ extension: extension(value) }))).toEqual(said('18:04:00'))
  })

  test.each(['https://x.org/expires-at', 'https://x.org/holdUntil', 'urn:hold-end', 'https://x.org/Expiration'])(
    'is known by the URL %s',
    (url) => {
      expect(ask(answerWith({ extension: extension({ valueInstant: '2026-11-22T18:04:00Z' }, url) }))).toEqual(said('18:04:00'))
    },
  )

  test('is read from an extension of the OperationOutcome or of one of its issues', () => {
    const [one] = extension({ valueInstant: '2026-11-22T18:04:00Z' })
    const outcome = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'informational', extension: [one] }],
    }
    expect(ask({ resourceType: 'Bundle', entry: [{ resource: held }, { resource: outcome }] })).toEqual(said('18:04:00'))
    expect(
      ask({ resourceType: 'Bundle', entry: [{ resource: held }, { resource: { ...outcome, issue: [], extension: [one] } }] }),
    ).toEqual(said('18:04:00'))
  })

  test('is read from the Expires header when no extension tells', () => {
    expect(ask(answerWith({}), expiryHeader('Sun, 22 Nov 2026 18:07:00 GMT'))).toEqual(said('18:07:00'))
    const both = answerWith({ extension: extension({ valueInstant: '2026-11-22T18:04:00Z' }) })
    expect(ask(both, expiryHeader('Sun, 22 Nov 2026 18:07:00 GMT'))).toEqual(said('18:04:00'))
  })

  test('is estimated when the server says nothing', () => {
    expect(ask(answerWith({}))).toEqual(estimate)
    expect(ask(undefined)).toEqual(estimate)
  })

  test.each(['0', '-1', '3600', '60', 'never', '2026', 'Sun, 22 Nov 2026 18:07:00', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'is not believed from the header "%s", which says that nothing may be cached',
    (value) => {
      expect(ask(answerWith({}), expiryHeader(value))).toEqual(estimate)
    },
  )

  test('that is past already is not believed, and the next best is', () => {
    const past = answerWith({ extension: extension({ valueInstant: '2026-11-22T17:59:59Z' }) })
    expect(ask(past)).toEqual(estimate)
    expect(ask(past, expiryHeader('Sun, 22 Nov 2026 18:07:00 GMT'))).toEqual(said('18:07:00'))
    expect(ask(answerWith({ extension: extension({ valueInstant: '2026-11-22T18:00:00Z' }) }))).toEqual(estimate)
  })

  test.each([
    ['a time without offset', { valueDateTime: '2026-11-22T18:04:00' }],
    ['a day', { valueDateTime: '2026-11-23' }],
    ['a number of minutes', { valueInteger: 5 }],
  ])('is not read from %s', (_what, value) => {
    expect(ask(answerWith({ extension: extension(value) }))).toEqual(estimate)
  })

  test('is not read from the expiry of something else in the answer', () => {
    const insured = {
      resourceType: 'Patient',
      id: 'romero',
      extension: extension({ valueDateTime: '2028-01-01T00:00:00Z' }, 'urn:insurance-expires'),
    }
    expect(ask({ resourceType: 'Bundle', entry: [{ resource: held }, { resource: insured }] })).toEqual(estimate)
    expect(ask(answerWith({ contained: [insured] }))).toEqual(estimate)
    expect(ask(answerWith({ extension: extension({ valueInstant: '2026-11-22T18:04:00Z' }, 'urn:last-seen') }))).toEqual(estimate)
  })
})

describe('an attempt', () => {
  const pending = searchset(JSON.stringify(held))

  test('to hold comes back with the end of the hold', async () => {
    const { transport } = stubServer(fhirAnswer('200 OK', pending, 'Expires: Sun, 22 Nov 2026 18:05:00 GMT'))
    expect(await attempt(serverWith(transport), hold)).toMatchObject({ outcome: { kind: 'success' }, hold: said('18:05:00') })
  })

  test('that holds nothing has no such end, nor has one to book', async () => {
    const header = 'Expires: Sun, 22 Nov 2026 18:05:00 GMT'
    const refusal = fhirAnswer('404 Not Found', '', header)
    expect(await attempt(serverWith(stubServer(refusal).transport), hold)).toEqual({ outcome: { kind: 'conflict', issues: [] } })
    const answer = fhirAnswer('200 OK', searchset(JSON.stringify({ ...held, status: 'booked' })), header)
    expect(Object.keys(await attempt(serverWith(stubServer(answer).transport), book))).toEqual(['outcome'])
  })

  test('sends its request once, whatever comes of it', async () => {
    for (const answer of [
      fhirAnswer('503 Service Unavailable', '', 'Retry-After: 0'),
      new TypeError('fetch failed'),
      fhirAnswer('200 OK', ''),
    ]) {
      const { transport, sent } = stubServer(answer, fhirAnswer('200 OK', pending))
      await attempt(serverWith(transport), book)
      expect(sent).toHaveLength(1)
    }
  })
})
