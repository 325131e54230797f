import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entriesOf, nextLinkOf } from '../fhir/bundles.ts'
import { issuesOf, isSerious } from '../fhir/issues.ts'
import { asResource, isRecord } from '../fhir/resources.ts'
import { contentOf } from './answer-content.ts'
import { readPage } from './appointment-page.ts'
import { attempt } from './attempt.ts'
import { readCapability } from './capability.ts'
import { ProtocolError } from './failure.ts'
import { holdExpiry } from './hold-expiry.ts'
import { answerBody, httpHeaders, httpStatus, json } from './testing/arbitrary-answers.ts'
import { everyKind, nowInstant, serverWith } from './testing/intents.ts'

/** Whatever a server answers: it has a class, nothing throws, and no success is made up. */

const classes = ['success', 'pending', 'rejected', 'conflict', 'forbidden', 'session-ended', 'busy', 'unconfirmed', 'unknown']
const answers = fc.record({ status: httpStatus, headers: httpHeaders, body: answerBody })
const responseOf = ({ status, headers, body }: { status: number; headers: [string, string][]; body: string }) =>
  new Response([204, 205, 304].includes(status) ? null : body, { status, headers })

describe.each(everyKind)('whatever is answered to $kind', ({ intent, status: expectedStatus }) => {
  test('it has a class, and only the expected Appointment, without a serious issue, is a success', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        const { outcome, hold } = await attempt(
          serverWith(async () => responseOf(answer)),
          intent,
        )
        expect(classes).toContain(outcome.kind)
        expect(outcome.issues.every((issue) => typeof issue.text === 'string')).toBe(true)
        if (outcome.kind === 'busy') expect(Number.isSafeInteger(outcome.retryAfterSeconds)).toBe(true)
        if (hold) expect(outcome.kind).toBe('success')
        if (outcome.kind !== 'success') return

        expect(answer.status).toBeLessThan(300)
        expect(outcome.appointment.status).toBe(expectedStatus)
        expect(outcome.issues.some(isSerious)).toBe(false)
        // What was shown as done is literally in the answer, and no error is anywhere in it.
        const said = everyObjectIn(JSON.parse(answer.body))
        expect(said).toContainEqual(outcome.appointment)
        expect(
          said
            .filter((part) => part.resourceType === 'OperationOutcome')
            .flatMap(issuesOf)
            .filter(isSerious),
        ).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
})

describe('any JSON', () => {
  test('is read as issues, content, entries, links, resources and expiry without a throw', () => {
    fc.assert(
      fc.property(json, (value) => {
        for (const issue of issuesOf(value)) expect(['fatal', 'error', 'warning', 'information']).toContain(issue.severity)
        expect(contentOf(value).appointments.every((appointment) => typeof appointment.status === 'string')).toBe(true)
        expect(holdExpiry(value, new Headers(), 10, nowInstant).untilInstant).toBeGreaterThan(nowInstant)
        const statement = asResource('CapabilityStatement', value)
        if (statement) expect(typeof readCapability(statement).hold).toBe('boolean')
        if (!isRecord(value)) return
        expect(entriesOf(value).every((entry) => 'resource' in entry)).toBe(true)
        expect(['string', 'undefined']).toContain(typeof nextLinkOf(value))
      }),
      { numRuns: 1000 },
    )
  })

  test('as deep as it may be nested', async () => {
    const depth = 20_000
    const nested = '{"resourceType":"Bundle","entry":[{"resource":'.repeat(depth) + 'null' + '}]}'.repeat(depth)
    for (const { intent } of everyKind) {
      const { outcome } = await attempt(
        serverWith(async () => new Response(nested)),
        intent,
      )
      expect(outcome.kind).toBe('unknown')
    }
  })
})

describe('a page', () => {
  test('is read or refused with a ProtocolError, and with nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        const request = new Request('https://clinic.example.org/fhir/Appointment')
        try {
          const page = await readPage(async () => responseOf(answer), request, nowInstant)
          expect(page.unreadable).toBeGreaterThanOrEqual(0)
          for (const appointment of page.appointments) expect(appointment).toMatchObject({ resourceType: 'Appointment' })
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
        }
      }),
      { numRuns: 400 },
    )
  })
})

function everyObjectIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(everyObjectIn)
  return isRecord(value) ? [value, ...Object.values(value).flatMap(everyObjectIn)] : []
}
