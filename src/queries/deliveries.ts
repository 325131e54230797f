import type { Config } from '../config/schema.ts'
import { createAudit, type Audit } from '../record/audit/audit.ts'
import { repositoryTransport } from '../record/audit/repository-transport.ts'
import { copyPlace } from '../record/ehr-copy/copy-place.ts'
import { recordInEhr } from '../record/ehr-copy/record-in-ehr.ts'
import type { Journal } from '../record/journal.ts'
import type { Locks } from '../record/locks.ts'
import type { Recorder } from '../record/recorder.ts'
import type { Vault } from '../record/vault.ts'
import type { ServerGates } from '../scheduling/server-gates.ts'
import type { Session } from '../smart/session.ts'

/** What is carried to other servers beside the screens: audit events, copies for the EHR. It never holds a booking up. */
export interface Delivery {
  /** At launch and when the connection returns: sends what waits. */
  resume(): Promise<void>
  /** What waits then is kept for the next launch. */
  close(): void
}

interface DeliveryParts {
  readonly session: Session
  readonly config: Config
  readonly vault: Vault
  readonly journal: Journal
  readonly locks: Locks
  readonly gates: ServerGates
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly recorder: () => Recorder
}

/** The audit trail of this launch; undefined where the settings name no repository. */
export function auditOf({ session, config, vault, journal, locks, gates, now, recorder }: DeliveryParts): Audit | undefined {
  if (config.auditRepository === undefined) return undefined
  const timeoutMs = config.requestTimeoutSeconds * 1000
  const transport = repositoryTransport(config.auditRepository, tokenHolders(session), timeoutMs)
  return createAudit({
    vault,
    journal,
    locks,
    now,
    repository: config.auditRepository,
    longestAnswerMs: 3 * timeoutMs,
    transport: gates.through(transport, config.auditRepository, 'delivery'),
    about: {
      app: { clientId: session.clientId, registeredAt: session.iss, host: location.hostname },
      server: session.fhirBase,
      ehr: session.iss,
      ...(session.user ? { user: session.user } : {}),
    },
    onSettled: ({ requestId, ...settled }) => recorder().note(requestId, { kind: 'audited', ...settled }),
  })
}

/** Where outcomes are copied to; undefined where nowhere is configured, or where it is the Scheduling Server itself. */
export function copyPlaceOf(session: Session, config: Config): string | undefined {
  return copyPlace(config.recordTo, session.iss, session.fhirBase)
}

/** The copies that the EHR gets. Their reads and writes are no scheduling transactions, and not audited as such. */
export function recordingOf({ session, config, vault, locks, gates, now, recorder }: DeliveryParts): Delivery | undefined {
  const base = copyPlaceOf(session, config)
  if (base === undefined) return undefined
  const holders = [{ base: session.iss, transport: session.ehrTransport }]
  const transport = gates.through(repositoryTransport(base, holders, config.requestTimeoutSeconds * 1000), base, 'delivery')
  return recordInEhr(recorder(), { ehr: { base, transport, postSearch: true, now }, patients: session.iss, vault, locks })
}

function tokenHolders(session: Session) {
  return [
    { base: session.fhirBase, transport: session.transport },
    { base: session.iss, transport: session.ehrTransport },
  ]
}
