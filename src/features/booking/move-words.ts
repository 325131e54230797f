import { msg } from '@lingui/core/macro'
import type { Hindrance } from '../../record/moves.ts'
import type { MoveStage } from '../../record/move-stage.ts'
import type { MessageDescriptor } from '@lingui/core'
import type { OutcomeWords } from './outcome-words.ts'

/** How far a move in two steps has come, which appointments the patient has now, and what to do. */
export const moveWords: Record<MoveStage, OutcomeWords> = {
  'booking-unknown': {
    tone: 'unknown',
    heading: msg`Outcome unknown`,
    meaning: msg`No clear answer came, so the new time may or may not be booked. The old appointment was not touched. The server is being asked. Do not book again until it is known.`,
  },
  'not-moved': {
    tone: 'failed',
    heading: msg`Not changed`,
    meaning: msg`The new time could not be booked. The old appointment stands as it was.`,
  },
  'awaiting-confirmation': {
    tone: 'pending',
    heading: msg`Awaiting confirmation`,
    meaning: msg`The clinic has to confirm the new time first. Until then the old appointment stands. Finish the move once the new time is confirmed, or undo it.`,
  },
  'both-booked': {
    tone: 'pending',
    heading: msg`Move half done`,
    meaning: msg`The new time is booked, and the old appointment is not cancelled: the patient has both. Finish the move, undo it, or hand it over.`,
  },
  'cancelling-unknown': {
    tone: 'unknown',
    heading: msg`Outcome unknown`,
    meaning: msg`The new time is booked. Whether the old appointment is cancelled is not known; the server is being asked.`,
  },
  'undoing-unknown': {
    tone: 'unknown',
    heading: msg`Outcome unknown`,
    meaning: msg`The old appointment stands. Whether the new time was given back is not known; the server is being asked.`,
  },
  moved: {
    tone: 'booked',
    heading: msg`Appointment changed`,
    meaning: msg`The server has confirmed both steps: the new time is booked, and the old appointment is cancelled.`,
  },
  undone: {
    tone: 'failed',
    heading: msg`Not changed`,
    meaning: msg`The new time is not booked any more. The old appointment stands as it was.`,
  },
  'both-gone': {
    tone: 'failed',
    heading: msg`Nothing is booked`,
    meaning: msg`Somebody else has cancelled both the old appointment and the new one: the patient has neither. Search for a new time.`,
  },
  'handed-over': {
    tone: 'pending',
    heading: msg`Move handed over`,
    meaning: msg`The move was half done when it was handed over. Look at the patient’s appointments to see what is booked.`,
  },
}

/** Why the next step was not taken. */
export const hindranceWords: Record<Hindrance, MessageDescriptor> = {
  'not-readable': msg`The server did not show how the two appointments stand, so nothing was sent. Try again later, or hand it over.`,
  'old-changed': msg`Someone else has changed the old appointment meanwhile, so it was left alone. Look at it, then cancel it there or undo the move.`,
  'new-changed': msg`Someone else has changed the new appointment meanwhile, or it has begun, so nothing was sent. Look at both appointments, then cancel there the one that is to go, and hand the move over.`,
  'new-gone': msg`The new time is not booked any more, so the old appointment was left alone.`,
  'old-gone': msg`The old appointment is cancelled already, so the new time was kept.`,
}
