import fc from 'fast-check'
import { appointmentText, outcomeText, searchset } from './outcome-of.ts'

/** Names that mean something to JavaScript, to FHIR, or to both. */
const key = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'resourceType',
      'entry',
      'resource',
      'issue',
      'severity',
      'parameter',
      'name',
      'link',
      'extension',
      'url',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
)
const leaf = fc.oneof(
  fc.constantFrom(
    'Bundle',
    'Appointment',
    'OperationOutcome',
    'Parameters',
    'return',
    'booked',
    'cancelled',
    'error',
    'next',
    '__proto__',
    'CapabilityStatement',
  ),
  fc.string({ maxLength: 12 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)

/** JSON of any shape, in which FHIR's words are likely. */
export const json: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map((pairs) => parsedObject(pairs)),
  ),
})).value

/** Parses text, so that `__proto__` is a property like any other, as in a server's JSON. */
function parsedObject(pairs: [string, unknown][]): unknown {
  return JSON.parse(`{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`)
}

const start = fc.constantFrom('2026-11-24T14:20:00-06:00', '2026-11-24T20:20:00Z', '2026-11-25T09:00:00-06:00', '2026-11-24')
const resource = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record(
        {
          id: fc.constantFrom('p-1', 'a-7', 'a-8'),
          status: fc.constantFrom('proposed', 'pending', 'booked', 'cancelled', 'noshow', '__proto__'),
          start,
          patient: fc.constantFrom('Patient/romero', 'Patient/romano', 'urn:uuid:1', 'Patient/'),
        },
        { requiredKeys: ['status'] },
      )
      .map(appointmentText),
  },
  fc
    .tuple(fc.constantFrom('fatal', 'error', 'warning', 'information', 'ERROR'), fc.constantFrom('conflict', 'not-found'))
    .map(([severity, code]) => outcomeText(severity, code, 'So it is')),
  fc.constantFrom('{"resourceType":"Slot","id":"s"}', '{"resourceType":"OperationOutcome"}', 'null'),
)

/** Answers of a well-meaning server, in each of the forms that servers use. */
const answer = fc
  .tuple(fc.array(resource, { maxLength: 3 }), fc.constantFrom('searchset', 'bare', 'return', 'transaction-response', 'nested'))
  .map(([resources, form]) => {
    const parts = resources.map((text) => `{"name":"return","resource":${text}}`).join(',')
    const entries = resources.map((text) => `{"resource":${text},"response":{"status":"200 OK"}}`).join(',')
    if (form === 'bare') return resources[0] ?? '{}'
    if (form === 'return') return `{"resourceType":"Parameters","parameter":[${parts}]}`
    if (form === 'transaction-response') return `{"resourceType":"Bundle","type":"transaction-response","entry":[${entries}]}`
    return form === 'nested' ? searchset(searchset(searchset(...resources)), ...resources) : searchset(...resources)
  })

/** The same with one place garbled. */
const mutated = fc
  .tuple(answer, fc.nat(), fc.constantFrom('', 'null', '"', '}', '[]', '{}', '"__proto__":{"status":"booked"},'))
  .map(([text, at, piece]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + piece + text.slice(place + (at % 3))
  })

export const answerBody: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: answer },
  { weight: 2, arbitrary: mutated },
  { weight: 2, arbitrary: json.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '<html></html>', '\uFEFF{}', '{"resourceType":"Bundle"') },
)

export const httpStatus = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(200, 201) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
)

export const httpHeaders: fc.Arbitrary<[string, string][]> = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constant('retry-after'),
      fc.oneof(fc.stringMatching(/^[ -~]{0,20}$/), fc.nat().map(String), fc.constant('9'.repeat(400))),
    ),
    fc.tuple(
      fc.constant('expires'),
      fc.oneof(fc.stringMatching(/^[ -~]{0,20}$/), fc.constantFrom('0', '-1', '3600', 'Sun, 22 Nov 2026 18:10:00 GMT')),
    ),
    fc.tuple(
      fc.constant('content-type'),
      fc.constantFrom('application/fhir+json', 'text/html', 'application/json; charset=utf-8'),
    ),
  ),
  { maxLength: 3 },
)
