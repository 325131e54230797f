import type { QueryClient } from '@tanstack/react-query'
import type { Transport } from '../../fhir/http/transport.ts'
import { findFirst, findMore } from '../../scheduling/find-appointments.ts'
import { reconcile } from '../../scheduling/reconcile/reconcile.ts'
import { createServerGates } from '../../scheduling/gate/server-gates.ts'
import { book } from '../../scheduling/testing/intents.ts'
import { appointmentsQuery } from '../appointments.ts'
import { capabilityQuery } from '../capability.ts'
import { directoryQuery } from '../directory.ts'
import { recheckMs } from '../journal.ts'
import { patientQuery } from '../patient.ts'
import { createQueryClient } from '../query-client.ts'
import { serversOf } from '../servers.ts'

export interface TabOptions {
  /** FHIR base URL of the server, which is the EHR, too. */
  readonly base: string
  readonly patientId: string
  /** Carries a request to the server, as the session's Transport does. */
  readonly transport: Transport
  /** How long the user looks at what was found before searching again: milliseconds. */
  readonly thinkMs: number
  /** Whether the screen shows a booking of unknown outcome. */
  readonly hasUnknownOutcome: boolean
}

export interface SimulatedTab {
  close(): void
}

/**
 * One open page without its screen. It sends the same questions through the same cache, retries and gates as the screens do, for a
 * user who searches, thinks, and searches again, whatever came of it.
 */
export function openTab({ base, patientId, transport, thinkMs, hasUnknownOutcome }: TabOptions): SimulatedTab {
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const session = { iss: base, fhirBase: base, transport, ehrTransport: transport }
  const queryClient = createQueryClient(session)
  const { server, recorded, ehr } = serversOf(session, { holdMinutes: 10 }, createServerGates(), Date.now, (each) => each)
  let isClosed = false
  let search = 0

  const after = (ms: number, work: () => void) => {
    if (isClosed) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, ms)
    timers.add(timer)
  }
  const launch = () => {
    void quietly(queryClient.query(patientQuery({ ehr }, patientId)))
    void quietly(queryClient.query(capabilityQuery({ server })))
    void quietly(queryClient.query(directoryQuery({ server })))
  }
  const find = async (number: number) => {
    const asked = criteria()
    const first = await fetchPage(queryClient, [number, 0], (signal) => findFirst(server, asked, signal))
    const visited = new Set<string>()
    for (let link = first.nextLink, page = 1; link !== undefined && number === search; page++) {
      const following = link
      const { url, nextLink } = await fetchPage(queryClient, [number, page], (signal) => findMore(server, asked, following, visited, signal))
      visited.add(url)
      link = nextLink
    }
  }
  const act = () => {
    search += 1
    // A new search takes the place of the one before.
    void queryClient.cancelQueries({ queryKey: ['offers'] })
    void quietly(find(search))
    void quietly(queryClient.query(appointmentsQuery({ server }, { patient: `Patient/${patientId}`, from: instant(0), until: instant(14) })))
    after(thinkMs * (0.5 + Math.random()), act)
  }
  const recheck = (asked: number) => {
    void reconcile(recorded, book).then(() => after(recheckMs(asked + 1), () => recheck(asked + 1)))
  }

  launch()
  act()
  if (hasUnknownOutcome) recheck(0)
  return {
    close() {
      isClosed = true
      timers.forEach(clearTimeout)
      void queryClient.cancelQueries()
      queryClient.clear()
    },
  }
}

/** The beginning of a day, counted from today: a minute later, the question is still the same. */
const instant = (days: number) => new Date(Math.floor(Date.now() / dayMs + days) * dayMs).toISOString()
const dayMs = 86_400_000
const criteria = () => ({ start: instant(0), end: instant(14) })

/** Ignores a failure that a screen would show. */
const quietly = (work: Promise<unknown>) => work.catch(() => undefined)

function fetchPage<T>(queryClient: QueryClient, page: readonly number[], ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return queryClient.query({ queryKey: ['offers', ...page], queryFn: ({ signal }) => ask(signal), gcTime: 0 })
}
