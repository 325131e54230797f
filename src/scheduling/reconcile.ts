import { actorsOf, sameTarget } from '../fhir/references.ts'
import type { Appointment } from '../fhir/types.ts'
import type { SchedulingServer } from './attempt.ts'
import { ProtocolError } from './failure.ts'
import { bookedStatuses, bookingAmong, findBooking, offerAgain, patientAppointmentsAround } from './find-booking.ts'
import { subjectOf, type BookIntent, type HoldIntent, type Intent, type ModifyIntent } from './intent.ts'
import { progressOf } from './modification.ts'
import { isSameVisit } from './same-visit.ts'
import { readResource } from './search-resources.ts'
import type { Truth } from './truth.ts'
import { whose } from './whose.ts'

const stillUnknown: Truth = { kind: 'still-unknown' }

/**
 * Asks the server what became of an intent whose answer was lost or contradicted itself. `$book` is not idempotent, so
 * nothing is sent again; only what the server shows now counts, and what it doesn't show proves nothing.
 * @throws never; a question that can't be answered leaves the truth `still-unknown`
 */
export async function reconcile(server: SchedulingServer, intent: Intent): Promise<Truth> {
  try {
    const { id } = subjectOf(intent)
    const current = id === undefined ? undefined : await readIfThere(server, id)
    if (intent.kind === 'book') return await truthOfBooking(server, intent, current)
    return current ? await truthOfChange(server, intent, current) : stillUnknown
  } catch (error) {
    if (error instanceof ProtocolError) return stillUnknown
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

function truthOfChange(
  server: SchedulingServer,
  intent: Exclude<Intent, BookIntent>,
  current: Appointment,
): Truth | Promise<Truth> {
  switch (intent.kind) {
    case 'cancel':
      return current.status === 'cancelled' ? { kind: 'done', appointment: current } : { kind: 'not-done', current }
    case 'release':
      return truthOfRelease(current)
    case 'hold':
      return truthOfHold(intent, current)
    case 'modify':
      return truthOfModification(server, intent, current)
  }
}

/** A time given back is cancelled, or offered again under its id. One that is booked by now must not be given back. */
function truthOfRelease(current: Appointment): Truth {
  if (current.status === 'cancelled' || current.status === 'proposed') return { kind: 'done', appointment: current }
  return current.status === 'pending' ? { kind: 'not-done', current } : { kind: 'taken' }
}

/** A pending Appointment is held by somebody; it is ours only when it is held for the patient of the offer. */
function truthOfHold({ offer }: HoldIntent, current: Appointment): Truth {
  switch (current.status) {
    case 'pending': {
      const [wanted, named] = [actorsOf(offer, 'Patient'), actorsOf(current, 'Patient')]
      const isOurs = wanted.length > 0 && wanted.every((patient) => named.some((other) => sameTarget(patient, other)))
      return isOurs ? { kind: 'done', appointment: current } : stillUnknown
    }
    case 'proposed':
    case 'cancelled':
      return { kind: 'not-done', current }
    default:
      return { kind: 'taken' }
  }
}

async function truthOfModification(server: SchedulingServer, intent: ModifyIntent, current: Appointment): Promise<Truth> {
  if (current.status === 'cancelled' || current.status === 'entered-in-error') return truthOfReplacement(server, intent, current)
  const progress = progressOf(intent, current)
  if (current.status === 'pending') {
    return progress === 'as-asked' ? { kind: 'awaiting-confirmation', appointment: current } : stillUnknown
  }
  if (progress === 'as-asked') return { kind: 'done', appointment: current }
  return progress === 'as-before' ? { kind: 'not-done', current } : stillUnknown
}

/** Some servers change an Appointment by cancelling it and booking another (ITI-117 2:3.117.4.2.2). */
async function truthOfReplacement(
  server: SchedulingServer,
  { original, changed, patient }: ModifyIntent,
  current: Appointment,
): Promise<Truth> {
  const shown = await patientAppointmentsAround(server, patient, [original, changed])
  const replacement = bookingAmong(
    shown,
    (candidate) =>
      candidate.id !== original.id &&
      isSameVisit(changed, candidate) &&
      whose(candidate, patient, server.sharesPatients) === 'ours',
  )
  // That no replacement is shown counts only when the server shows the cancelled original in the same place.
  return replacement ?? (shown.some(({ id }) => id === original.id) ? { kind: 'not-done', current } : stillUnknown)
}

async function truthOfBooking(server: SchedulingServer, intent: BookIntent, current: Appointment | undefined): Promise<Truth> {
  const told = current && tellFromOffer(intent, current, server.sharesPatients)
  if (told) return told
  // A proposal may outlive its booking, when that got an id of its own.
  const found = await findBooking(server, intent)
  if (found) return found
  if (current?.status === 'proposed') return { kind: 'not-done', current }
  return (await offerAgain(server, intent.offer)) ? { kind: 'not-done' } : stillUnknown
}

/** What the Appointment with the offer's own id tells; undefined where it leaves the question open. */
function tellFromOffer(intent: BookIntent, current: Appointment, sharesPatients: boolean): Truth | undefined {
  const owner = whose(current, intent.patient, sharesPatients)
  if (bookedStatuses.includes(current.status)) {
    // Booked for whom? Where the server doesn't say, the patient's own appointments must tell.
    return owner === 'another' ? { kind: 'taken' } : owner === 'ours' ? { kind: 'done', appointment: current } : undefined
  }
  if (current.status !== 'pending') return undefined
  if (owner === 'another') return { kind: 'taken' }
  // A held time is pending before and after: only a patient who wasn't named before tells that the booking came through.
  const namedNobody = actorsOf(intent.offer, 'Patient').length === 0
  if (owner === 'ours' && namedNobody) return { kind: 'awaiting-confirmation', appointment: current }
  return intent.held ? { kind: 'not-done', current } : undefined
}
