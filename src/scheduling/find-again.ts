import type { Appointment } from '../fhir/types.ts'
import type { SchedulingServer } from './attempt.ts'
import type { FindCriteria } from './criteria.ts'
import { findFirst } from './find-appointments.ts'
import { isSameVisit } from './same-visit.ts'

/**
 * The same visit as `$find` (ITI-115) offers it now, by whatever id; undefined where it doesn't. An offer that was held and given
 * back is spent: it was that Appointment which was cancelled.
 * @throws ProtocolError
 */
export async function findAgain(server: SchedulingServer, criteria: FindCriteria, offer: Appointment): Promise<Appointment | undefined> {
  const { start, end } = offer
  if (!start || !end) return undefined
  return (await findFirst(server, { ...criteria, start, end })).appointments.find((candidate) => isSameVisit(offer, candidate))
}
