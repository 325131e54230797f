import { instantMs } from '../fhir/instants.ts'
import type { Appointment } from '../fhir/types.ts'
import { pageOf, pageRequest, readPage, readRawPage, type AppointmentPage } from './appointment-page.ts'
import type { SchedulingServer } from './server.ts'
import type { FindCriteria } from './criteria.ts'
import { splitEarliest } from './split-earliest.ts'
import { safeNextPage } from './paging.ts'
import { readAnswer } from './whose.ts'

/** A page of `$find`, reduced to what can be offered. */
export interface OfferPage extends AppointmentPage {
  /** How many offers were left out because they name another patient than the one asked for. */
  readonly ofOthers: number
  /** How many offers were left out because they are over already. */
  readonly past: number
  /** If the server sent thousands of offers at once: returns the later ones, which are examined only then. */
  readonly rest?: () => OfferPage
}

/** How many offers of a very large page are examined before any is shown: enough to fill the screen several times. */
const firstPortion = 200

/**
 * The first page of `$find` (ITI-115): all of it, or its earliest offers and `rest`. Following pages come from `findMore`.
 * @throws ProtocolError
 */
export async function findFirst(server: SchedulingServer, criteria: FindCriteria, signal?: AbortSignal): Promise<OfferPage> {
  const request = server.dialect.findRequest(server, criteria)
  const page = await readRawPage(server.transport, signal ? new Request(request, { signal }) : request, server.now())
  const [earliest, later] = splitEarliest(page.resources, firstPortion)
  if (later.length === 0) return onlyOffers(pageOf(page), criteria, server)
  const rest = () => onlyOffers(pageOf({ ...page, resources: later }), criteria, server)
  return { ...onlyOffers(pageOf({ resources: earliest, nextLink: undefined, characters: 0 }), criteria, server), rest }
}

/**
 * The page behind a link of an earlier page.
 * @param criteria the criteria of the first page
 * @param visited URLs that were read already; the new one is not added
 * @throws ProtocolError, `unsafe-link` among others
 */
export async function findMore(
  server: SchedulingServer,
  criteria: FindCriteria,
  link: string,
  visited: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<OfferPage & { readonly url: string }> {
  const url = safeNextPage(server.base, link, visited)
  return { ...onlyOffers(await readPage(server.transport, pageRequest(url, signal), server.now()), criteria, server), url }
}

/** Only proposed Appointments with a readable time can be offered; everything else that a server lists counts as unreadable. */
function onlyOffers(page: AppointmentPage, { patient = [] }: FindCriteria, server: SchedulingServer): OfferPage {
  const appointments: Appointment[] = []
  let [unreadable, ofOthers, past] = [page.unreadable, 0, 0]
  const nowInstant = server.now()
  for (const appointment of page.appointments) {
    const reading = readAnswer(appointment, patient, server)
    if (!isOffer(appointment) || reading === 'illegible') unreadable += 1
    else if (reading === 'another') ofOthers += 1
    else if ((instantMs(appointment.end) ?? 0) <= nowInstant) past += 1
    else appointments.push(appointment)
  }
  return { ...page, appointments, unreadable, ofOthers, past }
}

/** Later instants may have a year of more digits than FHIR can write. */
const lastInstant = Date.UTC(9999, 0)

function isOffer(appointment: Appointment): boolean {
  const start = instantMs(appointment.start)
  const end = instantMs(appointment.end)
  return appointment.status === 'proposed' && start !== undefined && end !== undefined && start < end && end < lastInstant
}
