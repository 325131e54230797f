import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { OpenDoubt, Reason } from '../record/conclusion.ts'
import type { JournalEntry } from '../record/journal.ts'

export type IntentKind = JournalEntry['intent']['kind']

/** The changes whose outcome has a screen of its own; a hold and its release show theirs where they are made. */
export type ReportedKind = Extract<IntentKind, 'book' | 'modify' | 'cancel'>


/** One fact in words for a line in a list, and for a screen of its own, where the words say what to do next. */
export interface ShortAndLong {
  readonly short: MessageDescriptor
  readonly long: MessageDescriptor
}

export const awaitingConfirmation = msg`Awaiting confirmation`
export const outcomeUnknown = msg`Outcome unknown`

export const notDone: Record<IntentKind, MessageDescriptor> = {
  book: msg`Not booked`,
  modify: msg`Not changed`,
  cancel: msg`Not cancelled`,
  hold: msg`Not held`,
  release: msg`Not given back`,
}

/** What holds until the clinic has confirmed the change. */
export const untilConfirmed: Record<ReportedKind, ShortAndLong> = {
  book: {
    short: msg`Not booked before the clinic confirms it.`,
    long: msg`The clinic has to confirm this first. It is not booked yet: tell the patient to wait for the confirmation.`,
  },
  modify: {
    short: msg`Do not count on the change before the clinic confirms it.`,
    long: msg`The clinic has to confirm the change first. Do not count on it, nor on a new time, until it has. Ask the clinic whether the appointment stands as it was until then.`,
  },
  cancel: {
    short: msg`To be treated as booked before the clinic confirms the cancellation.`,
    long: msg`The clinic has to confirm the cancellation first. Until it has, treat the appointment as booked: the patient is still expected.`,
  },
}

/** Why it isn't known what was done, and what must not be done before that is known. */
export function doubtWords(doubt: OpenDoubt | undefined): ShortAndLong {
  if (doubt === 'refused') return refusedWithoutProof
  return doubt === 'another-subject' ? aboutAnother : noClearAnswer
}

const noClearAnswer: ShortAndLong = {
  short: msg`It may or may not have been done. Do not do it again before it is known.`,
  long: msg`No clear answer came, so it may or may not have been done. Slotline goes on asking the server; “Check again” asks at once. Do not do it again, and do not promise the patient anything, until it is known.`,
}

const refusedWithoutProof: ShortAndLong = {
  short: msg`The server refused, but does not show that nothing was done. Do not do it again before it is known.`,
  long: msg`The server refused, but it does not show that nothing was done. A browser sometimes sends a request twice: then the first one is carried out and the second one refused. Slotline goes on asking the server; “Check again” asks at once. Do not do it again, and do not promise the patient anything, until it is known.`,
}

const aboutAnother: ShortAndLong = {
  short: msg`The server’s answer is about another patient, so it was not believed. Do not do it again before it is known.`,
  long: msg`The server’s answer is about another patient, so it was not believed. Whether this was done is not known; Slotline goes on asking the server. Do not do it again until it is known, and tell your IT department at once.`,
}

/** Why something was not done, for a line in a list. */
export const reasonInShort: Record<Reason, MessageDescriptor> = {
  refused: msg`The server refused.`,
  invalid: msg`The server did not understand the request.`,
  gone: msg`The time is gone, or someone else changed the appointment.`,
  taken: msg`Somebody else has the time.`,
  forbidden: msg`Not allowed for this account or launch.`,
  'session-ended': msg`The session had ended.`,
  busy: msg`The server was too busy.`,
  'shown-not-done': msg`The server was asked and shows that nothing was changed. It is safe to try again.`,
  'not-standing': msg`Not sent: the old appointment is not as it was, or the server does not show it.`,
  withheld: msg`Not sent: another change of the same appointment was still open.`,
  'not-seen': msg`Not sent: it could not be read whether the time is still held for you. A hold ends by itself.`,
}

/** Why something was not done, and what to do next. */
export function reasonAtLength(kind: ReportedKind, reason: Reason): MessageDescriptor {
  return reason === 'gone' ? gone[kind] : reasons[reason]
}

const gone: Record<ReportedKind, MessageDescriptor> = {
  book: msg`The time is gone. Your request changed nothing. Choose another time.`,
  modify: msg`The time is gone, or someone else changed the appointment. Your request changed nothing. Look at the appointment, then choose another time.`,
  cancel: msg`Someone else changed the appointment. Your request changed nothing. Look at the appointment as it is now, then decide again.`,
}

const reasons: Record<Exclude<Reason, 'gone'>, MessageDescriptor> = {
  refused: msg`The server refused. Nothing was changed. Read what it says, then change what you ask for.`,
  invalid: msg`The server did not understand the request. Nothing was changed. Try again; if it happens again, tell your IT department.`,
  taken: msg`Somebody else has taken this time. Nothing was booked or changed. Choose another time.`,
  forbidden: msg`The server does not allow you to do this, whatever the launch granted. Nothing was changed. Trying again will not help: ask your IT department for the permission.`,
  'session-ended': msg`Your session with the server had ended. Nothing was changed. What you typed is kept: once you are signed in again, you can go on.`,
  busy: msg`The server is too busy and did not accept the request. Nothing was changed. Try again after the time it asks for.`,
  'shown-not-done': reasonInShort['shown-not-done'],
  'not-standing': reasonInShort['not-standing'],
  'not-seen': reasonInShort['not-seen'],
  withheld: msg`This was not sent, because it is not known yet what became of an earlier change of the same appointment. Nothing was changed by this. First see what became of the earlier one.`,
}
