import { instantMs } from '../fhir/instants.ts'
import type { Appointment } from '../fhir/types.ts'
import { pageRequest, readPage, type AppointmentPage } from './appointment-page.ts'
import type { SchedulingServer } from './attempt.ts'
import type { FindCriteria } from './criteria.ts'
import { safeNextPage } from './paging.ts'

/**
 * The first page of `$find` (ITI-115). Following pages come from `findMore`.
 * @throws ProtocolError
 */
export async function findFirst(
  server: SchedulingServer,
  criteria: FindCriteria,
  signal?: AbortSignal,
): Promise<AppointmentPage> {
  const request = server.dialect.findRequest(server, criteria)
  return onlyOffers(await readPage(server.transport, signal ? new Request(request, { signal }) : request, server.now()))
}

/**
 * The page behind a link of a page before.
 * @param visited URLs that were read already; the new one is not added
 * @throws ProtocolError, `unsafe-link` among others
 */
export async function findMore(
  server: SchedulingServer,
  link: string,
  visited: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<AppointmentPage & { readonly url: string }> {
  const url = safeNextPage(server.base, link, visited)
  return { ...onlyOffers(await readPage(server.transport, pageRequest(url, signal), server.now())), url }
}

/** Only proposed Appointments with a time that can be read can be offered; what else a server lists is counted as unreadable. */
function onlyOffers(page: AppointmentPage): AppointmentPage {
  const appointments = page.appointments.filter(isOffer)
  return { ...page, appointments, unreadable: page.unreadable + page.appointments.length - appointments.length }
}

function isOffer(appointment: Appointment): boolean {
  const [start, end] = [instantMs(appointment.start), instantMs(appointment.end)]
  return appointment.status === 'proposed' && start !== undefined && end !== undefined && start < end
}
