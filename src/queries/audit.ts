import type { Config } from '../config/schema.ts'
import { createAudit, type Audit } from '../record/audit/audit.ts'
import { repositoryTransport } from '../record/audit/repository-transport.ts'
import type { AuditSettlement } from '../record/audit/outbox-item.ts'
import { createJournal } from '../record/journal.ts'
import type { Vault } from '../record/storage/vault.ts'
import type { ServerGates } from '../scheduling/gate/server-gates.ts'
import type { Session } from '../smart/session.ts'
import type { RecordParts } from './connection.tsx'

interface AuditParts extends Pick<RecordParts, 'locks'> {
  readonly repository: string
  readonly session: Session
  readonly config: Config
  readonly vault: Vault
  readonly gates: ServerGates
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly onSettled: (settlement: AuditSettlement) => Promise<void>
}

/** The audit trail of this launch. */
export function auditOf({ repository, session, config, gates, ...parts }: AuditParts): Audit {
  const timeoutMs = config.requestTimeoutSeconds * 1000
  const holders = [
    { base: session.fhirBase, transport: session.transport },
    { base: session.iss, transport: session.ehrTransport },
  ]
  const transport = repositoryTransport(repository, holders, timeoutMs)
  return createAudit({
    ...parts,
    journal: createJournal(parts.vault),
    repository,
    longestAnswerMs: 3 * timeoutMs,
    transport: gates.through(transport, repository, 'delivery'),
    about: {
      app: { clientId: session.clientId, registeredAt: session.iss, host: location.hostname },
      server: session.fhirBase,
      ehr: session.iss,
      ...(session.user ? { user: session.user } : {}),
    },
  })
}
