import { keptConfig, loadConfig, type ConfigProblem } from '../../config/load-config.ts'
import { restrictPage } from '../../config/restrict-page.ts'
import { connect } from '../../queries/connect.ts'
import type { Connection } from '../../queries/connection.tsx'
import { closeSession } from '../../queries/session-state.ts'
import type { AuthorizationResponse } from '../../smart/authorization-response.ts'
import { openSession, type SessionResult } from '../../smart/session.ts'
import { overruled, type Overruled } from './changed-settings.ts'

/** The result of the page's start: everything the app needs, or why it can't go on. */
export type StartResult =
  | {
      readonly kind: 'ready'
      readonly connection: Connection
      /** The patient this session chose before a reload. */
      readonly chosenPatient: string | undefined
      readonly warnings: readonly ConfigProblem[]
    }
  | Overruled
  | Exclude<SessionResult, { kind: 'open' }>

interface Started {
  /** Resolves with why the app can't go on after all, if so; nothing more is sent then. */
  readonly stopped?: Promise<Overruled | undefined>
}

/** How long the second part of the sign-in waits for the settings file (milliseconds). */
const longestWait = 2_000

/**
 * Reads the settings, opens the session that the launch began (or leaves for the second part of its sign-in), and connects it.
 * Begins with the settings kept by the launch, or by this page before a reload, and stops if the settings file, once it has come,
 * is wrong or missing or differs in what matters to this session.
 */
export async function start(response: AuthorizationResponse): Promise<StartResult & Started> {
  const kept = keptConfig()
  const loading = loadConfig()
  const loaded = kept ?? (await loading)
  if (loaded.kind !== 'ok') return { kind: 'config-problem', result: loaded }
  restrictPage(loaded.config)
  const opened = await openSession(loaded.config, response)
  const stopped = loading.then((file) => kept && overruled(kept.config, file, opened.kind === 'open' ? opened.session.iss : undefined))
  if (opened.kind === 'redirect') {
    const why = await Promise.race([stopped, new Promise<undefined>((resolve) => setTimeout(resolve, longestWait))])
    if (why) return why
    // `replace`, not `assign`: the back button then leads to the EHR and not to a sign-in that is over.
    location.replace(opened.url)
  }
  if (opened.kind !== 'open') return { ...opened, stopped }
  const { session } = opened
  const connection = await connect(session, loaded.config)
  const closed = stopped.then((why) => {
    // If the new settings still list the EHR, the session is only stopped, so that it goes on with them after a reload.
    if (why) closeSession(session, () => (why.kind === 'unknown-issuer' ? session.end() : session.stop()))
    return why
  })
  return { kind: 'ready', connection, chosenPatient: await connection.chosenPatient.load(), warnings: loaded.warnings, stopped: closed }
}
