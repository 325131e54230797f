import type { Appointment } from '../src/fhir/types.ts'
import type { AuthorizationServer } from './auth/authorization.ts'
import { withCors, preflight } from './fhir-server/cors.ts'
import type { Context } from './fhir-server/context.ts'
import { interactionOf } from './fhir-server/interaction.ts'
import { respond, type ReceivedRequest } from './fhir-server/server.ts'
import { createStore, type LiveHold } from './fhir-server/store.ts'
import { createFaults, type Fault } from './faults/faults.ts'
import { disturb } from './faults/fault-effects.ts'
import type { RecordedRequest } from './recorded-request.ts'
import { readSaved } from './state/saved-state.ts'
import { scenario, type Scenario, type ScenarioName } from './scenarios.ts'
import { closedCalendar, crowdedCalendar } from './world/calendar.ts'
import { createWorld, worldOf, type World } from './world/world.ts'

export interface SimOptions {
  /** FHIR base URL without trailing slash, with any path, e.g. `http://localhost:8080/fhir`. */
  readonly base: string
  /** Epoch milliseconds; defaults to the machine's clock. */
  readonly clock?: () => number
  /** Defaults to the clinic around the clock's present day. */
  readonly world?: World
  /** Absent: every request is allowed everything. */
  readonly authorization?: AuthorizationServer
  /** Defaults to 5. */
  readonly holdMinutes?: number
}

export interface Inspection {
  readonly scenario: ScenarioName
  readonly appointments: readonly Appointment[]
  readonly liveHolds: readonly LiveHold[]
  /** The latest thousand requests, oldest first. */
  readonly requests: readonly RecordedRequest[]
  /** URLs of the FHIR requests that have arrived but are not answered yet. */
  readonly underWay: readonly string[]
}

/** A scheduling server with a clinic behind it. */
export interface Sim {
  /**
   * Answers a request; undefined when its URL is neither below the base nor the authorization server's. Rejects with
   * DroppedConnection where a fault drops the answer, and with the signal's reason when aborted during a delay.
   */
  handle(request: Request): Promise<Response | undefined>
  /** Back to the clinic's first state: no bookings, no faults, scenario `usual`. */
  reset(): void
  inspect(): Inspection
  /** Adds a fault; it strikes before those of the scenario. */
  fault(fault: Fault): void
  /** Removes the added faults that have not struck yet. */
  heal(): void
  useScenario(name: ScenarioName): void
  /** All changes since the first state, as JSON well below 1 MB. */
  save(): unknown
  /** Restores what `save` gave; on anything else, starts from the first state. */
  restore(saved: unknown): void
}

const FULL_GRANT = { user: 'Practitioner/abbas', scopes: new Set(['user/*.*']) }
const MAX_RECORDED = 1000

export function createSim({ base, clock = Date.now, world: given, authorization, holdMinutes = 5 }: SimOptions): Sim {
  let world = given ?? createWorld(clock)
  let store = createStore(world, clock)
  let current = scenario('usual')
  let faults = createFaults()
  let requests: RecordedRequest[] = []
  const underWay: Request[] = []
  let context = contextOf()

  function contextOf(): Context {
    return { base, world, store, clock, holdMinutes, ...rulesOf(current, world) }
  }

  async function answer(request: Request): Promise<Response | undefined> {
    const body = request.clone()
    const granted = await authorization?.handle(request)
    if (granted) {
      record(request, await body.text(), granted.status)
      return granted
    }
    if (request.url !== base && !request.url.startsWith(`${base}/`) && !request.url.startsWith(`${base}?`)) return undefined
    return fhir(request, await body.text())
  }

  async function fhir(request: Request, body: string): Promise<Response> {
    if (request.method === 'OPTIONS') return preflight()
    const url = new URL(request.url)
    const received: ReceivedRequest = { method: request.method, url, headers: request.headers, body }
    const interaction = interactionOf(
      request.method,
      url.pathname.slice(new URL(base).pathname.replace(/\/$/, '').length + 1),
      url.searchParams,
    )
    const receivedAt = clock()
    underWay.push(request)
    try {
      const response = await disturb(faults.take(interaction, received, current.faults), {
        context,
        interaction,
        received,
        signal: request.signal,
        perform: () => respond(context, interaction, received, authorization ? authorization.grantOf(request) : FULL_GRANT),
      })
      record(request, body, response.status, receivedAt)
      return withCors(response, request)
    } catch (dropped) {
      record(request, body, undefined, receivedAt)
      throw dropped
    } finally {
      underWay.splice(underWay.indexOf(request), 1)
    }
  }

  function record({ method, url, headers }: Request, body: string, status: number | undefined, receivedAt = clock()): void {
    const entry = { method, url, headers: Object.fromEntries(headers), body, receivedAt, answeredAt: clock() }
    requests = [...requests, { ...entry, ...(status !== undefined && { status }) }].slice(-MAX_RECORDED)
  }

  return {
    handle: answer,
    reset() {
      world = given ?? createWorld(clock)
      store = createStore(world, clock)
      current = scenario('usual')
      faults = createFaults()
      requests = []
      context = contextOf()
    },
    inspect() {
      store.expireHolds()
      return { scenario: current.name, appointments: store.appointments(), liveHolds: store.holds(), requests, underWay: underWay.map(({ url }) => url) }
    },
    fault(fault) {
      faults.add(fault)
    },
    heal() {
      faults = createFaults()
    },
    useScenario(name) {
      current = scenario(name)
      faults.forgetScenario()
      context = contextOf()
    },
    save: () => ({ version: 1, day: world.day, scenario: current.name, faults: faults.save(), store: store.save() }),
    restore(saved) {
      const state = readSaved(saved)
      // Saved appointments lie around the day on which they were saved, so the clinic must be that day's.
      if (state && state.day !== world.day) world = worldOf(state.day)
      current = scenario(state?.scenario ?? 'usual')
      faults = createFaults(state?.faults)
      store = createStore(world, clock, state?.store)
      context = contextOf()
    },
  }
}

type Rules = Pick<Context, 'calendar' | 'offersHold' | 'defaultPage' | 'maxPage' | 'maxOffers'>

function rulesOf({ rules = {} }: Scenario, world: World): Rules {
  const { calendar = 'usual', offersHold = true, page = { default: 50, max: 200 } } = rules
  const calendars = { usual: world.calendar, closed: closedCalendar, crowded: crowdedCalendar }
  return { calendar: calendars[calendar], offersHold, defaultPage: page.default, maxPage: page.max, maxOffers: 10_000 }
}
