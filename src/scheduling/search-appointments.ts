import { instantMs } from '../fhir/instants.ts'
import { gatheredIssues, type Issue } from '../fhir/issues.ts'
import type { Appointment, Location, Reference } from '../fhir/types.ts'
import { pageRequest, readPage, type AppointmentPage } from './appointment-page.ts'
import type { SchedulingServer } from './server.ts'
import type { AppointmentQuery } from './criteria.ts'
import { assertRoomFor, safeNextPage } from './paging.ts'
import { searchByPost } from './search-by-post.ts'
import { readAnswer, type Reading } from './whose.ts'
import { hasIgnoredPatient } from './wrong-question.ts'

export interface FoundAppointments {
  /** Each once, in order of start; those without a readable start come last. */
  readonly appointments: readonly Appointment[]
  readonly locations: readonly Location[]
  readonly notices: readonly Issue[]
  /** How many Appointments were left out because they or their patient could not be read. */
  readonly unreadable: number
  /** How many Appointments were left out because they name another patient than the one asked for. */
  readonly ofOthers: number
  /** Appointments left out because they don't say whose they are, while the server seems to have looked for everybody's. */
  readonly untold: readonly Appointment[]
}

/**
 * ITI-118, all pages. An empty result never means that nothing exists: the server may not show it.
 * @throws ProtocolError
 */
export async function searchAppointments(
  server: SchedulingServer,
  query: AppointmentQuery,
  signal?: AbortSignal,
): Promise<FoundAppointments> {
  const pages: AppointmentPage[] = [await firstPage(server, query, signal)]
  const visited = new Set<string>()
  let characters = 0
  for (let link = pages[0]?.nextLink; link !== undefined; link = pages.at(-1)?.nextLink) {
    characters += pages.at(-1)?.characters ?? 0
    assertRoomFor(characters)
    const url = safeNextPage(server.base, link, visited)
    visited.add(url)
    pages.push(await readPage(server.transport, pageRequest(url, signal), server.now()))
  }
  const asked = askedFor(query)
  const all = uniqueById(pages.flatMap((page) => page.appointments))
  const readings = all.map((appointment) => readAnswer(appointment, asked, server, query.knownIdentifiers))
  const those = (...wanted: readonly Reading[]) => all.filter((_one, index) => wanted.some((reading) => reading === readings[index]))
  const [others, untold] = [those('another').length, those('unsaid')]
  const isUntold = asked.length > 0 && (others > 0 || hasIgnoredPatient(pages[0]?.selfLink, those('ours'), those('unsaid')))
  return {
    appointments: inOrderOfStart(isUntold ? those('ours') : those('ours', 'unsaid')),
    locations: pages.flatMap((page) => page.locations),
    notices: gatheredIssues(pages.flatMap((page) => page.notices)),
    unreadable: pages.reduce((sum, page) => sum + page.unreadable, those('illegible').length),
    ofOthers: others,
    untold: isUntold ? untold : [],
  }
}

function askedFor({ patient, patientIdentifier }: AppointmentQuery): Reference[] {
  if (patient !== undefined) return [{ reference: patient }]
  if (patientIdentifier === undefined) return []
  const bar = patientIdentifier.indexOf('|')
  const identifier = { system: patientIdentifier.slice(0, bar), value: patientIdentifier.slice(bar + 1) }
  return [{ type: 'Patient', identifier }]
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

/** The same Appointment may be on two pages when the list moved in between. */
export function uniqueById(appointments: readonly Appointment[]): Appointment[] {
  const seen = new Set<string>()
  return appointments.filter(({ id }) => {
    if (id === undefined) return true
    const isNew = !seen.has(id)
    seen.add(id)
    return isNew
  })
}
