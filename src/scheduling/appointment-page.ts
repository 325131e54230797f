import { linkOf, resourcesOf } from '../fhir/bundles.ts'
import { issuesOfAll, isSerious, type Issue } from '../fhir/issues.ts'
import { asAppointment, asResource, resourceTypeOf } from '../fhir/resources.ts'
import type { Transport } from '../fhir/http/transport.ts'
import type { Appointment, Location } from '../fhir/types.ts'
import { ask, charactersOf } from './answer.ts'
import { bundleOf, ProtocolError } from './failure.ts'

/** One page of `$find` or of an Appointment search. */
export interface AppointmentPage {
  readonly appointments: readonly Appointment[]
  /** Included Locations: they tell the clinic's time zone and address. */
  readonly locations: readonly Location[]
  /** What the server remarked: criteria it ignored, results outside the window. */
  readonly notices: readonly Issue[]
  /** Appointments that could not be read, and are not shown. */
  readonly unreadable: number
  /** Length of the answer that contained the page. */
  readonly characters: number
  /** As the server wrote it; opaque. */
  readonly nextLink?: string
  /** The query that the server says it answered, if it says so. */
  readonly selfLink?: string
}

/** A page as it came, before its resources are examined. */
export interface RawPage {
  readonly resources: readonly unknown[]
  readonly nextLink: string | undefined
  readonly selfLink?: string | undefined
  readonly characters: number
}

/**
 * Reads one page. A Bundle with no entry is an empty page; one with nothing but errors is a refusal.
 * @throws ProtocolError
 */
export async function readPage(transport: Transport, request: Request, nowInstant: number): Promise<AppointmentPage> {
  return pageOf(await readRawPage(transport, request, nowInstant))
}

/**
 * Reads one page whose resources are examined later, by `pageOf`.
 * @throws ProtocolError
 */
export async function readRawPage(transport: Transport, request: Request, nowInstant: number): Promise<RawPage> {
  const bundle = bundleOf(await ask(transport, request), nowInstant)
  return { resources: resourcesOf(bundle), nextLink: linkOf(bundle, 'next'), selfLink: linkOf(bundle, 'self'), characters: charactersOf(bundle) }
}

/** @throws ProtocolError when the page holds nothing but errors */
export function pageOf({ resources, nextLink, selfLink, characters }: RawPage): AppointmentPage {
  const appointments: Appointment[] = []
  const locations: Location[] = []
  const outcomes: unknown[] = []
  let unreadable = 0
  // One pass: there may be thousands.
  for (const resource of resources) {
    switch (resourceTypeOf(resource)) {
      case 'Appointment': {
        const appointment = asAppointment(resource)
        if (appointment) appointments.push(appointment)
        else unreadable += 1
        break
      }
      case 'Location': {
        const location = asResource('Location', resource)
        if (location) locations.push(location)
        break
      }
      case 'OperationOutcome':
        outcomes.push(resource)
        break
      default:
    }
  }
  const notices = issuesOfAll(outcomes)
  if (appointments.length + unreadable === 0 && notices.some(isSerious)) {
    throw new ProtocolError({ kind: 'refused', status: 200, issues: notices })
  }
  return { appointments, locations, notices, unreadable, characters, ...(nextLink && { nextLink }), ...(selfLink && { selfLink }) }
}

/** A GET that bypasses every cache: for a page by its link, unchanged, or for one resource. */
export function pageRequest(url: string, signal?: AbortSignal): Request {
  return new Request(url, { headers: { accept: 'application/fhir+json' }, cache: 'no-store', ...(signal ? { signal } : {}) })
}
