import fc from 'fast-check'
import type { AuditFault } from '../../../mocks/audit/audit-faults.ts'
import type { EhrRecordFault } from '../../../mocks/ehr-record/ehr-record.ts'
import type { ClinicFault, ClinicTrouble } from './watched-clinic.ts'
import type { Death } from './killable-page.ts'

/** What the user asks for in one of the tabs. `which` and `offer` are indices into what there is at that time. */
export type Wish =
  | { readonly kind: 'hold'; readonly offer: number; readonly patient: number }
  | { readonly kind: 'book'; readonly offer: number; readonly patient: number; readonly hasId: boolean }
  | { readonly kind: 'book-held' | 'release' }
  | { readonly kind: 'modify'; readonly which: number; readonly offer: number; readonly patient: number }
  | { readonly kind: 'note' | 'cancel'; readonly which: number; readonly patient: number }
  | { readonly kind: 'move'; readonly which: number; readonly offer: number; readonly patient: number }
  | { readonly kind: 'finish' | 'undo' | 'check'; readonly which: number }
  | { readonly kind: 'resume' }

/** One thing that happens to a user's browser with two tabs, to the network, or to one of the servers. */
export type Step =
  /** `isHasty`: the next step doesn't wait until this one has come to rest. */
  | { readonly kind: 'wish'; readonly tab: number; readonly wish: Wish; readonly isHasty: boolean }
  | { readonly kind: 'die'; readonly tab: number; readonly steps: number; readonly death: Death }
  | { readonly kind: 'launch'; readonly tab: number }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'clinic-fault'; readonly fault: ClinicFault }
  | { readonly kind: 'audit-fault'; readonly fault: AuditFault }
  | { readonly kind: 'ehr-fault'; readonly fault: EhrRecordFault }
  /** From here on the audit repository and the EHR take so long for each answer. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection returns, in every tab. */
  | { readonly kind: 'online' }

export interface History {
  readonly steps: readonly Step[]
  /** Whether the Scheduling Server has the EHR's patients. */
  readonly sharesPatients: boolean
}

const is = <const T>(value: T) => fc.constant(value)
const [tab, patient, which, offer] = [fc.nat({ max: 1 }), fc.nat({ max: 1 }), fc.nat({ max: 3 }), fc.nat({ max: 3 })]

const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: is('book'), offer, patient, hasId: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: is('hold'), offer, patient }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('book-held', 'release') }) },
  { weight: 2, arbitrary: fc.record({ kind: is('modify'), which, offer, patient }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('note', 'cancel'), which, patient }) },
  { weight: 3, arbitrary: fc.record({ kind: is('move'), which, offer, patient }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('finish', 'undo', 'check'), which }) },
  { weight: 1, arbitrary: fc.record({ kind: is('resume') }) },
)

/** Troubles last no longer than the recorder expects: a lost connection may deliver within 10 s, a page that gave up within 45 s. */
const anyTrouble: fc.Arbitrary<ClinicTrouble> = fc.oneof(
  fc.record({ kind: is('late'), ms: fc.nat({ max: 9_000 }) }),
  fc.record({ kind: is('stall'), ms: fc.nat({ max: 19_000 }) }),
  fc.record({ kind: is('timeout'), ms: fc.nat({ max: 44_000 }) }),
  fc.record({ kind: fc.constantFrom('drop-before', 'drop-after') }),
  fc.record({ kind: is('status'), status: fc.constantFrom(500, 502, 504), commits: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('html', 'broken-json', 'empty', 'other-resource'), commits: fc.boolean() }),
  fc.record({ kind: is('status'), status: fc.constantFrom(401, 403, 503) }),
  fc.record({ kind: is('status'), status: fc.constantFrom(429, 503), retryAfterSeconds: fc.nat({ max: 40 }) }),
)
const readTrouble: fc.Arbitrary<ClinicTrouble> = fc.oneof(
  { weight: 3, arbitrary: anyTrouble },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('renewed', 'shows-nothing') }) },
  { weight: 1, arbitrary: fc.record({ kind: is('status'), status: fc.constantFrom(404, 410) }) },
)
/** What a server answers to a request that the browser sent twice, or to one that it has carried out and forgotten. */
const contradictions = fc.record({ kind: is('status'), status: fc.constantFrom(400, 404, 409, 410, 412, 422), commits: fc.boolean() })
const writeTrouble: fc.Arbitrary<ClinicTrouble> = fc.oneof(
  { weight: 3, arbitrary: anyTrouble },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('resent', 'taken', 'refuse', 'notice-only') }) },
  { weight: 1, arbitrary: contradictions },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('bare', 'created', 'parameters', 'no-total', 'transaction-response', 'extra-slot') }) },
  { weight: 1, arbitrary: fc.record({ kind: is('extra-issue'), severity: fc.constantFrom('fatal', 'error', 'warning', 'information') }) },
  { weight: 1, arbitrary: fc.record({ kind: is('wrong-status'), status: fc.constantFrom('pending', 'proposed', 'waitlist') }) },
)
const skip = fc.nat({ max: 2 })
const times = fc.constantFrom(1, 1, 2, 4)
const clinicFault: fc.Arbitrary<ClinicFault> = fc.oneof(
  fc.record({ on: is('write'), skip, times, trouble: writeTrouble }),
  fc.record({ on: is('read'), skip, times, trouble: readTrouble }),
  fc.record({ on: is('any'), skip, times, trouble: anyTrouble }),
)

const auditFault: fc.Arbitrary<AuditFault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop-before', 'drop-after'), on: is('any'), times }),
  fc.record({ kind: is('late'), milliseconds: fc.nat({ max: 14_000 }), on: is('send'), times }),
  fc.record({ kind: is('status'), status: fc.constantFrom(500, 504), commits: fc.boolean(), on: is('any'), times }),
  fc.record({ kind: is('status'), status: fc.constantFrom(429, 503), retryAfterSeconds: fc.nat({ max: 90 }), on: is('any'), times }),
)
const ehrFault: fc.Arbitrary<EhrRecordFault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop-before', 'drop-after', 'rival', 'html'), on: is('any'), times }),
  fc.record({ kind: is('status'), status: fc.constantFrom(429, 500, 503), on: is('any'), times }),
)

/** Deaths last, with what the repository adds, no longer than the outbox expects: 30 s. */
const death: fc.Arbitrary<Death> = fc.oneof(
  fc.record({ kind: fc.constantFrom('before', 'after') }),
  fc.record({ kind: is('during'), ms: fc.nat({ max: 14_000 }) }),
)
const ms = fc.constantFrom(100, 2_000, 11_000, 21_000, 46_000, 330_000)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: is('wish'), tab, wish, isHasty: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: is('die'), tab, steps: fc.nat({ max: 40 }), death }) },
  { weight: 1, arbitrary: fc.record({ kind: is('launch'), tab }) },
  { weight: 4, arbitrary: fc.record({ kind: is('time'), ms }) },
  { weight: 6, arbitrary: fc.record({ kind: is('clinic-fault'), fault: clinicFault }) },
  { weight: 1, arbitrary: fc.record({ kind: is('audit-fault'), fault: auditFault }) },
  { weight: 1, arbitrary: fc.record({ kind: is('ehr-fault'), fault: ehrFault }) },
  { weight: 1, arbitrary: fc.record({ kind: is('slow'), ms: fc.constantFrom(0, 900, 12_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: is('online') }) },
)

export const histories: fc.Arbitrary<History> = fc.record({
  steps: fc.array(step, { minLength: 2, maxLength: 30, size: 'max' }),
  sharesPatients: fc.boolean(),
})
