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
import { hasOthersInstead, isSameVisit } from './same-visit.ts'
import { searchAppointments, type FoundAppointments } from '../search-appointments.ts'
import type { Truth } from './truth.ts'
import { findOwner } from '../find-whose.ts'
import { whose } from '../whose.ts'

/** How far from the wished-for time a booking is looked for, in milliseconds. */
export const halfDayMs = 12 * 3_600_000
const yearMs = 365 * 24 * 3_600_000
/** What a booked appointment may have become by the time it is asked for. */
export const bookedStatuses: readonly string[] = ['booked', 'arrived', 'checked-in', 'fulfilled']

/** What one search, in whose answer the booking would have to stand, tells of it. */
export type Sighting =
  | Extract<Truth, { appointment: Appointment }>
  /** Something that may be it: the server doesn't say whose it is, or says it illegibly. */
  | { readonly kind: 'perhaps' }
  /** The patient has something else at that very time: what a refusal may be about, or what the server has booked instead. */
  | { readonly kind: 'instead' }
  /** The server shows others there, and not this one. */
  | { readonly kind: 'absent'; readonly shown: readonly Appointment[] }
  /** An empty answer: there may be nothing, or nothing that we may see. */
  | { readonly kind: 'nothing' }
  /** The server doesn't answer this question (403, 404, 400), or there is no way to put it. */
  | { readonly kind: 'hidden' }

/** What to look for: the wished-for visit of a patient, in any of the appointments that a search brings up. */
export interface Sought extends Pick<BookIntent, 'patient'> {
  readonly wished: Appointment
  /** Where it was sent by resource, it carries this. */
  readonly correlationId?: string
  /** Whether a candidate is something else that is known to be there: the hold, the appointment that is replaced. */
  readonly isOther: (candidate: Appointment) => boolean
  /** Whether nobody can tell a candidate from such a thing. */
  readonly mayBeOther?: (candidate: Appointment) => boolean
}

/**
 * Looks among the patient's appointments from half a day before to half a day after: a booking may have got an id of its own
 * (ITI-118). A server may ignore a parameter that it doesn't know, so that nothing counts but what names the patient or
 * carries the client's own identifier.
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

/** The same in a whole year before and after: whether the server shows this patient's appointments at all. */
export function seekInYears(server: SchedulingServer, sought: Sought): Promise<Sighting> {
  return seekByPatient(server, sought, yearMs)
}

/** Looks among everybody's appointments with the same practitioner, or else at the same place. */
export function seekByActor(server: SchedulingServer, sought: Sought): Promise<Sighting> {
  const query = actorQuery(sought.wished)
  return query ? seek(server, sought, query, halfDayMs) : Promise.resolve({ kind: 'hidden' })
}

/** What the server shows booked with the same practitioner, or else at the same place, at that time. */
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
  // Whose they are is for the records that they point to.
  const appointments = [...found.appointments, ...found.untold]
  const isOfPatient = query.patient !== undefined || query.patientIdentifier !== undefined
  const candidates = await Promise.all(
    appointments
      .filter((candidate) => isAccepted(candidate) && !sought.isOther(candidate))
      .map(async (candidate) => ({ candidate, match: await matchOf(server, sought, candidate, isOfPatient) })),
  )
  const ours = candidates.filter(({ match }) => match === 'it').map(({ candidate }) => candidate)
  // One that is booked counts before one that is only pending, whatever their order.
  const booked = ours.find(({ status }) => bookedStatuses.includes(status))
  if (booked) return { kind: 'done', appointment: booked }
  if (ours[0]) return { kind: 'awaiting-confirmation', appointment: ours[0] }
  const isAmong = (wanted: Match) => candidates.some(({ match }) => match === wanted)
  if (found.unreadable > 0 || isAmong('perhaps')) return { kind: 'perhaps' }
  if (isAmong('instead')) return { kind: 'instead' }
  // Of the patient's own, those of somebody else prove nothing: that is not what was asked for.
  const shown = isOfPatient ? appointments.filter((one) => !isAnothers(server, sought, one)) : appointments
  return shown.length > 0 ? { kind: 'absent', shown } : { kind: 'nothing' }
}

function isAnothers(server: SchedulingServer, { patient }: Sought, appointment: Appointment): boolean {
  return whose(appointment, patient, server) === 'another'
}

type Match = 'it' | 'perhaps' | 'instead' | 'other'

/** @param isOfPatient whether only the patient's were asked for: the same visit with somebody else's name contradicts that */
async function matchOf(server: SchedulingServer, sought: Sought, candidate: Appointment, isOfPatient: boolean): Promise<Match> {
  const isNamed = carries(candidate, sought.correlationId)
  const isWished = isNamed || isSameVisit(sought.wished, candidate)
  if (!isWished && !(isOfPatient && startsWith(sought.wished, candidate))) return 'other'
  const owner = await findOwner(server, candidate, sought.patient)
  // A server may leave out who takes part, or choose somebody else.
  if (!isWished) return owner === 'another' ? 'other' : hasOthersInstead(sought.wished, candidate) ? 'instead' : 'perhaps'
  if (owner !== 'another' && sought.mayBeOther?.(candidate)) return 'perhaps'
  if (owner === 'ours' || (isNamed && owner === 'unsaid')) return 'it'
  return owner === 'another' && !isOfPatient && !isNamed ? 'other' : 'perhaps'
}

function startsWith(wished: Appointment, { start }: Appointment): boolean {
  return instantMs(start) !== undefined && instantMs(start) === instantMs(wished.start)
}

/** Whether it has the identifier that the client gave it. */
function carries({ identifier = [] }: Appointment, correlationId: string | undefined): boolean {
  if (correlationId === undefined) return false
  const own = correlationIdentifier(correlationId)
  return identifier.some(({ system, value }) => system === own.system && value === own.value)
}

function isAccepted({ status }: Appointment): boolean {
  return status === 'pending' || bookedStatuses.includes(status)
}

/** Undefined where the server doesn't show any (403, 404, 400): that says neither yes nor no. */
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
 * The same time as `$find` offers it again; then it can't have been booked. One that is not offered proves nothing.
 * @param isIt which of several offers of that time is wanted
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
