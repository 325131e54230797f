import type { AppointmentQuery, FindCriteria } from './criteria.ts'
import type { Intent } from './intent.ts'

/** How requests are addressed: the Scheduling Server's FHIR base URL, without a slash at its end. */
export interface ServerAddress {
  readonly base: string
  /** Whether the server takes `POST _search`, which keeps patient data out of URLs and logs. */
  readonly postSearch: boolean
}

/** The address with what decides how a patient is named there. */
export interface ChangeAddress extends ServerAddress {
  /** Whether the patient's id means the same on this server as where the record was read. */
  readonly sharesPatients: boolean
}

/** The wire form of what is only asked: all that the first screen needs. */
export interface Questions {
  /** ITI-115 */
  findRequest(server: ServerAddress, criteria: FindCriteria): Request
  /** ITI-118 */
  searchRequest(server: ServerAddress, query: AppointmentQuery): Request
}

/**
 * The wire form of what Slotline wants. `ihe` is the IHE ITI Scheduling profile; another scheduling API is another
 * implementation of this interface, and nothing else changes.
 */
export interface Dialect extends Questions {
  /**
   * ITI-116 and ITI-117.
   * @throws RangeError for a hold of an Appointment without an id: it can't be held, it is booked by resource
   */
  changeRequest(server: ChangeAddress, intent: Intent): Request
}
