import { describe, expect, test } from 'vitest'
import { attempt } from './attempt.ts'
import { isUncertain } from './outcome.ts'
import { book, everyKind, serverWith } from './testing/intents.ts'
import { fhirAnswer } from './testing/http-exchange.ts'
import { appointmentText, outcomeOf, outcomeText, searchset } from './testing/outcome-of.ts'

/** ITI-116 and ITI-117: what the HTTP status means, or the lack of a readable answer. */

const refusal = outcomeText('error', 'business-rule', 'Not on a Sunday')
const issues = [{ severity: 'error', code: 'business-rule', text: 'Not on a Sunday' }]

describe.each(everyKind)('a request to $kind', ({ intent, id, status, start }) => {
  const expected = appointmentText({ id, status, start })

  test.each([
    ['400 Bad Request', { kind: 'rejected', why: 'invalid' }],
    ['422 Unprocessable Content', { kind: 'rejected', why: 'invalid' }],
    ['401 Unauthorized', { kind: 'session-ended' }],
    ['403 Forbidden', { kind: 'forbidden' }],
    ['404 Not Found', { kind: 'conflict' }],
    ['409 Conflict', { kind: 'conflict' }],
    ['410 Gone', { kind: 'conflict' }],
    ['412 Precondition Failed', { kind: 'conflict' }],
  ])('answered with %s is %o, with or without a readable reason', async (statusLine, outcome) => {
    expect(await outcomeOf(intent, fhirAnswer(statusLine, refusal))).toEqual({ ...outcome, issues })
    expect(await outcomeOf(intent, fhirAnswer(statusLine, searchset(refusal)))).toEqual({ ...outcome, issues })
    expect(await outcomeOf(intent, fhirAnswer(statusLine, ''))).toEqual({ ...outcome, issues: [] })
    expect(await outcomeOf(intent, `HTTP/1.1 ${statusLine}\nContent-Type: text/html\n\n<h1>Sorry</h1>`)).toEqual({
      ...outcome,
      issues: [],
    })
  })

  test.each([
    ['429 Too Many Requests', 'Retry-After: 17', 17],
    ['503 Service Unavailable', 'Retry-After: 120', 120],
    ['503 Service Unavailable', 'Retry-After: 0', 0],
    ['503 Service Unavailable', 'Retry-After: Sun, 22 Nov 2026 18:01:30 GMT', 90],
    ['503 Service Unavailable', 'Retry-After: Sun, 22 Nov 2026 17:00:00 GMT', 0],
    ['429 Too Many Requests', '', 30],
    ['429 Too Many Requests', 'Retry-After: soon', 30],
    ['429 Too Many Requests', `Retry-After: ${'9'.repeat(400)}`, 30],
  ])('answered with %s and "%s" is busy', async (statusLine, header, retryAfterSeconds) => {
    expect(await outcomeOf(intent, fhirAnswer(statusLine, refusal, header))).toEqual({ kind: 'busy', retryAfterSeconds, issues })
  })

  test.each([
    ['500 Internal Server Error', ''],
    ['501 Not Implemented', ''],
    ['502 Bad Gateway', ''],
    ['503 Service Unavailable', ''],
    ['503 Service Unavailable', 'Retry-After: later'],
    ['503 Service Unavailable', 'Retry-After: -1'],
    ['503 Service Unavailable', `Retry-After: ${'9'.repeat(400)}`],
    ['500 Internal Server Error', 'Retry-After: 5'],
  ])('answered with %s and "%s" is unknown, whatever its body says', async (statusLine, header) => {
    const unknown = { kind: 'unknown', doubt: 'server-error' }
    expect(await outcomeOf(intent, fhirAnswer(statusLine, refusal, header))).toEqual({ ...unknown, issues })
    expect(await outcomeOf(intent, fhirAnswer(statusLine, '', header))).toEqual({ ...unknown, issues: [] })
    expect(await outcomeOf(intent, fhirAnswer(statusLine, searchset(expected), header))).toEqual({ ...unknown, issues: [] })
  })

  test.each(['504 Gateway Timeout', '408 Request Timeout'])(
    'answered with %s may still be worked on: it is like no answer in time',
    async (statusLine) => {
      expect(await outcomeOf(intent, fhirAnswer(statusLine, refusal))).toEqual({ kind: 'unknown', doubt: 'timeout', issues })
    },
  )

  test.each([
    ['an empty body', fhirAnswer('200 OK', ''), 'empty'],
    ['nothing but spaces', fhirAnswer('200 OK', ' \n '), 'empty'],
    ['204', fhirAnswer('204 No Content', ''), 'empty'],
    ['HTML', 'HTTP/1.1 200 OK\nContent-Type: text/html\n\n<!doctype html><title>Log in</title>', 'html'],
    ['JSON that breaks off', fhirAnswer('200 OK', searchset(expected).slice(0, -3)), 'broken-json'],
    ['JSON with something behind it', fhirAnswer('200 OK', `${searchset(expected)}x`), 'broken-json'],
    ['a list', fhirAnswer('200 OK', `[${expected}]`), 'unexpected-content'],
    ['null', fhirAnswer('200 OK', 'null'), 'unexpected-content'],
    ['a number', fhirAnswer('200 OK', '200'), 'unexpected-content'],
    ['another resource type', fhirAnswer('200 OK', '{"resourceType":"Patient","id":"romero"}'), 'unexpected-content'],
    [
      'another resource type in a Bundle',
      fhirAnswer('200 OK', searchset('{"resourceType":"Slot","id":"s"}')),
      'unexpected-content',
    ],
    ['an object of no type', fhirAnswer('200 OK', '{"status":"booked"}'), 'unexpected-content'],
    ['a status that the table does not name', fhirAnswer('405 Method Not Allowed', ''), 'empty'],
    ['that status with a success in its body', fhirAnswer('418 Teapot', searchset(expected, refusal)), 'unexpected-content'],
  ])('answered with %s is unknown', async (_what, answer, doubt) => {
    expect(await outcomeOf(intent, answer)).toMatchObject({ kind: 'unknown', doubt })
  })

  test.each([
    [new DOMException('The operation timed out', 'TimeoutError'), 'timeout'],
    // Chromium reports this when a time limit ends an answer half-way.
    [new DOMException('BodyStreamBuffer was aborted', 'AbortError'), 'timeout'],
    [new TypeError('fetch failed'), 'connection-lost'],
  ])('that fails with %o is unknown', async (error, doubt) => {
    expect(await outcomeOf(intent, error)).toEqual({ kind: 'unknown', doubt, issues: [] })
  })

  test('is never called certain by an answer that leaves it open', async () => {
    expect(isUncertain(await outcomeOf(intent, fhirAnswer('200 OK', '')))).toBe(true)
    expect(isUncertain(await outcomeOf(intent, fhirAnswer('200 OK', searchset())))).toBe(true)
    expect(isUncertain(await outcomeOf(intent, fhirAnswer('200 OK', searchset(expected))))).toBe(false)
  })
})

test('a connection that breaks while the body is read is lost, even when the status was 200', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
  const { outcome } = await attempt(
    serverWith(async () => new Response(body)),
    book,
  )
  expect(outcome).toEqual({ kind: 'unknown', doubt: 'connection-lost', issues: [] })
})
