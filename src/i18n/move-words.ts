import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { MoveStage } from '../record/moves/move-stage.ts'
import type { Hindrance } from '../record/moves/moves.ts'
import { awaitingConfirmation, notDone, outcomeUnknown, type ShortAndLong } from './outcome-words.ts'

export interface StageWords extends ShortAndLong {
  readonly heading: MessageDescriptor
}

const notSent = msg`Not sent`

/** How far a move in two steps has come, which appointments the patient has now, and what to do. */
export const stageWords: Record<MoveStage, StageWords> = {
  'booking-unknown': {
    heading: outcomeUnknown,
    short: msg`It is not known whether the new time is booked. The old appointment was not touched. Do not book or cancel anything before it is known.`,
    long: msg`No clear answer came, so the new time may or may not be booked. The old appointment was not touched. Slotline goes on asking the server; “Check again” asks at once. Do not book or cancel anything until it is known.`,
  },
  'earlier-open': {
    heading: notSent,
    short: msg`Not sent: see first what became of an earlier change of the same appointment.`,
    long: msg`Nothing was sent, because what became of an earlier change of the same appointment is not known, or it is only half done. The old appointment may be at another time by now, or cancelled. See the earlier outcome before you tell the patient when to come.`,
  },
  'old-not-shown': {
    heading: notSent,
    short: msg`Not sent: the server does not show how the old appointment stands. The new time is not booked.`,
    long: msg`The server does not show how the old appointment stands, so the new time was not booked. If you are asked to sign in again, do that first. Otherwise try again in a moment; the server may be busy. If that does not help, ask the clinic to move the appointment.`,
  },
  'old-changed': {
    heading: notSent,
    short: msg`Not sent: somebody has changed the old appointment, or it has begun. The new time is not booked.`,
    long: msg`Somebody has changed the old appointment meanwhile, or it has begun, so the new time was not booked. Look at the appointment as it is now, then decide again.`,
  },
  'old-gone': {
    heading: notSent,
    short: msg`Not sent: the old appointment was cancelled meanwhile. The new time is not booked.`,
    long: msg`The old appointment was cancelled meanwhile, so the new time was not booked in its place. Look at the patient’s appointments. If the patient wants the new time all the same, book it as a new appointment.`,
  },
  'not-moved': {
    heading: notDone.modify,
    short: msg`Not moved: the old appointment was not touched.`,
    long: msg`The new time could not be booked. The old appointment was not touched.`,
  },
  'awaiting-confirmation': {
    heading: awaitingConfirmation,
    short: msg`The clinic has to confirm the new time. Until then the old appointment stands.`,
    long: msg`The clinic has to confirm the new time first. Until then the old appointment stands. Finish the move once the new time is confirmed, or undo it.`,
  },
  'both-booked': {
    heading: msg`Move half done`,
    short: msg`Half done: the new time is booked and the old one is too. Finish the move or undo it.`,
    long: msg`The new time is booked, and the old appointment is not cancelled: the patient has both. Finish the move, undo it, or hand it over.`,
  },
  'cancelling-unknown': {
    heading: outcomeUnknown,
    short: msg`The new time is booked. It is not known whether the old one is cancelled. Do not cancel or book anything before it is known.`,
    long: msg`The new time is booked. Whether the old appointment is cancelled is not known; Slotline goes on asking the server, and “Check again” asks at once. Do not cancel or book anything until it is known.`,
  },
  'undoing-unknown': {
    heading: outcomeUnknown,
    short: msg`The old time is booked. It is not known whether the new one was given back. Do not cancel or book anything before it is known.`,
    long: msg`The old appointment stands. Whether the new time was given back is not known; Slotline goes on asking the server, and “Check again” asks at once. Do not cancel or book anything until it is known.`,
  },
  moved: {
    heading: msg`Appointment changed`,
    short: msg`Moved: the new time is booked and the old one is cancelled.`,
    long: msg`The server has confirmed both steps: the new time is booked, and the old appointment is cancelled.`,
  },
  undone: {
    heading: notDone.modify,
    short: msg`Undone: the old appointment stands, and the new time is not booked any more.`,
    long: msg`The new time is not booked any more. The old appointment stands: look at it before you tell the patient when it is.`,
  },
  'both-gone': {
    heading: notDone.modify,
    short: msg`Neither of the two is booked any more. Search for another time.`,
    long: msg`Neither the old appointment nor the new time is booked any more. Tell the patient, and search for another time.`,
  },
  'handed-over': {
    heading: msg`Move handed over`,
    short: msg`Handed over half done. Look at the patient’s appointments to see what is booked.`,
    long: msg`The move was half done when it was handed over. Look at the patient’s appointments to see what is booked.`,
  },
}

export interface HindranceWords {
  readonly title: MessageDescriptor
  /**
   * What was left alone for this reason, and what to do. The words are true after the first step, when finishing a move and when
   * undoing it.
   */
  readonly meaning: MessageDescriptor
}

/** Why a half-done move could not be taken further. */
export const hindranceWords: Record<Hindrance, HindranceWords> = {
  'not-readable': {
    title: msg`The server does not show how the two appointments stand.`,
    meaning: msg`So nothing was cancelled. Try again in a moment, or hand the move over.`,
  },
  'old-changed': {
    title: msg`The old appointment is not what it was.`,
    meaning: msg`Somebody has changed it, or it has begun, so nothing was cancelled. Look at both appointments, decide with the patient which one stays, and cancel the other one there. Then choose “Finish the move”.`,
  },
  'new-changed': {
    title: msg`The new appointment is not what was booked.`,
    meaning: msg`Somebody has changed it, or it has begun, so nothing was cancelled. Look at both appointments, decide with the patient which one stays, and cancel the other one there. Then hand the move over.`,
  },
  'new-gone': {
    title: msg`The new time is not booked any more.`,
    meaning: msg`So the old appointment was not cancelled. Look at it, then tell the patient that it stands, or find another time.`,
  },
  'old-gone': {
    title: msg`The old appointment is not booked any more.`,
    meaning: msg`So the new time was not given back. Look at the patient’s appointments, then tell the patient which time counts.`,
  },
}
