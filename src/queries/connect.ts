import type { Config } from '../config/schema.ts'
import { createChosenPatient } from '../record/chosen-patient.ts'
import { createDrafts } from '../record/draft.ts'
import { createJournal } from '../record/journal.ts'
import { createRecorder, type Recorder } from '../record/recorder.ts'
import { createKeptTexts } from '../record/kept-texts.ts'
import { createLocks } from '../record/locks.ts'
import { createNews } from '../record/news.ts'
import { askToPersist, openVault } from '../record/vault.ts'
import { createServerGates } from '../scheduling/server-gates.ts'
import type { Session } from '../smart/session.ts'
import type { Connection } from './connection.tsx'
import type * as Deliveries from './deliveries.ts'
import { serversOf } from './servers.ts'

/** Puts together what a launched session works with: the servers, and what this browser keeps for its user. */
export async function connect(session: Session, config: Config, now: () => number = Date.now): Promise<Connection> {
  const vault = await openVault(session.userKey)
  const journal = createJournal(vault)
  const locks = createLocks()
  void askToPersist()
  const gates = createServerGates()
  // What is delivered speaks of entries that the recorder makes, and the recorder sends through the audit trail.
  const parts = { session, config, vault, journal, locks, gates, now, recorder: (): Recorder => recorder }
  const { auditOf, copyPlaceOf, recordingOf } = hasDeliveries(config) ? await import('./deliveries.ts') : noDeliveries
  const audit = auditOf(parts)
  const { server, recorded, ehr } = serversOf(session, config, gates, now, audit ? audit.watch : (transport) => transport)
  const recorder = createRecorder(journal, recorded, {
    locks,
    news: createNews(session.userKey),
    audits: audit !== undefined,
    copies: copyPlaceOf(session, config) !== undefined,
  })
  const recording = recordingOf(parts)
  return {
    session,
    config,
    server,
    ehr,
    gates,
    recorder,
    deliveries: [
      ...(audit ? [{ resume: () => audit.outbox.flush(), close: () => audit.outbox.close() }] : []),
      ...(recording ? [recording] : []),
    ],
    drafts: createDrafts(vault, now),
    keptTexts: createKeptTexts(vault, now),
    chosenPatient: createChosenPatient(vault, session.id),
    storage: vault,
  }
}

/** A deployment that neither audits nor copies doesn't download what would do it. */
function hasDeliveries({ auditRepository, recordTo }: Config): boolean {
  return auditRepository !== undefined || recordTo !== undefined
}

const noDeliveries: Pick<typeof Deliveries, 'auditOf' | 'copyPlaceOf' | 'recordingOf'> = {
  auditOf: () => undefined,
  copyPlaceOf: () => undefined,
  recordingOf: () => undefined,
}
