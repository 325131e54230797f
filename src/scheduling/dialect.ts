import type { AppointmentQuery, FindCriteria } from './criteria.ts'
import type { Intent } from './intent.ts'

/** The address of a Scheduling Server: its FHIR base URL, without a trailing slash. */
export interface ServerAddress {
  readonly base: string
  /** Whether the server takes `POST _search`, which keeps patient data out of URLs and logs. */
  readonly postSearch: boolean
}

/** An address for changes, which also have to name the patient. */
export interface ChangeAddress extends ServerAddress {
  /** Whether the patient's id means the same on this server as where the record was read. */
  readonly sharesPatients: boolean
}

/** The wire form of requests that change nothing; the first screen needs no others. */
export interface Questions {
  /** ITI-115 */
  findRequest(server: ServerAddress, criteria: FindCriteria): Request
  /** ITI-118 */
  searchRequest(server: ServerAddress, query: AppointmentQuery): Request
}

/**
 * The wire form of all of Slotline's requests. `ihe` is the IHE ITI Scheduling profile. Another scheduling API takes another
 * implementation of this interface, and nothing else changes.
 */
export interface Dialect extends Questions {
  /**
   * ITI-116 and ITI-117.
   * @throws RangeError for a hold of an Appointment without an id: it can't be held, only booked by resource
   */
  changeRequest(server: ChangeAddress, intent: Intent): Request
}
