import { instantMs } from '../fhir/instants.ts'
import type { Issue } from '../fhir/issues.ts'
import type { Appointment, Location } from '../fhir/types.ts'
import { pageRequest, readPage, type AppointmentPage } from './appointment-page.ts'
import type { SchedulingServer } from './attempt.ts'
import type { AppointmentQuery } from './criteria.ts'
import { safeNextPage } from './paging.ts'
import { searchByPost } from './search-by-post.ts'

export interface FoundAppointments {
  /** Each once, in order of start; those without a readable start come last. */
  readonly appointments: readonly Appointment[]
  readonly locations: readonly Location[]
  readonly notices: readonly Issue[]
  readonly unreadable: number
}

/**
 * ITI-118, all pages. That nothing was returned never means that there is nothing: the server may not let it be seen.
 * @throws ProtocolError
 */
export async function searchAppointments(
  server: SchedulingServer,
  query: AppointmentQuery,
  signal?: AbortSignal,
): Promise<FoundAppointments> {
  const pages: AppointmentPage[] = [await firstPage(server, query, signal)]
  const visited = new Set<string>()
  for (let link = pages[0]?.nextLink; link !== undefined; link = pages.at(-1)?.nextLink) {
    const url = safeNextPage(server.base, link, visited)
    visited.add(url)
    pages.push(await readPage(server.transport, pageRequest(url, signal), server.now()))
  }
  return {
    appointments: inOrderOfStart(uniqueById(pages.flatMap((page) => page.appointments))),
    locations: pages.flatMap((page) => page.locations),
    notices: pages.flatMap((page) => page.notices),
    unreadable: pages.reduce((sum, page) => sum + page.unreadable, 0),
  }
}

function firstPage(server: SchedulingServer, query: AppointmentQuery, signal?: AbortSignal): Promise<AppointmentPage> {
  return searchByPost(server, (postSearch) => {
    const request = server.dialect.searchRequest({ base: server.base, postSearch }, query)
    return readPage(server.transport, signal ? new Request(request, { signal }) : request, server.now())
  })
}

function inOrderOfStart(appointments: readonly Appointment[]): Appointment[] {
  const startOf = (appointment: Appointment) => instantMs(appointment.start) ?? Number.MAX_VALUE
  return appointments.toSorted((a, b) => startOf(a) - startOf(b))
}

/** The same Appointment may stand on two pages when the list moved in between. */
export function uniqueById(appointments: readonly Appointment[]): Appointment[] {
  const seen = new Set<string>()
  return appointments.filter(({ id }) => {
    if (id === undefined) return true
    const isNew = !seen.has(id)
    seen.add(id)
    return isNew
  })
}
