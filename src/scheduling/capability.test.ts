import { describe, expect, test } from 'vitest'
import { readCapability } from './capability.ts'
import { ProtocolError } from './failure.ts'
import { readCapabilityStatement } from './read-capability-statement.ts'
import { fhirAnswer, stubServer } from './testing/http-exchange.ts'
import { ok } from './testing/outcome-of.ts'
import { serverWith } from './testing/intents.ts'

const canonical = 'https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/appointment-'

/** The statement as a server sends it, with these operations on Appointment. */
async function capabilityOf(rest: string) {
  const { transport } = stubServer(ok(`{"resourceType":"CapabilityStatement","status":"active","rest":${rest}}`))
  return readCapability(await readCapabilityStatement(serverWith(transport)))
}
const withOperations = (operations: string) =>
  capabilityOf(`[{"mode":"server","resource":[{"type":"Appointment","operation":${operations}}]}]`)

describe('what a server supports', () => {
  test.each([
    ['by name', `{"name":"find","definition":"https://x.org/1"},{"name":"hold","definition":"https://x.org/2"}`],
    [
      'by name with a dollar sign',
      `{"name":"$find","definition":"https://x.org/1"},{"name":"$hold","definition":"https://x.org/2"}`,
    ],
    ['by canonical URL', `{"name":"a","definition":"${canonical}find"},{"name":"b","definition":"${canonical}hold|1.0.1"}`],
    ['by name alone', `{"name":"find"},{"name":"appointment-hold"}`],
  ])('is read %s', async (_how, operations) => {
    expect(await withOperations(`[${operations}]`)).toEqual({
      find: true,
      hold: true,
      book: false,
    })
  })

  test('is read from the system level too', async () => {
    expect(await capabilityOf(`[{"mode":"server","operation":[{"name":"x","definition":"${canonical}book"}]}]`)).toMatchObject({
      book: true,
    })
  })

  test('is not what it does as a client, or for other resources', async () => {
    const hold = `"operation":[{"name":"hold","definition":"${canonical}hold"}]`
    expect(await capabilityOf(`[{"mode":"client","resource":[{"type":"Appointment",${hold}}]}]`)).toMatchObject({
      hold: false,
    })
    expect(await capabilityOf(`[{"mode":"server","resource":[{"type":"Slot",${hold}}]}]`)).toMatchObject({ hold: false })
  })

  test('is not guessed from names that only look alike', async () => {
    expect(await withOperations(`[{"name":"find-all","definition":"${canonical}finder"},{"name":"HOLD"}]`)).toMatchObject({
      find: false,
      hold: false,
    })
  })

  test('may stay unsaid', async () => {
    expect(await capabilityOf('[]')).toEqual({
      find: false,
      hold: false,
      book: false,
    })
  })
})

test.each([
  ['another resource', ok('{"resourceType":"Bundle"}'), { kind: 'no-answer', doubt: 'unexpected-content' }],
  [
    'parts of the wrong shape',
    ok('{"resourceType":"CapabilityStatement","rest":{"resource":1}}'),
    { kind: 'no-answer', doubt: 'unexpected-content' },
  ],
  ['HTML', 'HTTP/1.1 200 OK\n\n<html>', { kind: 'no-answer', doubt: 'html' }],
  ['404', fhirAnswer('404 Not Found', ''), { kind: 'not-found' }],
])('metadata answered with %s is a failure', async (_what, answer, failure) => {
  const { transport, sent } = stubServer(answer)
  const error: unknown = await readCapabilityStatement(serverWith(transport)).catch((thrown: unknown) => thrown)
  expect(error instanceof ProtocolError && error.failure).toMatchObject(failure)
  expect(sent.map(({ line }) => line)).toEqual(['GET https://clinic.example.org/fhir/metadata'])
})
