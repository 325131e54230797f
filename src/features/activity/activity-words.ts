import CheckCircle from '@mui/icons-material/CheckCircleOutlined'
import ErrorOutline from '@mui/icons-material/ErrorOutlined'
import EventAvailable from '@mui/icons-material/EventAvailable'
import EventBusy from '@mui/icons-material/EventBusy'
import HelpOutline from '@mui/icons-material/HelpOutlined'
import Schedule from '@mui/icons-material/Schedule'
import Sync from '@mui/icons-material/Sync'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Activity } from '../../queries/activity.ts'
import type { Reason } from '../../record/conclusion.ts'
import type { JournalEntry, MoveLink } from '../../record/journal.ts'
import type { IconComponent } from '../../ui/icon.ts'
import type { ToneName } from '../../ui/theme/palette.ts'
import type { ActivityKind } from './activity-view.ts'

type IntentKind = JournalEntry['intent']['kind']

export const kindWords: Record<ActivityKind, MessageDescriptor> = {
  book: msg`Booking`,
  modify: msg`Change`,
  move: msg`Move`,
  cancel: msg`Cancellation`,
  hold: msg`Hold`,
  release: msg`Release of a hold`,
}

const asked: Record<IntentKind, MessageDescriptor> = {
  book: msg`Book`,
  modify: msg`Change`,
  cancel: msg`Cancel`,
  hold: msg`Hold the time`,
  release: msg`Give the held time back`,
}

const moveSteps: Record<MoveLink['step'], MessageDescriptor> = {
  'book-new': msg`Move, first step: book the new time`,
  'cancel-old': msg`Move, second step: cancel the old time`,
  'cancel-new': msg`Undo the move: cancel the new time`,
}

/** What was asked of the server. */
export function askedWords({ intent, move }: JournalEntry): MessageDescriptor {
  return move ? moveSteps[move.step] : asked[intent.kind]
}

export interface OutcomeLook {
  readonly tone: ToneName
  readonly icon: IconComponent
  readonly word: MessageDescriptor
  /** What it means, where the word doesn't say it. */
  readonly meaning?: MessageDescriptor
}

/** What it came to. Done, not done, waiting and not known are never said of one another. */
export function outcomeLook({ entry, conclusion, isUnderWay }: Pick<Activity, 'entry' | 'conclusion' | 'isUnderWay'>): OutcomeLook {
  const { kind } = entry.intent
  switch (conclusion.kind) {
    case 'done':
      return done[kind]
    case 'awaiting-confirmation':
      return { tone: 'pending', icon: Schedule, word: msg`Awaiting confirmation`, meaning: msg`Not booked before the clinic confirms it.` }
    case 'not-done':
      return { tone: 'failed', icon: ErrorOutline, word: notDone[kind], meaning: reasons[conclusion.reason] }
    case 'unknown':
      if (isUnderWay) return { tone: 'neutral', icon: Sync, word: msg`Under way`, meaning: msg`The answer has not come yet.` }
      return { tone: 'unknown', icon: HelpOutline, word: msg`Outcome unknown`, meaning: conclusion.doubt === 'refused' ? refused : unknown[kind] }
  }
}

const done: Record<IntentKind, OutcomeLook> = {
  book: { tone: 'booked', icon: EventAvailable, word: msg`Booked` },
  modify: { tone: 'booked', icon: EventAvailable, word: msg`Changed` },
  cancel: { tone: 'cancelled', icon: EventBusy, word: msg`Cancelled` },
  hold: { tone: 'neutral', icon: CheckCircle, word: msg`Held` },
  release: { tone: 'neutral', icon: CheckCircle, word: msg`Given back` },
}

const notDone: Record<IntentKind, MessageDescriptor> = {
  book: msg`Not booked`,
  modify: msg`Not changed`,
  cancel: msg`Not cancelled`,
  hold: msg`Not held`,
  release: msg`Not given back`,
}

const mayOrMayNot = msg`It may or may not have been done. Do not do it again before it is known.`
const refused = msg`The server refused, but does not show that nothing was done. Do not do it again before it is known.`
const lapses = msg`It may or may not have been done. A hold ends by itself.`
const unknown: Record<IntentKind, MessageDescriptor> = {
  book: mayOrMayNot,
  modify: mayOrMayNot,
  cancel: mayOrMayNot,
  hold: lapses,
  release: lapses,
}

const reasons: Record<Reason, MessageDescriptor> = {
  refused: msg`The server refused.`,
  invalid: msg`The server did not understand the request.`,
  gone: msg`The time was lost, or the appointment was changed meanwhile.`,
  taken: msg`Somebody else has the time.`,
  forbidden: msg`Not allowed for this account or launch.`,
  'session-ended': msg`The session had ended.`,
  busy: msg`The server was too busy.`,
  'shown-not-done': msg`The server was asked and shows that nothing was changed. It is safe to try again.`,
  withheld: msg`Not sent: another change of the same appointment was still open.`,
}
