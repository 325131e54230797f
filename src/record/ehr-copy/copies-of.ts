import { textsOf, withTexts } from '../../fhir/appointment-texts.ts'
import { participantsOf } from '../../fhir/references.ts'
import type { Appointment, CodeableConcept, Identifier, Reference } from '../../fhir/types.ts'
import { correlationIdentifier } from '../../scheduling/correlation.ts'
import type { Conclusion } from '../conclusion.ts'
import { wasSent, type JournalEntry } from '../journal.ts'
import type { KeptIntent } from '../keep-intent.ts'
import { carriedState, linkTo } from './carried-state.ts'
import type { Copy } from './copy.ts'
import { failureText, withOutcome } from './scheduling-outcome.ts'

/** The FHIR bases that a copy is about, without slashes at their ends. */
export interface CopyPlaces {
  /** Where the copy goes. */
  readonly record: string
  /** The EHR that launched the app: it has the patient's record, and the journal's patient ids are its own. */
  readonly patients: string
}

type Booking = Extract<KeptIntent, { kind: 'book' }>
type Change = Extract<KeptIntent, { kind: 'modify' | 'cancel' }>
type Done = Extract<Conclusion, { kind: 'done' | 'awaiting-confirmation' }>

/**
 * The copies of an entry's outcome for the EHR: none of a hold or a release, which lapse by themselves, nor of what was never sent;
 * one of what was booked, changed or cancelled; two where the server put a new Appointment in the place of the changed one.
 *
 * Pure, and the same for the same conclusion: repeating it changes nothing. See docs/decisions/007-copy-in-the-ehr.md.
 */
export function copiesOf(entry: JournalEntry, conclusion: Conclusion, places: CopyPlaces): readonly Copy[] {
  if (!wasSent(entry)) return []
  const patient = patientIn(places, entry.patientId)
  const { intent } = entry
  if (intent.kind === 'book') return [copyOfBooking(entry, intent, conclusion, patient)]
  if (intent.kind === 'modify' || intent.kind === 'cancel') return copiesOfChange(entry, intent, conclusion, patient)
  return []
}

/** A third server knows the EHR's patients by their absolute URL only; `Patient/7` would be somebody else there. */
function patientIn({ record, patients }: CopyPlaces, id: string): Reference {
  return { type: 'Patient', reference: record === patients ? `Patient/${id}` : `${patients}/Patient/${id}` }
}

/**
 * Until it is done, a booking has no Appointment of its own: the offer may become somebody else's. So its copy is identified by the
 * client's identifier until then, and by both afterwards.
 */
function copyOfBooking({ server }: JournalEntry, intent: Booking, conclusion: Conclusion, patient: Reference): Copy {
  const { offer } = intent
  const ours = correlationIdentifier(intent.correlationId)
  const offered = textsOf(offer)
  // Where nothing was typed, the texts of the offer stay.
  const asked = withTexts(offer, {
    reasonForVisit: intent.reasonForVisit ?? offered.reasonForVisit,
    note: intent.note ?? offered.note,
  })
  switch (conclusion.kind) {
    case 'done':
    case 'awaiting-confirmation': {
      const { id } = conclusion.appointment
      const identifiers: Copy['identifiers'] = id === undefined ? [ours] : [linkTo(server, 'Appointment', id), ours]
      // The server's answer says what was kept of the reason and the note.
      return { identifiers, appointment: asBooked(server, offer, conclusion, identifiers, patient), isCurrent: true }
    }
    case 'unknown': {
      const state = carriedState({ ...asked, status: 'pending' }, server, patient)
      const appointment = withOutcome({ ...state, identifier: [ours] }, 'booking', conclusion)
      return { identifiers: [ours], appointment, isCurrent: true }
    }
    case 'not-done': {
      const cancelationReason = neverBooked(failureText('booking', conclusion.reason))
      const state = carriedState({ ...asked, status: 'cancelled', cancelationReason }, server, patient)
      const appointment = withOutcome({ ...state, identifier: [ours] }, 'booking', conclusion)
      return { identifiers: [ours], appointment, isCurrent: true }
    }
  }
}

function copiesOfChange({ server }: JournalEntry, intent: Change, conclusion: Conclusion, patient: Reference): Copy[] {
  const { original } = intent
  const originalLink = original.id === undefined ? undefined : linkTo(server, 'Appointment', original.id)
  if (conclusion.kind === 'done' || conclusion.kind === 'awaiting-confirmation') {
    const asked = intent.kind === 'modify' ? intent.changed : { ...original, cancelationReason: { coding: [intent.reason] } }
    const id = conclusion.appointment.id ?? original.id
    if (id === undefined) return []
    const identifiers: Copy['identifiers'] = [linkTo(server, 'Appointment', id)]
    const copy = { identifiers, appointment: asBooked(server, asked, conclusion, identifiers, patient), isCurrent: true }
    const isReplaced = originalLink !== undefined && id !== original.id
    return isReplaced ? [copy, copyOfReplaced(server, original, originalLink, patient)] : [copy]
  }
  if (!originalLink) return []
  const current = conclusion.kind === 'not-done' ? conclusion.current : undefined
  const state = { ...carriedState(current ?? original, server, patient), ...source(server, current), identifier: [originalLink] }
  const attempt = intent.kind === 'modify' ? 'change' : 'cancellation'
  return [{ identifiers: [originalLink], appointment: withOutcome(state, attempt, conclusion), isCurrent: current !== undefined }]
}

/** Some servers change an Appointment by cancelling it and booking another (ITI-117 2:3.117.4.2.2). */
function copyOfReplaced(server: string, original: Appointment, link: Identifier, patient: Reference): Copy {
  const cancelationReason = { text: 'Replaced by another appointment' }
  const state = carriedState({ ...original, status: 'cancelled', cancelationReason }, server, patient)
  return { identifiers: [link], appointment: { ...state, identifier: [link] }, isCurrent: true }
}

/** Servers may answer with less than they keep: what the answer leaves out is taken from what was asked for. */
function asBooked(
  server: string,
  asked: Appointment,
  { appointment }: Done,
  identifiers: Copy['identifiers'],
  patient: Reference,
): Appointment {
  const participants = participantsOf(appointment).length > 0 ? participantsOf(appointment) : participantsOf(asked)
  return {
    ...carriedState({ ...asked, ...appointment, participant: [...participants] }, server, patient),
    ...source(server, appointment),
    identifier: [...identifiers],
  }
}

/** Where the state was read, and in which version, so that a newer copy is not overwritten with it. */
function source(server: string, appointment: Appointment | undefined): Pick<Appointment, 'meta'> {
  const { id, meta } = appointment ?? {}
  if (id === undefined) return {}
  const version = meta?.versionId === undefined ? '' : `/_history/${meta.versionId}`
  return { meta: { source: `${server}/Appointment/${id}${version}` } }
}

function neverBooked(text: string): CodeableConcept {
  const system = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason'
  return { coding: [{ system, code: 'other', display: 'Other' }], text: `Never booked. ${text}` }
}
