import type { Config } from '../config/schema.ts'
import { createChosenPatient } from '../record/storage/chosen-patient.ts'
import { createDrafts } from '../record/storage/draft.ts'
import { createKeptTexts } from '../record/storage/kept-texts.ts'
import { createLocks } from '../record/locks.ts'
import { askToPersist, openVault } from '../record/storage/vault.ts'
import { createServerGates } from '../scheduling/gate/server-gates.ts'
import type { Session } from '../smart/session.ts'
import type { Connection } from './connection.tsx'
import { serversOf } from './servers.ts'
import { beforeClosing } from './session-state.ts'

/** Puts together what a launched session works with: the servers, and what this browser keeps for its user. */
export async function connect(
  session: Session,
  config: Config,
  now: () => number = Date.now,
  steadyNow: () => number = () => performance.now(),
): Promise<Connection> {
  const vault = await openVault(session.userKey)
  const locks = createLocks()
  void askToPersist()
  const gates = createServerGates()
  const repository = config.auditRepository
  // A deployment that audits nothing doesn't download the code for it.
  const audit =
    repository === undefined
      ? undefined
      : (await import('./audit.ts')).auditOf({
          ...{ repository, session, config, vault, locks, gates, now },
          async onSettled({ requestId, ...settled }) {
            const { recorderOf } = await import('./recorder.ts')
            await recorderOf(connection).note(requestId, { kind: 'audited', ...settled })
          },
        })
  if (audit) beforeClosing(session, () => audit.outbox.close())
  const { server, recorded, ehr } = serversOf(session, config, gates, now, audit ? audit.watch : (transport) => transport)
  const connection: Connection = {
    session,
    config,
    server,
    ehr,
    gates,
    record: { locks, server: recorded, steadyNow },
    ...(audit ? { audit } : {}),
    drafts: createDrafts(vault, now),
    keptTexts: createKeptTexts(vault, now),
    chosenPatient: createChosenPatient(vault, session.id, now),
    storage: vault,
  }
  return connection
}
