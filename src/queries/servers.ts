import type { Config } from '../config/schema.ts'
import type { Transport } from '../fhir/http/transport.ts'
import type { SchedulingServer } from '../scheduling/server.ts'
import { iheQuestions } from '../scheduling/ihe/questions.ts'
import type { FhirServer } from '../scheduling/search-resources.ts'
import type { ServerGates } from '../scheduling/gate/server-gates.ts'
import type { Session } from '../smart/session.ts'

interface Servers {
  /** The Scheduling Server, as screens ask it. */
  readonly server: SchedulingServer
  /** The same server as the recorder uses it: to change something and to ask what came of that. */
  readonly recorded: SchedulingServer
  readonly ehr: FhirServer
}

/**
 * The servers of a session, each behind its gate.
 * @param watch makes a transport that sees every transaction with the Scheduling Server that is really sent
 */
export function serversOf(
  { iss, fhirBase, transport, ehrTransport }: Pick<Session, 'iss' | 'fhirBase' | 'transport' | 'ehrTransport'>,
  { holdMinutes }: Pick<Config, 'holdMinutes'>,
  gates: ServerGates,
  now: () => number,
  watch: (transport: Transport) => Transport,
): Servers {
  const watched = watch(transport)
  const server = {
    base: fhirBase,
    transport: gates.through(watched, fhirBase, 'screen'),
    dialect: iheQuestions,
    postSearch: true,
    sharesPatients: fhirBase === iss,
    holdMinutes,
    now,
  }
  return {
    server,
    recorded: { ...server, transport: gates.through(watched, fhirBase, 'record') },
    ehr: { base: iss, transport: gates.through(ehrTransport, iss, 'screen'), postSearch: true, now },
  }
}
