import type { Patient, Practitioner } from '../../src/fhir/types.ts'

/** What a valid access token stands for; the scheduling server asks for it on every request. */
export interface Grant {
  /** `Practitioner/[id]` of the signed-in user. */
  readonly user: string
  /** Id of the patient in context; absent when the launch named none. */
  readonly patient?: string
  readonly scopes: ReadonlySet<string>
}

/** The people an EHR can launch with; the simulated clinic provides them. */
export interface Directory {
  readonly users: readonly Practitioner[]
  readonly patients: readonly Patient[]
}

/** What the EHR decides before it opens the app's launch URL. */
export interface LaunchContext {
  /** Id of a user in the directory. */
  readonly user: string
  /** Id of a patient in the directory; absent when no chart is open. */
  readonly patient?: string
  readonly needPatientBanner?: boolean
  readonly intent?: string
  readonly tenant?: string
  /** Whether the user is asked before the app gets access; true when absent. */
  readonly askConsent?: boolean
}

/** The EHR's OAuth 2.0 server (SMART App Launch 2.2): discovery, authorize, token, and the launch handles it gives out. */
export interface AuthorizationServer {
  /** Answers discovery, authorize and token requests; undefined for every other URL. */
  handle(request: Request): Promise<Response | undefined>
  /** The grant behind the request's bearer token; undefined when the token is missing, expired or unknown. */
  grantOf(request: Request): Grant | undefined
  /** A new, opaque `launch` value for the context; throws RangeError when the directory doesn't know the user or the patient. */
  issueLaunch(context: LaunchContext): string
  /** Everything that must survive a page reload, as JSON. */
  save(): unknown
  restore(saved: unknown): void
}
