import type { Transport } from '../../fhir/http/transport.ts'
import type { Journal } from '../journal.ts'
import { createAuditOutbox, type AuditOutbox, type AuditOutboxOptions } from './audit-outbox.ts'
import { auditedTransport } from './audited-transport.ts'
import type { AuditAbout } from './exchange.ts'
import { unauditedIn } from './unaudited.ts'

export interface AuditOptions extends Omit<AuditOutboxOptions, 'unaudited'> {
  readonly about: AuditAbout
  readonly journal: Journal
}

/** The audit trail of one launch: what watches the transactions, and what delivers their events. */
export interface Audit {
  readonly outbox: AuditOutbox
  /** Puts the audit trail between the app and the Scheduling Server. */
  watch(transport: Transport): Transport
}

/** How long an answer may take at most by default: three of the default request timeouts (milliseconds). */
const defaultLongestAnswerMs = 60_000

export function createAudit({ about, journal, ...options }: AuditOptions): Audit {
  const { now, longestAnswerMs = defaultLongestAnswerMs } = options
  const unaudited = () => unauditedIn(journal, about, now(), longestAnswerMs)
  const outbox = createAuditOutbox({ ...options, longestAnswerMs, unaudited })
  return { outbox, watch: (transport) => auditedTransport({ transport, outbox, about, journal, now }) }
}
