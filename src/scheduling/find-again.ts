import type { Appointment } from '../fhir/types.ts'
import type { SchedulingServer } from './attempt.ts'
import type { FindCriteria } from './criteria.ts'
import { findFirst, findMore, type OfferPage } from './find-appointments.ts'
import { isSameVisit } from './same-visit.ts'

/**
 * The same visit as `$find` (ITI-115) offers it now, by whatever id; undefined where it doesn't. An offer that was held and given
 * back is spent: it was that Appointment which was cancelled.
 * @throws ProtocolError
 */
export async function findAgain(server: SchedulingServer, criteria: FindCriteria, offer: Appointment): Promise<Appointment | undefined> {
  const { start, end } = offer
  if (!start || !end) return undefined
  const here = { ...criteria, start, end }
  const visited = new Set<string>()
  let page: OfferPage = await findFirst(server, here)
  for (;;) {
    const found = page.appointments.find((candidate) => isSameVisit(offer, candidate))
    if (found) return found
    if (page.rest) page = page.rest()
    else if (page.nextLink === undefined) return undefined
    else {
      const next = await findMore(server, here, page.nextLink, visited)
      visited.add(next.url)
      page = next
    }
  }
}
