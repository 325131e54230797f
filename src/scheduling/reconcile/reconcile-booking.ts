import { actorsOf } from '../../fhir/references.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { SchedulingServer } from '../server.ts'
import {
  bookedStatuses,
  offerAgain,
  seekByActor,
  seekByPatient,
  seekInYears,
  type IsExplained,
  type Sighting,
  type Sought,
} from './find-booking.ts'
import type { BookIntent } from '../intent.ts'
import { isStillThat } from './same-visit.ts'
import { stillUnknown, type Truth } from './truth.ts'
import { findOwner } from '../find-whose.ts'

type Accepted = Extract<Truth, { appointment: Appointment }>

/**
 * What the server shows of a booking. One sighting proves that the booking exists. Its absence takes more than one witness: a time that
 * is free or somebody else's, and the patient's own appointments, as far as the server shows them.
 * @param current the Appointment with the offer's own id, if there is one
 * @throws ProtocolError
 */
export async function truthOfBooking(
  server: SchedulingServer,
  intent: BookIntent,
  current: Appointment | undefined,
  isExplained: IsExplained,
): Promise<Truth> {
  const told = current && (await tellFromOffer(server, intent, current))
  if (told && (isThere(told) || told.kind === 'still-unknown')) return told
  const sought = { ...soughtFor(intent), isExplained }
  const byPatient = await seekByPatient(server, sought)
  if (isThere(byPatient)) return byPatient
  if (byPatient.kind === 'perhaps') return stillUnknown
  if (byPatient.kind === 'instead') return { kind: 'not-shown' }
  if (told?.kind === 'perhaps') return { kind: byPatient.kind === 'absent' ? 'not-shown' : 'still-unknown' }
  if (told) return told
  // A proposal may outlive its booking, if the booking got an id of its own and the server doesn't show it.
  if (current?.status === 'proposed' && byPatient.kind !== 'hidden') return { kind: 'not-done', current }
  if (await offerAgain(server, intent.offer)) return { kind: 'not-done', ...(current?.status === 'proposed' ? { current } : {}) }
  return confirmAbsence(server, sought, byPatient)
}

/** Whether the server shows appointments in the places where the booking should be. */
async function confirmAbsence(server: SchedulingServer, sought: Sought, byPatient: Sighting): Promise<Truth> {
  const byActor = await seekByActor(server, sought)
  if (isThere(byActor)) return byActor
  if (byActor.kind === 'perhaps') return stillUnknown
  if (byPatient.kind === 'absent' || byActor.kind === 'absent') return { kind: 'not-shown' }
  const inYears = await seekInYears(server, sought)
  if (isThere(inYears)) return inYears
  return { kind: inYears.kind === 'absent' || inYears.kind === 'instead' ? 'not-shown' : 'still-unknown' }
}

function soughtFor({ offer, patient, correlationId, held }: BookIntent): Sought {
  return {
    wished: offer,
    patient,
    ...(offer.id === undefined ? { correlationId } : {}),
    // The hold itself is pending too, but it is no booking.
    isOther: ({ status, id }) => held === true && status === 'pending' && id === offer.id,
    mayBeOther: ({ status }) => held === 'perhaps' && status === 'pending',
  }
}

/** What the Appointment with the offer's own id tells; `perhaps` if it may be the booking, undefined if it says nothing. */
async function tellFromOffer(
  server: SchedulingServer,
  intent: BookIntent,
  current: Appointment,
): Promise<Truth | Extract<Sighting, { kind: 'perhaps' }> | undefined> {
  const isBooked = bookedStatuses.includes(current.status)
  if (!isBooked && current.status !== 'pending') return undefined
  const owner = await findOwner(server, current, intent.patient)
  if (!isStillThat(intent.offer, current)) {
    // This patient's Appointment under the offer's id may be this booking, as the server made it or as somebody changed it since.
    if (owner === 'ours') return stillUnknown
    return owner === 'another' ? undefined : { kind: 'perhaps' }
  }
  if (owner === 'another') return { kind: 'taken' }
  if (isBooked) return owner === 'ours' ? { kind: 'done', appointment: current } : { kind: 'perhaps' }
  // A held time is pending before and after the booking. Only a patient who wasn't named before tells that the booking went through.
  if (intent.held === 'perhaps') return { kind: 'perhaps' }
  const namedBefore = actorsOf(intent.offer, 'Patient').length
  if (owner === 'ours' && namedBefore === 0) return { kind: 'awaiting-confirmation', appointment: current }
  const namesNobodyNew = actorsOf(current, 'Patient').length <= namedBefore
  return intent.held && namesNobodyNew ? { kind: 'not-done', current } : { kind: 'perhaps' }
}

function isThere(seen: Truth | Sighting): seen is Accepted {
  return seen.kind === 'done' || seen.kind === 'awaiting-confirmation'
}
