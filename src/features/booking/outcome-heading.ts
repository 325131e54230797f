import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import {
  awaitingConfirmation,
  doubtWords,
  notDone,
  outcomeUnknown,
  reasonAtLength,
  untilConfirmed,
  type ReportedKind,
} from '../../i18n/outcome-words.ts'
import type { Conclusion } from '../../record/conclusion.ts'
import type { OutcomeTone } from '../../ui/outcome-panel.tsx'

export interface OutcomeHeading {
  readonly tone: OutcomeTone
  readonly heading: MessageDescriptor
  /** What the outcome means, and what to do next. */
  readonly meaning: MessageDescriptor
}

/** The heading and meaning of a conclusion. "Booked", "not booked" and "not known" are worded so that none is taken for another. */
export function outcomeHeading(kind: ReportedKind, conclusion: Conclusion): OutcomeHeading {
  switch (conclusion.kind) {
    case 'done':
      return done[kind]
    case 'awaiting-confirmation':
      return { tone: 'pending', heading: awaitingConfirmation, meaning: untilConfirmed[kind].long }
    case 'not-done':
      return { tone: 'failed', heading: notDone[kind], meaning: reasonAtLength(kind, conclusion.reason) }
    case 'unknown':
      return { tone: 'unknown', heading: outcomeUnknown, meaning: doubtWords(conclusion.doubt).long }
  }
}

const done: Record<ReportedKind, OutcomeHeading> = {
  book: { tone: 'booked', heading: msg`Appointment booked`, meaning: msg`The server has confirmed the booking.` },
  modify: { tone: 'booked', heading: msg`Appointment changed`, meaning: msg`The server has confirmed the change.` },
  cancel: { tone: 'cancelled', heading: msg`Appointment cancelled`, meaning: msg`The server has confirmed the cancellation.` },
}
