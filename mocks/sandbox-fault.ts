import * as z from 'zod/mini'
import type { Fault } from './faults.ts'

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
] as const

const positive = z.number().check(z.positive())
const when = {
  on: z.enum(targets),
  nth: z.exactOptional(positive),
  times: z.exactOptional(z.union([positive, z.literal('always')])),
}
const commits = z.exactOptional(z.boolean())
const refusalCode = z.enum(['business-rule', 'not-found', 'conflict', 'processing'])

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...when, kind: z.enum(plainKinds) }),
  z.strictObject({
    ...when,
    kind: z.literal('refuse'),
    code: z.exactOptional(refusalCode),
    diagnostics: z.exactOptional(z.string()),
  }),
  z.strictObject({ ...when, kind: z.literal('delay'), milliseconds: positive }),
  z.strictObject({
    ...when,
    kind: z.literal('status'),
    status: z.int().check(z.gte(200), z.lte(599)),
    retryAfterSeconds: z.exactOptional(z.number()),
    commits,
  }),
  z.strictObject({ ...when, kind: z.enum(['html', 'broken-json', 'empty', 'other-resource']), commits }),
  z.strictObject({ ...when, kind: z.literal('wrong-status'), status: z.enum(statuses) }),
  z.strictObject({ ...when, kind: z.literal('extra-issue'), severity: z.enum(['fatal', 'error', 'warning', 'information']) }),
])

/** The fault that a test described as JSON; throws when it isn't one. */
export function parseFault(body: unknown): Fault {
  return faultSchema.parse(body)
}
