import * as v from 'valibot'
import type { Fault } from '../faults/faults.ts'

const targets = [
  'find',
  'find-page',
  'hold',
  'book',
  'book-new',
  'modify',
  'cancel',
  'search',
  'read',
  'metadata',
  'write',
  'scheduling',
  'any',
] as const

const statuses = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
  'checked-in',
  'waitlist',
] as const

const plainKinds = [
  'drop-before',
  'drop-after',
  'taken',
  'loop',
  'foreign-next',
  'bare',
  'parameters',
  'created',
  'no-total',
  'transaction-response',
  'extra-slot',
  'notice-only',
  'another-patient',
  'hostile',
] as const

const positive = v.pipe(v.number(), v.gtValue(0))
const when = {
  on: v.picklist(targets),
  nth: v.exactOptional(positive),
  times: v.exactOptional(v.union([positive, v.literal('always')])),
}
const commits = v.exactOptional(v.boolean())
const refusalCode = v.picklist(['business-rule', 'not-found', 'conflict', 'processing'])

const faultSchema = v.variant('kind', [
  v.strictObject({ ...when, kind: v.picklist(plainKinds) }),
  v.strictObject({
    ...when,
    kind: v.literal('refuse'),
    code: v.exactOptional(refusalCode),
    diagnostics: v.exactOptional(v.string()),
  }),
  v.strictObject({ ...when, kind: v.picklist(['delay', 'delay-answer']), milliseconds: positive }),
  v.strictObject({
    ...when,
    kind: v.literal('status'),
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    retryAfterSeconds: v.exactOptional(v.number()),
    commits,
  }),
  v.strictObject({ ...when, kind: v.picklist(['html', 'broken-json', 'empty', 'other-resource']), commits }),
  v.strictObject({ ...when, kind: v.literal('wrong-status'), status: v.picklist(statuses) }),
  v.strictObject({ ...when, kind: v.literal('extra-issue'), severity: v.picklist(['fatal', 'error', 'warning', 'information']) }),
])

/** Reads a fault that a test sent as JSON; throws when it isn't one. */
export function parseFault(body: unknown): Fault {
  return v.parse(faultSchema, body)
}
