import { repositoryTransport } from '../record/audit/repository-transport.ts'
import { recordInEhr } from '../record/ehr-copy/record-in-ehr.ts'
import type { Connection } from './connection.tsx'
import { copyPlaceOf } from './copy-place-of.ts'
import { recorderOf } from './recorder.ts'
import { beforeClosing } from './session-state.ts'

/** What is carried to other servers in the background: audit events, copies for the EHR. A delivery never holds a booking up. */
export interface Delivery {
  /** At launch and when the connection returns: sends what waits. */
  resume(): Promise<void>
}

const begun = new WeakMap<Connection, readonly Delivery[]>()

/** A connection's deliveries, which begin when they are first asked for. What waits when the session is closed is kept for the next launch. */
export function deliveriesOf(connection: Connection): readonly Delivery[] {
  const known = begun.get(connection)
  if (known) return known
  const { audit } = connection
  const copies = copiesOf(connection)
  const deliveries = [...(audit ? [{ resume: () => audit.outbox.flush() }] : []), ...(copies ? [copies] : [])]
  begun.set(connection, deliveries)
  return deliveries
}

/** The copies that the EHR gets. Their reads and writes are no scheduling transactions, and not audited as such. */
function copiesOf(connection: Connection): Delivery | undefined {
  const base = copyPlaceOf(connection)
  if (base === undefined) return undefined
  const { session, config, gates, record, storage, server } = connection
  const holders = [{ base: session.iss, transport: session.ehrTransport }]
  const transport = gates.through(repositoryTransport(base, holders, config.requestTimeoutSeconds * 1000), base, 'delivery')
  const recording = recordInEhr(recorderOf(connection), {
    ehr: { base, transport, postSearch: true, now: server.now },
    patients: session.iss,
    vault: storage,
    locks: record.locks,
  })
  beforeClosing(session, recording.close)
  return recording
}
