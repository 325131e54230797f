import { instantMs } from '../fhir/instants.ts'
import { actorsOf } from '../fhir/references.ts'
import type { Appointment, Patient } from '../fhir/types.ts'
import { readPage } from './appointment-page.ts'
import type { SchedulingServer } from './attempt.ts'
import { correlationIdentifier } from './correlation.ts'
import type { AppointmentQuery } from './criteria.ts'
import { ProtocolError } from './failure.ts'
import type { BookIntent } from './intent.ts'
import { patientQuery } from './patient-reference.ts'
import { isSameVisit } from './same-visit.ts'
import { searchAppointments } from './search-appointments.ts'
import type { Truth } from './truth.ts'
import { whose } from './whose.ts'

const halfDayMs = 12 * 3_600_000
/** What a booked appointment may have become by the time it is asked for. */
export const bookedStatuses: readonly string[] = ['booked', 'arrived', 'checked-in', 'fulfilled']

/** A booking among Appointments: one that is booked counts before one that is only pending, whatever their order. */
export function bookingAmong(
  appointments: readonly Appointment[],
  isIt: (candidate: Appointment) => boolean,
): Extract<Truth, { appointment: Appointment }> | undefined {
  const found = appointments.filter(isIt)
  const booked = found.find((candidate) => bookedStatuses.includes(candidate.status))
  if (booked) return { kind: 'done', appointment: booked }
  const pending = found.find((candidate) => candidate.status === 'pending')
  return pending && { kind: 'awaiting-confirmation', appointment: pending }
}

/**
 * A booking may have got an id of its own: it is looked for around its time by ITI-118. A server may ignore a parameter that
 * it doesn't know, so that nothing counts but what names the patient or carries the client's own identifier.
 * @throws ProtocolError when the server gave no usable answer; one that shows nothing (403, 404) is none that says no
 */
export async function findBooking(server: SchedulingServer, intent: BookIntent): Promise<Truth | undefined> {
  const { offer, patient, correlationId } = intent
  const { system, value } = correlationIdentifier(correlationId)
  const who = patientQuery(patient, server.sharesPatients)
  const query = Object.keys(who).length > 0 ? who : offer.id === undefined ? { identifier: `${system}|${value}` } : undefined
  if (!query) return undefined
  const appointments = await appointmentsAround(server, query, [offer])
  return bookingAmong(
    appointments,
    (candidate) =>
      (candidate.identifier ?? []).some((identifier) => identifier.system === system && identifier.value === value) ||
      (isSameVisit(offer, candidate) &&
        whose(candidate, patient, server.sharesPatients) === 'ours' &&
        // The hold itself is pending too, and no booking.
        !(candidate.status === 'pending' && candidate.id === offer.id && intent.held)),
  )
}

/** What the server shows of this patient from half a day before to half a day after these Appointments. */
export async function patientAppointmentsAround(
  server: SchedulingServer,
  patient: Patient,
  appointments: readonly Appointment[],
): Promise<readonly Appointment[]> {
  const who = patientQuery(patient, server.sharesPatients)
  return Object.keys(who).length === 0 ? [] : appointmentsAround(server, who, appointments)
}

async function appointmentsAround(
  server: SchedulingServer,
  query: AppointmentQuery,
  around: readonly Appointment[],
): Promise<readonly Appointment[]> {
  const instants = around
    .flatMap(({ start, end }) => [instantMs(start), instantMs(end)])
    .filter((instant) => instant !== undefined)
  if (instants.length === 0) return []
  const from = new Date(Math.min(...instants) - halfDayMs).toISOString()
  const until = new Date(Math.max(...instants) + halfDayMs).toISOString()
  try {
    return (await searchAppointments(server, { ...query, from, until })).appointments
  } catch (error) {
    if (error instanceof ProtocolError && ['forbidden', 'not-found', 'refused'].includes(error.failure.kind)) return []
    throw error
  }
}

/**
 * The same time as `$find` offers it again; then it can't have been booked. One that is not offered proves nothing.
 * @throws ProtocolError
 */
export async function offerAgain(server: SchedulingServer, wished: Appointment): Promise<Appointment | undefined> {
  const practitioner = actorsOf(wished, 'Practitioner').filter((actor) => actor.reference !== undefined)
  const request = server.dialect.findRequest(server, {
    start: wished.start ?? '',
    end: wished.end ?? '',
    ...(practitioner.length > 0 ? { practitioner } : {}),
  })
  const { appointments } = await readPage(server.transport, request, server.now())
  return appointments.find((candidate) => candidate.status === 'proposed' && isSameVisit(wished, candidate))
}
