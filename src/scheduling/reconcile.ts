import { instantMs } from '../fhir/instants.ts'
import { actorsOf, sameTarget } from '../fhir/references.ts'
import type { Appointment } from '../fhir/types.ts'
import type { SchedulingServer } from './attempt.ts'
import { readPage } from './appointment-page.ts'
import { namesAnotherPatient } from './classify.ts'
import { correlationIdentifier } from './correlation.ts'
import { ProtocolError } from './failure.ts'
import { subjectOf, type BookIntent, type Intent } from './intent.ts'
import { readResource } from './search-resources.ts'
import { patientQuery } from './patient-reference.ts'
import { searchAppointments } from './search-appointments.ts'
import type { Truth } from './truth.ts'

/**
 * Asks the server what became of an intent whose answer was lost or contradicted itself. `$book` is not idempotent, so
 * nothing is sent again; only what the server shows now counts, and what it doesn't show proves nothing.
 * @throws never; a question that can't be answered leaves the truth `still-unknown`
 */
export async function reconcile(server: SchedulingServer, intent: Intent): Promise<Truth> {
  try {
    const { id } = subjectOf(intent)
    const current = id === undefined ? undefined : await readIfThere(server, id)
    const told = current ? tellFrom(intent, current, server.sharesPatients) : undefined
    if (told) return told
    return intent.kind === 'book' ? await lookForBooking(server, intent) : { kind: 'still-unknown' }
  } catch (error) {
    if (error instanceof ProtocolError) return { kind: 'still-unknown' }
    throw error
  }
}

async function readIfThere(server: SchedulingServer, id: string): Promise<Appointment | undefined> {
  try {
    return await readResource(server, 'Appointment', id)
  } catch (error) {
    if (error instanceof ProtocolError && error.failure.kind === 'not-found') return undefined
    throw error
  }
}

/** What the Appointment itself tells; undefined where it leaves the question open. */
function tellFrom(intent: Intent, current: Appointment, sharesPatients: boolean): Truth | undefined {
  switch (intent.kind) {
    case 'cancel':
    case 'release':
      return current.status === 'cancelled' ? { kind: 'done', appointment: current } : { kind: 'not-done', current }
    case 'modify':
      if (current.status !== 'booked') return { kind: 'not-done', current }
      return isAsAsked(intent.changed, current) ? { kind: 'done', appointment: current } : { kind: 'not-done', current }
    case 'hold':
      if (current.status === 'pending') return { kind: 'done', appointment: current }
      return current.status === 'proposed' ? { kind: 'not-done', current } : { kind: 'taken' }
    case 'book':
      return tellFromOffer(intent, current, sharesPatients)
  }
}

function tellFromOffer(intent: BookIntent, current: Appointment, sharesPatients: boolean): Truth | undefined {
  const named = actorsOf(current, 'Patient').length > 0
  const isOurs = sharesPatients && named && !namesAnotherPatient(intent, current)
  const isTaken = sharesPatients && namesAnotherPatient(intent, current)
  switch (current.status) {
    case 'proposed':
      return { kind: 'not-done', current }
    case 'booked':
      // Booked for whom? Where the server doesn't say, the patient's own appointments must tell.
      return isTaken ? { kind: 'taken' } : isOurs ? { kind: 'done', appointment: current } : undefined
    case 'pending':
      if (isTaken) return { kind: 'taken' }
      // A held time is pending before and after: only a patient who wasn't named before tells that the booking came through.
      if (isOurs && actorsOf(intent.offer, 'Patient').length === 0) return { kind: 'awaiting-confirmation', appointment: current }
      return intent.held ? { kind: 'not-done', current } : undefined
    default:
      return undefined
  }
}

/** Whether every part that was to change now is as it was asked for. */
function isAsAsked(changed: Appointment, current: Appointment): boolean {
  return (
    instantMs(current.start) === instantMs(changed.start) &&
    instantMs(current.end) === instantMs(changed.end) &&
    (current.description ?? '') === (changed.description ?? '') &&
    (current.comment ?? '') === (changed.comment ?? '')
  )
}

/** A booking may have got an id of its own: it is looked for among the patient's appointments of that day. */
async function lookForBooking(server: SchedulingServer, intent: BookIntent): Promise<Truth> {
  const { start, end } = intent.offer
  const [from, until] = [instantMs(start), instantMs(end)]
  const who = patientQuery(intent.patient, server.sharesPatients)
  if (from === undefined || until === undefined || Object.keys(who).length === 0) return { kind: 'still-unknown' }
  const halfDay = 12 * 3_600_000
  const { appointments } = await searchAppointments(server, {
    ...who,
    from: new Date(from - halfDay).toISOString(),
    until: new Date(until + halfDay).toISOString(),
  })
  const found = appointments.find((candidate) => isThisBooking(intent, candidate))
  if (found?.status === 'booked') return { kind: 'done', appointment: found }
  if (found?.status === 'pending') return { kind: 'awaiting-confirmation', appointment: found }
  return (await isStillOffered(server, intent.offer)) ? { kind: 'not-done' } : { kind: 'still-unknown' }
}

function isThisBooking({ offer, correlationId }: BookIntent, candidate: Appointment): boolean {
  const { system, value } = correlationIdentifier(correlationId)
  if (candidate.identifier?.some((identifier) => identifier.system === system && identifier.value === value)) return true
  return (
    (candidate.status === 'booked' || candidate.status === 'pending') &&
    instantMs(candidate.start) === instantMs(offer.start) &&
    instantMs(candidate.end) === instantMs(offer.end) &&
    sharesActors(candidate, offer)
  )
}

/** Every practitioner and place of the offer that has a reference is also in the candidate. */
function sharesActors(candidate: Appointment, offer: Appointment): boolean {
  return ['Practitioner', 'PractitionerRole', 'Location'].every((type) =>
    actorsOf(offer, type).every((actor) => actorsOf(candidate, type).some((other) => sameTarget(actor, other))),
  )
}

/** A time that is offered again can't have been booked; one that is not offered proves nothing. */
async function isStillOffered(server: SchedulingServer, offer: Appointment): Promise<boolean> {
  const practitioner = actorsOf(offer, 'Practitioner').filter((actor) => actor.reference !== undefined)
  const request = server.dialect.findRequest(server, {
    start: offer.start ?? '',
    end: offer.end ?? '',
    ...(practitioner.length > 0 ? { practitioner } : {}),
  })
  const { appointments } = await readPage(server.transport, request, server.now())
  return appointments.some(
    (candidate) =>
      candidate.status === 'proposed' &&
      instantMs(candidate.start) === instantMs(offer.start) &&
      instantMs(candidate.end) === instantMs(offer.end) &&
      sharesActors(candidate, offer),
  )
}
