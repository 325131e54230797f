import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Hindrance } from '../../record/moves.ts'
import type { MoveStage } from '../../record/move-stage.ts'

/** Where a move in two steps stands, and what that leaves the patient with. */
export const stageWords: Record<MoveStage, MessageDescriptor> = {
  'booking-unknown': msg`It is not known whether the new time is booked. The old one still stands.`,
  'not-moved': msg`Not moved: the old appointment stands.`,
  'awaiting-confirmation': msg`The clinic has to confirm the new time. Until then the old appointment stands.`,
  'both-booked': msg`Half done: the new time is booked and the old one is too. Finish the move or undo it.`,
  'cancelling-unknown': msg`The new time is booked. It is not known whether the old one is cancelled.`,
  'undoing-unknown': msg`The old time is booked. It is not known whether the new one was given back.`,
  moved: msg`Moved: the new time is booked and the old one is cancelled.`,
  undone: msg`Undone: the old appointment stands and the new time was given back.`,
  'both-gone': msg`Somebody else has cancelled both: neither appointment is booked any more.`,
  'handed-over': msg`Handed over half done.`,
}

export interface HindranceWords {
  readonly title: MessageDescriptor
  readonly meaning: MessageDescriptor
}

/** Why a half-done move could not be taken further. */
export const hindranceWords: Record<Hindrance, HindranceWords> = {
  'not-readable': {
    title: msg`The server does not show how the two appointments stand.`,
    meaning: msg`Nothing was sent. Try again in a moment.`,
  },
  'old-changed': {
    title: msg`The old appointment is not what it was.`,
    meaning: msg`Somebody has changed it meanwhile, or it has begun, so it was not cancelled. Look at it first, then decide with the patient which of the two stays.`,
  },
  'new-changed': {
    title: msg`The new appointment is not what was booked.`,
    meaning: msg`Somebody has changed it meanwhile, or it has begun, so nothing was sent. Look at both appointments first, then decide with the patient which of them stays.`,
  },
  'new-gone': {
    title: msg`The new time is no longer booked.`,
    meaning: msg`So the old appointment was not cancelled: it is the only one left.`,
  },
  'old-gone': {
    title: msg`The old appointment is no longer booked.`,
    meaning: msg`So the new time was not given back: it is the only one left.`,
  },
}
