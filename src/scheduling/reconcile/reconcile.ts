import { actorsOf, sameTarget, targetOf } from '../../fhir/references.ts'
import type { Appointment, Patient, Reference } from '../../fhir/types.ts'
import type { SchedulingServer } from '../server.ts'
import { ProtocolError, type Failure } from '../failure.ts'
import { bookedAtThatTime, bookedStatuses, offerAgain, type IsExplained } from './find-booking.ts'
import { subjectOf, type HoldIntent, type Intent, type ReleaseIntent } from '../intent.ts'
import { truthOfBooking } from './reconcile-booking.ts'
import { truthOfModification } from './reconcile-modification.ts'
import { sameActor } from './same-visit.ts'
import { readResource } from '../search-resources.ts'
import { hidden, stillUnknown, type Truth } from './truth.ts'
import { findOwner, findWhose } from '../find-whose.ts'
import type { Reading } from '../whose.ts'

/**
 * Asks the server what became of an intent whose answer was lost, contradicted itself or was a refusal. `$book` is not
 * idempotent, so nothing is sent again; only what the server shows now counts, and what it doesn't show proves nothing.
 * @param isExplained whether an appointment that the server shows is known to come from something else than the intent
 * @throws never; a question that can't be answered leaves the truth `still-unknown`
 */
export async function reconcile(
  server: SchedulingServer,
  intent: Intent,
  isExplained: IsExplained = () => false,
): Promise<Truth> {
  try {
    const { id } = subjectOf(intent)
    const current = id === undefined ? undefined : await readIfThere(server, id)
    return await truthOf(server, intent, current, isExplained)
  } catch (error) {
    if (error instanceof ProtocolError) return isNeverShown(error.failure) ? hidden : stillUnknown
    throw error
  }
}

function isNeverShown(failure: Failure): boolean {
  return failure.kind === 'forbidden' || (failure.kind === 'refused' && failure.status === 405)
}

async function readIfThere(server: SchedulingServer, id: string): Promise<Appointment | undefined> {
  try {
    return await readResource(server, 'Appointment', id)
  } catch (error) {
    if (error instanceof ProtocolError && error.failure.kind === 'not-found') return undefined
    throw error
  }
}

async function truthOf(
  server: SchedulingServer,
  intent: Intent,
  current: Appointment | undefined,
  isExplained: IsExplained,
): Promise<Truth> {
  switch (intent.kind) {
    case 'book':
      return truthOfBooking(server, intent, current, isExplained)
    case 'hold':
      return truthOfHold(server, intent, current)
    case 'release':
      return current ? truthOfRelease(intent, current) : hidden
    case 'cancel':
    case 'modify':
      // An answer that shows somebody else's appointment under this id is no answer.
      if (!current || (await findWhose(server, current, intent.patient)) === 'another') return stillUnknown
      return intent.kind === 'cancel' ? truthOfCancellation(current) : truthOfModification(server, intent, current)
  }
}

function truthOfCancellation(current: Appointment): Truth {
  return current.status === 'cancelled' ? { kind: 'done', appointment: current } : { kind: 'not-done', current }
}

/**
 * A released time is cancelled, or offered again under its id. It must not be released if it is booked by now, or pending for somebody
 * else: a server may end a hold early and use its id again.
 */
function truthOfRelease({ held }: ReleaseIntent, current: Appointment): Truth {
  if (current.status === 'cancelled' || current.status === 'proposed') return { kind: 'done', appointment: current }
  const [before, now] = [actorsOf(held, 'Patient'), actorsOf(current, 'Patient')]
  if (current.status !== 'pending' || now.length > before.length) return { kind: 'taken' }
  const verdicts = now.map((patient) => before.map((other) => isSamePatient(other, patient)))
  if (verdicts.every((each) => each.includes(true))) return { kind: 'not-done', current }
  return verdicts.some((each) => each.every((verdict) => verdict === false)) ? { kind: 'taken' } : stillUnknown
}

/** Undefined where the two can't be compared. The record keeps no names: whom it knows by nothing else may have any. */
function isSamePatient(kept: Reference, shown: Reference): boolean | undefined {
  const isNameless = [kept, shown].every(({ reference, identifier }) => reference === undefined && identifier === undefined)
  if ((isNameless && kept.display === undefined) || sameActor(kept, shown)) return true
  const byReference = targetOf(kept) !== undefined && targetOf(shown) !== undefined
  const bySystem = kept.identifier?.system !== undefined && kept.identifier.system === shown.identifier?.system
  return byReference || bySystem ? false : undefined
}

/** A pending Appointment is held by somebody; the hold is ours only if the offer named its patient and the hold names the same one. */
async function truthOfHold(server: SchedulingServer, { offer, patient }: HoldIntent, current: Appointment | undefined): Promise<Truth> {
  if (current && bookedStatuses.includes(current.status)) return whoHas(server, [current], patient)
  if (current?.status === 'pending') {
    const [wanted, named] = [actorsOf(offer, 'Patient'), actorsOf(current, 'Patient')]
    const isOurs = wanted.length > 0 && wanted.every((patient) => named.some((other) => sameTarget(patient, other)))
    return isOurs ? { kind: 'done', appointment: current } : stillUnknown
  }
  if (current?.status === 'proposed' || current?.status === 'cancelled') return { kind: 'not-done', current }
  // A hold may get an id of its own, but a held time is offered to nobody.
  if (await offerAgain(server, offer)) return { kind: 'not-done' }
  return whoHas(server, await bookedAtThatTime(server, offer), patient)
}

/** What is booked at the time of a hold: taken by somebody else, unless it is or may be this very patient's. */
async function whoHas(server: SchedulingServer, booked: readonly Appointment[], patient: Patient): Promise<Truth> {
  const owners = await Promise.all(booked.map((one) => findOwner(server, one, patient)))
  // A server that shares patients with the EHR and names none in an Appointment withholds the names of other people.
  const isAnothers = (owner: Reading) => owner === 'another' || (owner === 'unsaid' && server.sharesPatients)
  return owners.length > 0 && owners.every(isAnothers) ? { kind: 'taken' } : stillUnknown
}
