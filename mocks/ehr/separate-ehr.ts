import type { Patient } from '../../src/fhir/types.ts'
import { createAuthorizationServer, type SimulatedAuthorizationServer } from '../auth/authorization-server.ts'
import type { LaunchContext } from '../auth/authorization.ts'
import { createEhrRecord, type EhrRecord } from '../ehr-record/ehr-record.ts'
import type { RecordedRequest } from '../recorded-request.ts'
import { createSim } from '../sim.ts'
import type { Saveable } from '../state/state-shared.ts'
import { practitioners } from '../world/clinicians.ts'
import { patients } from '../world/patients.ts'
import { createWorld } from '../world/world.ts'

/** The addresses of its parts, as absolute URLs. */
export interface SeparateEhrPlaces {
  /** FHIR base without trailing slash. */
  readonly base: string
  /** The app's root with a slash at its end. */
  readonly appUrl: string
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly stylesheetUrl: string
}

/**
 * The EHR of another organisation than the scheduling server's. It has sign-ins and tokens of its own and the same people under
 * other ids, and it keeps the copies of appointments that the app records there. It schedules nothing.
 */
export interface SeparateEhr extends Saveable {
  readonly authorization: SimulatedAuthorizationServer
  readonly record: EhrRecord
  /** Answers FHIR and OAuth requests; undefined for all others. */
  handle(request: Request): Promise<Response | undefined>
  /** The address that opens the app for a patient, who is named as the scheduling server names them. */
  launch(context: LaunchContext): string
  /** The FHIR and OAuth requests that it got. */
  requests(): readonly RecordedRequest[]
  reset(): void
}

/** This EHR's id of the patient whose id is `id` at the scheduling server. */
export function chartId(id: string): string {
  return `chart-${id}`
}

export function createSeparateEhr(places: SeparateEhrPlaces, clock: () => number): SeparateEhr {
  const { base, appUrl } = places
  const ownPatients = patients.map(renamed)
  const authorization = createAuthorizationServer({
    ...places,
    clock,
    directory: { users: practitioners, patients: ownPatients },
    clients: [{ clientId: 'slotline-ehr', redirectUris: [appUrl], name: 'Slotline' }],
  })
  const world = { ...createWorld(clock), patients: ownPatients, appointments: [] }
  const sim = createSim({ base, clock, world, authorization })
  const grantOf = (request: Request) => authorization.grantOf(request)
  const record = createEhrRecord({ base, clock, grantOf, patients: ownPatients.map(({ id = '' }) => id) })

  return {
    authorization,
    record,
    handle: async (request) =>
      new URL(request.url).pathname.startsWith(`${new URL(base).pathname}/Appointment`) ? record.handle(request) : sim.handle(request),
    launch({ patient, ...context }) {
      const launch = authorization.issueLaunch({ ...context, ...(patient !== undefined && { patient: chartId(patient) }) })
      return `${appUrl}launch.html?${new URLSearchParams({ iss: base, launch }).toString()}`
    },
    requests: () => [...sim.inspect().requests, ...record.inspect().requests],
    reset() {
      sim.reset()
      authorization.reset()
      record.reset()
    },
    save: () => ({ authorization: authorization.save(), record: record.save() }),
    restore(saved) {
      if (typeof saved !== 'object' || saved === null) return
      if ('authorization' in saved) authorization.restore(saved.authorization)
      if ('record' in saved) record.restore(saved.record)
    },
  }
}

function renamed({ id = '', link, ...patient }: Patient): Patient {
  const links = link?.map((one) => ({ ...one, other: { reference: one.other.reference?.replace('Patient/', `Patient/${chartId('')}`) ?? '' } }))
  return { ...patient, id: chartId(id), ...(links && { link: links }) }
}
