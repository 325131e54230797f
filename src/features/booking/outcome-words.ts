import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { Conclusion, Reason } from '../../record/conclusion.ts'
import type { OutcomeTone } from '../../ui/outcome-panel.tsx'

/** The changes a user is told the outcome of; a hold and its release show theirs where they are made. */
export type ReportedKind = 'book' | 'modify' | 'cancel'

export interface OutcomeWords {
  readonly tone: OutcomeTone
  readonly heading: MessageDescriptor
  /** What it means, and what to do next. */
  readonly meaning: MessageDescriptor
}

/** The heading and meaning of a conclusion. "Booked", "not booked" and "not known" are never said of one another. */
export function outcomeWords(kind: ReportedKind, conclusion: Conclusion): OutcomeWords {
  switch (conclusion.kind) {
    case 'done':
      return done[kind]
    case 'awaiting-confirmation':
      return {
        tone: 'pending',
        heading: msg`Awaiting confirmation`,
        meaning: msg`The clinic has to confirm this first. It is not booked yet: tell the patient to wait for the confirmation.`,
      }
    case 'not-done':
      return { tone: 'failed', heading: notDone[kind], meaning: reasons[conclusion.reason] }
    case 'unknown':
      if (conclusion.doubt === 'refused') {
        return {
          tone: 'unknown',
          heading: msg`Outcome unknown`,
          meaning: msg`The server refused, but it does not show that nothing was done. A browser sometimes sends a request twice: then the first one is carried out and the second one refused. The server is asked again every few seconds. Do not do it again, and do not promise the patient anything, until it is known.`,
        }
      }
      return {
        tone: 'unknown',
        heading: msg`Outcome unknown`,
        meaning:
          conclusion.doubt === 'another-subject'
            ? aboutAnother
            : msg`No clear answer came, so it may or may not have been done. The server is asked again every few seconds. Do not do it again, and do not promise the patient anything, until it is known.`,
      }
  }
}

const aboutAnother = msg`The server’s answer is about another patient, so it was not believed. Whether this was done is not known yet; the server is being asked. Do not do it again until it is known, and tell whoever runs the server.`

const done: Record<ReportedKind, OutcomeWords> = {
  book: { tone: 'booked', heading: msg`Appointment booked`, meaning: msg`The server has confirmed the booking.` },
  modify: { tone: 'booked', heading: msg`Appointment changed`, meaning: msg`The server has confirmed the change.` },
  cancel: { tone: 'cancelled', heading: msg`Appointment cancelled`, meaning: msg`The server has confirmed the cancellation.` },
}

const notDone: Record<ReportedKind, MessageDescriptor> = {
  book: msg`Not booked`,
  modify: msg`Not changed`,
  cancel: msg`Not cancelled`,
}

const reasons: Record<Reason, MessageDescriptor> = {
  refused: msg`The server refused. Nothing was changed. Read what it says, then change what you asked for.`,
  invalid: msg`The server did not understand the request. Nothing was changed. If it goes on, tell whoever runs Slotline.`,
  gone: msg`The time was lost or the appointment was changed by someone else meanwhile. Nothing was changed by you.`,
  taken: msg`Somebody else has taken this time meanwhile. Nothing was booked. Choose another time.`,
  forbidden: msg`The server does not allow you to do this, whatever the launch granted. Nothing was changed. Trying again will not help: ask whoever manages your access to the server.`,
  'session-ended': msg`Your session with the server had ended. Nothing was changed. What you typed is kept: once you are signed in again, you can go on.`,
  busy: msg`The server is too busy and did not accept the request. Nothing was changed. Try again after the time it asks for.`,
  'shown-not-done': msg`The server was asked and shows that nothing was changed. It is safe to try again.`,
  withheld: msg`This was not sent, because it is not known yet what became of an earlier change of the same appointment. Nothing was changed by this. Find out about the earlier one first.`,
}
