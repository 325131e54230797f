import { createContext, useContext, type ReactNode } from 'react'
import type { Config } from '../config/schema.ts'
import type { Drafts } from '../record/storage/draft.ts'
import type { ChosenPatient } from '../record/storage/chosen-patient.ts'
import type { KeptTexts } from '../record/storage/kept-texts.ts'
import type { Audit } from '../record/audit/audit.ts'
import type { Locks } from '../record/locks.ts'
import type { Vault } from '../record/storage/vault.ts'
import type { SchedulingServer } from '../scheduling/server.ts'
import type { ServerGates } from '../scheduling/gate/server-gates.ts'
import type { FhirServer } from '../scheduling/search-resources.ts'
import type { Session } from '../smart/session.ts'

/** Everything that a launched session works with; made once by the composition root. */
export interface Connection {
  readonly session: Session
  readonly config: Config
  /** Where appointments are found and booked. */
  readonly server: SchedulingServer
  /** Where the patient's record is read; often the same server. */
  readonly ehr: FhirServer
  /** What keeps the servers from being asked too much. */
  readonly gates: ServerGates
  readonly record: RecordParts
  /** Present where the settings name an audit repository. */
  readonly audit?: Audit
  readonly drafts: Drafts
  readonly keptTexts: KeptTexts
  readonly chosenPatient: ChosenPatient
  /** What is kept in this browser, and whether it lasts; where it doesn't, drafts and outcomes are lost with the page. */
  readonly storage: Vault
}

/** What the recorder of a connection is made of. */
export interface RecordParts {
  readonly locks: Locks
  /** The Scheduling Server as the recorder uses it: to change something and to ask what came of that. */
  readonly server: SchedulingServer
  /** Milliseconds by a clock that nobody sets. */
  readonly steadyNow: () => number
}

const ConnectionContext = createContext<Connection | undefined>(undefined)

export function ConnectionProvider({ connection, children }: { connection: Connection; children: ReactNode }) {
  return <ConnectionContext value={connection}>{children}</ConnectionContext>
}

/** @throws Error outside a launched session: a mistake of the program, not of the user */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('useConnection needs a ConnectionProvider above it')
  return connection
}
