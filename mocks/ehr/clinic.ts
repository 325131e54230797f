import { createAuditRepository, type AuditRepository } from '../audit/audit-repository.ts'
import { createAuthorizationServer, type SimulatedAuthorizationServer } from '../auth/authorization-server.ts'
import type { LaunchContext } from '../auth/authorization.ts'
import { isScenarioName, scenarios } from '../scenarios.ts'
import { createSim, type Sim } from '../sim.ts'
import type { Saveable } from '../state/state-shared.ts'
import { practitioners } from '../world/clinicians.ts'
import { patients } from '../world/patients.ts'
import type { EhrBackend } from './ehr-backend.ts'
import { createSeparateEhr, type SeparateEhr, type SeparateEhrPlaces } from './separate-ehr.ts'

/** The addresses of all parts, as absolute URLs. */
export interface ClinicPlaces {
  /** FHIR base without trailing slash. */
  readonly base: string
  /** The app's root with a slash at its end: its redirect address, beside which `launch.html` stands. */
  readonly appUrl: string
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly stylesheetUrl: string
  /** FHIR base of the audit repository, without trailing slash. */
  readonly auditBase: string
  /** The EHR of another organisation. */
  readonly separate: Pick<SeparateEhrPlaces, 'base' | 'authorizeUrl' | 'tokenUrl'>
}

/** The whole simulated EHR: scheduling server, authorization server and what the EHR page needs of both. */
export interface Clinic extends EhrBackend, Saveable {
  readonly sim: Sim
  readonly authorization: SimulatedAuthorizationServer
  readonly auditRepository: AuditRepository
  readonly separateEhr: SeparateEhr
  /** Answers requests for any of its servers; undefined for all others. */
  handle(request: Request): Promise<Response | undefined>
}

/** A clinic with the app registered as the client `slotline`. `clock` gives epoch milliseconds. */
export function createClinic(places: ClinicPlaces, clock: () => number = Date.now): Clinic {
  const directory = { users: practitioners, patients }
  const authorization = createAuthorizationServer({
    ...places,
    clock,
    directory,
    // The second address is for the sign-in at the scheduling server of an app that another EHR has launched.
    clients: [{ clientId: 'slotline', redirectUris: [places.appUrl, `${places.appUrl}index.html`], name: 'Slotline' }],
  })
  const sim = createSim({ base: places.base, clock, authorization })
  const auditRepository = createAuditRepository({ base: places.auditBase, clock })
  const separateEhr = createSeparateEhr({ ...places, ...places.separate }, clock)

  return {
    sim,
    authorization,
    auditRepository,
    separateEhr,

    async handle(request) {
      return (await sim.handle(request)) ?? (await separateEhr.handle(request)) ?? auditRepository.handle(request)
    },

    async read() {
      const sentences = Object.fromEntries(scenarios.map(({ name, sentence }) => [name, sentence]))
      return { ...directory, scenarios: sentences, scenario: sim.inspect().scenario, variant: authorization.variant }
    },

    async launch(context: LaunchContext) {
      const query = new URLSearchParams({ iss: places.base, launch: authorization.issueLaunch(context) })
      return `${places.appUrl}launch.html?${query.toString()}`
    },

    async launchSeparate(context) {
      return separateEhr.launch(context)
    },

    async useScenario(name) {
      if (!isScenarioName(name)) throw new RangeError(`no scenario has the name ${name}`)
      sim.useScenario(name)
    },

    async useVariant(variant) {
      authorization.useVariant(variant)
    },

    async reset() {
      sim.reset()
      authorization.reset()
      auditRepository.reset()
      separateEhr.reset()
    },

    save() {
      return { sim: sim.save(), authorization: authorization.save(), audit: auditRepository.save(), separate: separateEhr.save() }
    },

    restore(saved) {
      if (typeof saved !== 'object' || saved === null) return
      if ('sim' in saved) sim.restore(saved.sim)
      if ('authorization' in saved) authorization.restore(saved.authorization)
      if ('separate' in saved) separateEhr.restore(saved.separate)
      if ('audit' in saved) auditRepository.restore(saved.audit)
    },
  }
}
