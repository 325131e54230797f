import type { Config } from '../config/schema.ts'
import { createChosenPatient } from '../record/chosen-patient.ts'
import { createDrafts } from '../record/draft.ts'
import { createJournal } from '../record/journal.ts'
import { createRecorder, type Recorder } from '../record/recorder.ts'
import { createKeptTexts } from '../record/kept-texts.ts'
import { createLocks } from '../record/locks.ts'
import { createNews } from '../record/news.ts'
import { askToPersist, openVault } from '../record/vault.ts'
import { ihe } from '../scheduling/ihe/dialect.ts'
import type { Session } from '../smart/session.ts'
import type { Connection } from './connection.tsx'
import type * as Deliveries from './deliveries.ts'

/** Puts together what a launched session works with: the servers, and what this browser keeps for its user. */
export async function connect(session: Session, config: Config, now: () => number = Date.now): Promise<Connection> {
  const vault = await openVault(session.userKey)
  const journal = createJournal(vault)
  const locks = createLocks()
  void askToPersist()
  // What is delivered speaks of entries that the recorder makes, and the recorder sends through the audit trail.
  const parts = { session, config, vault, journal, locks, now, recorder: (): Recorder => recorder }
  const { auditOf, copyPlaceOf, recordingOf } = hasDeliveries(config) ? await import('./deliveries.ts') : noDeliveries
  const audit = auditOf(parts)
  const server = {
    base: session.fhirBase,
    transport: audit ? audit.watch(session.transport) : session.transport,
    dialect: ihe,
    postSearch: true,
    sharesPatients: session.fhirBase === session.iss,
    holdMinutes: config.holdMinutes,
    now,
  }
  const recorder = createRecorder(journal, server, {
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
    ehr: { base: session.iss, transport: session.ehrTransport, postSearch: true, now },
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
