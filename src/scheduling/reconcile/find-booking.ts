import { instantMs } from '../../fhir/instants.ts'
import { actorsOf } from '../../fhir/references.ts'
import type { Appointment } from '../../fhir/types.ts'
import { readPage } from '../appointment-page.ts'
import type { SchedulingServer } from '../server.ts'
import { correlationIdentifier } from '../correlation.ts'
import type { AppointmentQuery } from '../criteria.ts'
import { ProtocolError } from '../failure.ts'
import type { BookIntent } from '../intent.ts'
import { patientQuery } from '../patient-reference.ts'
import { hasOthersInstead, isPartOf, isSameVisit } from './same-visit.ts'
import { searchAppointments, type FoundAppointments } from '../search-appointments.ts'
import type { Truth } from './truth.ts'
import { findOwner } from '../find-whose.ts'
import { whose, type Reading } from '../whose.ts'

/** How far before and after its time a booking is looked for, in milliseconds. */
export const halfDayMs = 12 * 3_600_000
const yearMs = 365 * 24 * 3_600_000
/** The statuses that a booked appointment may have by the time the server is asked. */
export const bookedStatuses: readonly string[] = ['booked', 'arrived', 'checked-in', 'fulfilled']

/** What one search tells about a booking that should be among its results. */
export type Sighting =
  | Extract<Truth, { appointment: Appointment }>
  /** A result may be the booking: it doesn't say whose it is, says it illegibly, or leaves some part open. */
  | { readonly kind: 'perhaps' }
  /** The patient has another appointment at that very time: the cause of a refusal, or what the server booked instead. */
  | { readonly kind: 'instead' }
  /** The server shows other appointments there, but not this one. */
  | { readonly kind: 'absent'; readonly shown: readonly Appointment[] }
  /** No results: nothing exists, or we may not see it. */
  | { readonly kind: 'nothing' }
  /** The server doesn't answer this question (403, 404, 400), or the question can't be put. */
  | { readonly kind: 'hidden' }

export type IsExplained = (candidate: Appointment) => boolean

/** What to look for: the wished-for visit of a patient, in any of the appointments that a search brings up. */
export interface Sought extends Pick<BookIntent, 'patient'> {
  readonly wished: Appointment
  /** The identifier that was sent, if the booking went by resource. */
  readonly correlationId?: string
  /** Whether a candidate is known to be something else: the hold, or the appointment that is replaced. */
  readonly isOther: (candidate: Appointment) => boolean
  /** Whether a candidate may be something else, and nothing can tell. */
  readonly mayBeOther?: (candidate: Appointment) => boolean
  /** Whether a candidate is known to come from something else: nothing was booked instead, then. */
  readonly isExplained?: IsExplained
}

/**
 * Searches the patient's appointments from half a day before to half a day after the visit, because the server may have given the
 * booking another id (ITI-118). Servers may ignore a parameter that they don't know, so only a result that names the patient or carries
 * the client's own identifier counts.
 * @throws ProtocolError when the server gave no usable answer
 */
export function seekByPatient(server: SchedulingServer, sought: Sought, marginMs: number = halfDayMs): Promise<Sighting> {
  const { patient, correlationId } = sought
  const who = patientQuery(patient, server.sharesPatients)
  if (Object.keys(who).length > 0) return seek(server, sought, who, marginMs)
  if (correlationId === undefined) return Promise.resolve({ kind: 'hidden' })
  const { system, value } = correlationIdentifier(correlationId)
  return seek(server, sought, { identifier: `${system}|${value}` }, marginMs)
}

/** The same, a whole year before and after: whether the server shows this patient's appointments at all. */
export function seekInYears(server: SchedulingServer, sought: Sought): Promise<Sighting> {
  return seekByPatient(server, sought, yearMs)
}

/** Searches everybody's appointments with the same practitioner, or else at the same place. */
export function seekByActor(server: SchedulingServer, sought: Sought): Promise<Sighting> {
  const query = actorQuery(sought.wished)
  return query ? seek(server, sought, query, halfDayMs) : Promise.resolve({ kind: 'hidden' })
}

/** The booked appointments that the server shows with the same practitioner, or else at the same place, at that time. */
export async function bookedAtThatTime(server: SchedulingServer, wished: Appointment): Promise<Appointment[]> {
  const query = actorQuery(wished)
  const shown = query && (await appointmentsAround(server, query, wished, 0))
  const [start, end] = [instantMs(wished.start) ?? 0, instantMs(wished.end) ?? 0]
  return (shown?.appointments ?? []).filter(
    (one) => bookedStatuses.includes(one.status) && (instantMs(one.start) ?? end) < end && start < (instantMs(one.end) ?? start),
  )
}

function actorQuery(wished: Appointment): Pick<AppointmentQuery, 'practitioner' | 'location'> | undefined {
  const named = (type: string) => actorsOf(wished, type).find(({ reference }) => reference)?.reference
  const [practitioner, location] = [named('Practitioner'), named('Location')]
  return practitioner ? { practitioner } : location ? { location } : undefined
}

async function seek(server: SchedulingServer, sought: Sought, query: AppointmentQuery, marginMs: number): Promise<Sighting> {
  const found = await appointmentsAround(server, query, sought.wished, marginMs)
  if (!found) return { kind: 'hidden' }
  // The appointments that don't say whose they are count too: the records that they refer to may tell.
  const appointments = [...found.appointments, ...found.untold]
  const isOfPatient = query.patient !== undefined || query.patientIdentifier !== undefined
  const candidates = await Promise.all(
    appointments
      .filter((candidate) => isAccepted(candidate) && !sought.isOther(candidate))
      .map(async (candidate) => ({ candidate, match: await matchOf(server, sought, candidate, isOfPatient) })),
  )
  const ours = candidates.filter(({ match }) => match === 'it').map(({ candidate }) => candidate)
  // A booked one counts before a pending one, whatever their order.
  const booked = ours.find(({ status }) => bookedStatuses.includes(status))
  if (booked) return { kind: 'done', appointment: booked }
  if (ours[0]) return { kind: 'awaiting-confirmation', appointment: ours[0] }
  const isAmong = (wanted: Match) => candidates.some(({ match }) => match === wanted)
  if (found.unreadable > 0 || isAmong('perhaps')) return { kind: 'perhaps' }
  if (isAmong('instead')) return { kind: 'instead' }
  // In a search for the patient's own, somebody else's appointments prove nothing: the server did not answer the question.
  const shown = isOfPatient ? appointments.filter((one) => !isAnothers(server, sought, one)) : appointments
  return shown.length > 0 ? { kind: 'absent', shown } : { kind: 'nothing' }
}

function isAnothers(server: SchedulingServer, { patient }: Sought, appointment: Appointment): boolean {
  return whose(appointment, patient, server) === 'another'
}

type Match = 'it' | 'perhaps' | 'instead' | 'other'

/** @param isOfPatient whether only the patient's were asked for; then the same visit under another name contradicts the question */
async function matchOf(server: SchedulingServer, sought: Sought, candidate: Appointment, isOfPatient: boolean): Promise<Match> {
  const isNamed = carries(candidate, sought.correlationId)
  const isWished = isNamed || isSameVisit(sought.wished, candidate)
  if (!isWished && !(isOfPatient && startsWith(sought.wished, candidate))) return 'other'
  const owner = await findOwner(server, candidate, sought.patient)
  if (!isWished && (owner === 'another' || sought.isExplained?.(candidate))) return 'other'
  // A server may leave out who takes part, or choose somebody else.
  if (!isWished) return isInstead(sought.wished, candidate, owner) ? 'instead' : 'perhaps'
  if (owner !== 'another' && sought.mayBeOther?.(candidate)) return 'perhaps'
  if (owner === 'ours' || (isNamed && owner === 'unsaid')) return 'it'
  return owner === 'another' && !isOfPatient && !isNamed ? 'other' : 'perhaps'
}

function isInstead(wished: Appointment, candidate: Appointment, owner: Reading): boolean {
  return hasOthersInstead(wished, candidate) || (owner === 'ours' && !isPartOf(wished, candidate))
}

function startsWith(wished: Appointment, { start }: Appointment): boolean {
  return instantMs(start) !== undefined && instantMs(start) === instantMs(wished.start)
}

/** Whether the Appointment has the identifier that the client gave it. */
function carries({ identifier = [] }: Appointment, correlationId: string | undefined): boolean {
  if (correlationId === undefined) return false
  const own = correlationIdentifier(correlationId)
  return identifier.some(({ system, value }) => system === own.system && value === own.value)
}

function isAccepted({ status }: Appointment): boolean {
  return status === 'pending' || bookedStatuses.includes(status)
}

/** Undefined if the server refuses to show any (403, 404, 400): that says neither yes nor no. */
async function appointmentsAround(
  server: SchedulingServer,
  query: AppointmentQuery,
  { start, end }: Appointment,
  marginMs: number,
): Promise<FoundAppointments | undefined> {
  const instants = [instantMs(start), instantMs(end)].filter((instant) => instant !== undefined)
  if (instants.length === 0) return undefined
  const from = new Date(Math.min(...instants) - marginMs).toISOString()
  const until = new Date(Math.max(...instants) + marginMs).toISOString()
  try {
    return await searchAppointments(server, { ...query, from, until })
  } catch (error) {
    if (error instanceof ProtocolError && ['forbidden', 'not-found', 'refused'].includes(error.failure.kind)) return undefined
    throw error
  }
}

/**
 * The same time, if `$find` offers it again; then it can't have been booked. If it isn't offered, that proves nothing.
 * @param isIt tells which of several offers of that time is wanted
 * @throws ProtocolError
 */
export async function offerAgain(
  server: SchedulingServer,
  wished: Appointment,
  isIt: (offer: Appointment) => boolean = () => true,
): Promise<Appointment | undefined> {
  const practitioner = actorsOf(wished, 'Practitioner').filter((actor) => actor.reference !== undefined)
  const request = server.dialect.findRequest(server, {
    start: wished.start ?? '',
    end: wished.end ?? '',
    ...(practitioner.length > 0 ? { practitioner } : {}),
  })
  const { appointments } = await readPage(server.transport, request, server.now())
  return appointments.find((candidate) => candidate.status === 'proposed' && isSameVisit(wished, candidate) && isIt(candidate))
}
