import { createSim } from '../../../mocks/sim.ts'
import type { World } from '../../../mocks/world/world.ts'
import type { FaultEffect } from '../../../mocks/faults/faults.ts'
import { actorsOf } from '../../fhir/references.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import type { Appointment } from '../../fhir/types.ts'
import { base } from '../../scheduling/testing/intents.ts'
import type { FakeClock } from './fake-clock.ts'
import { carry, wireKinds, type WireTrouble } from './bad-network.ts'

/** One appointment as a request found it and left it. */
export interface Change {
  readonly before: Appointment | undefined
  readonly after: Appointment
}

/** A `$hold` or `$book` that reached the server, with what it really did there. */
export interface Landing {
  /** The id of the journal entry that the request was sent for. */
  readonly entryId: string
  readonly changes: readonly Change[]
}

export type ClinicTrouble = WireTrouble | FaultEffect
/** One fault that is prepared: it lets some matching requests pass, then strikes one or more. */
export interface ClinicFault {
  readonly on: 'write' | 'read' | 'any'
  readonly skip: number
  readonly times: number
  readonly trouble: ClinicTrouble
}

/** The simulated clinic behind a bad network, and what an observer within the server sees of it. */
export interface ClinicTruth {
  readonly transport: Transport
  /** Carries what was under way when its page died. */
  readonly orphaned: Transport
  readonly landings: readonly Landing[]
  /** How often the app sent each entry, by the entry's id. */
  readonly sent: ReadonlyMap<string, number>
  /** How often each kind of fault struck; `…-done` where the server had done its work all the same. */
  struck(): Readonly<Record<string, number>>
  fault(fault: ClinicFault): void
  heal(): void
  stored(): readonly Appointment[]
}

const isWireTrouble = (trouble: ClinicTrouble): trouble is WireTrouble => wireKinds.includes(trouble.kind)

/**
 * @param onSent called before a change goes on its way
 * @param onLanding called before the landing changes anything, and after it with what it changed
 */
export function createClinicTruth(
  clock: FakeClock,
  world: World,
  onSent: (entryId: string) => void,
  onLanding: (entryId: string, landing: Landing | undefined) => void,
): ClinicTruth {
  const sim = createSim({ base, clock: clock.now, world })
  let faults: readonly ClinicFault[] = []
  const struck: Record<string, number> = {}
  const landings: Landing[] = []
  const sent = new Map<string, number>()
  const noteSent = (request: Request) => {
    const entryId = request.headers.get('x-request-id')
    if (entryId !== null && isWrite(request)) sent.set(entryId, (sent.get(entryId) ?? 0) + 1)
  }

  const takeTrouble = (request: Request): ClinicTrouble | undefined => {
    const kind = isWrite(request) ? 'write' : 'read'
    const matching = faults.filter(({ on }) => on === kind || on === 'any')
    const striking = matching.find(({ skip }) => skip === 0)
    faults = faults.flatMap((fault) => {
      if (!matching.includes(fault)) return [fault]
      if (fault.skip > 0) return [{ ...fault, skip: fault.skip - 1 }]
      return fault !== striking ? [fault] : fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : []
    })
    if (striking) struck[nameOf(striking.trouble)] = (struck[nameOf(striking.trouble)] ?? 0) + 1
    return striking?.trouble
  }

  const handle = async (request: Request, effect: FaultEffect | undefined) => {
    if (effect) sim.fault({ ...effect, on: 'any' })
    const response = await sim.handle(request)
    if (!response) throw new TypeError(`Nobody answers ${request.url}`)
    return response
  }
  const observed = async (request: Request, effect: FaultEffect | undefined) => {
    const entryId = request.headers.get('x-request-id') ?? ''
    if (!isWrite(request)) return handle(request, effect)
    const before = new Map(sim.inspect().appointments.map((each) => [each.id, each]))
    onLanding(entryId, undefined)
    try {
      return await handle(request, effect)
    } finally {
      const changes = sim
        .inspect()
        .appointments.filter((each) => before.get(each.id) !== each)
        .map((after) => ({ before: before.get(after.id), after }))
      const landing = { entryId, changes }
      landings.push(landing)
      onLanding(entryId, landing)
    }
  }

  /** Handles one request after the other, so that each change belongs to one of them. */
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = (request: Request, effect?: FaultEffect) => {
    const turn = queue.then(() => {
      clock.stir()
      return observed(request, effect)
    })
    queue = turn.catch(() => undefined)
    return turn
  }

  return {
    landings,
    sent,
    orphaned(request) {
      noteSent(request)
      return inTurn(request)
    },
    struck: () => struck,
    transport(request) {
      noteSent(request)
      if (isWrite(request)) onSent(request.headers.get('x-request-id') ?? '')
      const trouble = takeTrouble(request)
      return trouble && isWireTrouble(trouble)
        ? carry(request, trouble, (one) => inTurn(one), clock)
        : carry(request, undefined, (one) => inTurn(one, trouble), clock)
    },
    fault: (fault) => void (faults = [...faults, fault]),
    heal: () => void (faults = []),
    stored: () => sim.inspect().appointments,
  }
}

function nameOf(trouble: ClinicTrouble): string {
  const kind = trouble.kind === 'status' ? String(trouble.status) : trouble.kind
  return 'commits' in trouble && trouble.commits ? `${kind}-done` : kind
}

function isWrite({ url }: Request): boolean {
  return url.endsWith('$book') || url.endsWith('$hold')
}

export function isOf(appointment: Appointment, patientId: string): boolean {
  return actorsOf(appointment, 'Patient').some(({ reference }) => reference === `Patient/${patientId}`)
}
