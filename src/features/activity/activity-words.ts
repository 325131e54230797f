import CheckCircle from '@mui/icons-material/CheckCircleOutlined'
import ErrorOutline from '@mui/icons-material/ErrorOutlined'
import EventAvailable from '@mui/icons-material/EventAvailable'
import EventBusy from '@mui/icons-material/EventBusy'
import HelpOutline from '@mui/icons-material/HelpOutlined'
import Schedule from '@mui/icons-material/Schedule'
import Sync from '@mui/icons-material/Sync'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import {
  awaitingConfirmation,
  doubtWords,
  notDone,
  outcomeUnknown,
  reasonInShort,
  untilConfirmed,
  type IntentKind,
} from '../../i18n/outcome-words.ts'
import type { Activity } from '../../queries/activity.ts'
import type { JournalEntry, MoveLink } from '../../record/journal.ts'
import type { IconComponent } from '../../ui/icon.ts'
import type { ToneName } from '../../ui/theme/palette.ts'
import type { ActivityKind } from './activity-view.ts'

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
  /** An explanation, where the word alone isn't clear. */
  readonly meaning?: MessageDescriptor
}

/** How an outcome looks. Done, not done, waiting and not known have looks and words of their own, so that none is taken for another. */
export function outcomeLook({ entry, conclusion, isUnderWay }: Pick<Activity, 'entry' | 'conclusion' | 'isUnderWay'>): OutcomeLook {
  const { kind } = entry.intent
  switch (conclusion.kind) {
    case 'done':
      return done[kind]
    case 'awaiting-confirmation':
      return { tone: 'pending', icon: Schedule, word: awaitingConfirmation, ...(isHold(kind) ? {} : { meaning: untilConfirmed[kind].short }) }
    case 'not-done':
      return { tone: 'failed', icon: ErrorOutline, word: notDone[kind], meaning: reasonInShort[conclusion.reason] }
    case 'unknown':
      if (isUnderWay) return { tone: 'neutral', icon: Sync, word: msg`Under way`, meaning: msg`The answer has not come yet.` }
      return { tone: 'unknown', icon: HelpOutline, word: outcomeUnknown, meaning: isHold(kind) ? lapses : doubtWords(conclusion.doubt).short }
  }
}

const done: Record<IntentKind, OutcomeLook> = {
  book: { tone: 'booked', icon: EventAvailable, word: msg`Booked` },
  modify: { tone: 'booked', icon: EventAvailable, word: msg`Changed` },
  cancel: { tone: 'cancelled', icon: EventBusy, word: msg`Cancelled` },
  hold: { tone: 'neutral', icon: CheckCircle, word: msg`Held` },
  release: { tone: 'neutral', icon: CheckCircle, word: msg`Given back` },
}

const lapses = msg`It may or may not have been done. A hold ends by itself.`

function isHold(kind: IntentKind): kind is 'hold' | 'release' {
  return kind === 'hold' || kind === 'release'
}
