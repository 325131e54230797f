import { sameJson } from '../fhir/same-json.ts'
import type { Appointment } from '../fhir/types.ts'
import { subjectOf, wishedFor, type Intent } from '../scheduling/intent.ts'
import { isSameVisit } from '../scheduling/reconcile/same-visit.ts'
import type { Truth } from '../scheduling/reconcile/truth.ts'
import type { Conclusion } from './conclusion.ts'
import { isChange, isDismissed, type Asked, type JournalEntry, type MoveLink, type WithheldBecause } from './journal.ts'
import { restoreIntent, withoutNames } from './keep-intent.ts'

type Accepted = Extract<Conclusion, { kind: 'done' | 'awaiting-confirmation' }>

/** How the record learns, before it sends, what earlier entries came to and what the server shows. */
export interface Enquiry {
  /** What an entry has come to. The server is asked first where that is open, or a refusal is unconfirmed. */
  settle(entry: JournalEntry): Promise<Conclusion>
  /** What the server shows of an intent now. */
  truthOf(intent: Intent): Promise<Truth>
}

/**
 * Why an intent must not be sent now; undefined where nothing stands against it. `$book` is not idempotent (ITI-117 2:3.117): the
 * server is asked about a request that an earlier click, another tab or a closed page may have made already; it is not repeated. The
 * caller must hold the appointment's lock.
 */
export async function objectionTo(
  asked: Asked,
  entries: readonly JournalEntry[],
  enquiry: Enquiry,
): Promise<WithheldBecause | undefined> {
  const { intent } = asked
  // A hold changes nothing that lasts; the server alone knows who has the time.
  if (intent.kind === 'hold') return undefined
  const earlier = entries.filter((entry) => isChange(entry) && isAboutTheSame(asked, entry))
  for (const entry of [...earlier.filter((one) => isSameMove(asked, one)), ...earlier.filter((one) => !isSameMove(asked, one))]) {
    const conclusion = await enquiry.settle(entry)
    const isRepeated = isSameRequest(restoreIntent(entry.intent), intent)
    if (conclusion.kind === 'not-done') continue
    if (conclusion.kind === 'unknown') {
      // The user has dealt with the earlier entry and lets Slotline go on.
      if (isDismissed(entry)) continue
      return { kind: mayStandFor(entry, asked) && isRepeated ? 'same-request' : 'earlier-open', entryId: entry.id }
    }
    if (intent.kind === 'release' && entry.intent.kind === 'book') {
      const objection = objectionToRelease(entry, conclusion, await enquiry.truthOf(intent))
      if (objection) return objection
    }
    if (isRepeated) {
      const truth = await enquiry.truthOf(intent)
      if (isStillSo(conclusion, truth)) return { kind: mayStandFor(entry, asked) ? 'same-request' : 'earlier-open', entryId: entry.id }
      // Nothing shows that the earlier request was undone since: sent again, it might be done twice.
      if (truth.kind === 'still-unknown') return { kind: 'earlier-open', entryId: entry.id }
    }
  }
  if (intent.kind !== 'release') return undefined
  // A server may end a hold early and offer its time again under the same id, so the time may be somebody else's booking by now. A
  // hold that can't be read just now is left to lapse. One that the server never shows is given back all the same, or no time ever
  // would be.
  const truth = await enquiry.truthOf(intent)
  if (truth.kind === 'done' || truth.kind === 'taken') return { kind: 'already-so', truth }
  return truth.kind === 'still-unknown' && !truth.isHidden ? { kind: 'not-seen' } : undefined
}

/**
 * Whether the earlier entry can be the answer to what is asked now. A move's first step books a second appointment; a change of the
 * moved appointment does not do that.
 */
function mayStandFor(entry: JournalEntry, { move, intent }: Asked): boolean {
  return move === undefined || entry.intent.kind === intent.kind
}

/** Giving back a time that has been booked since would cancel the booking. */
function objectionToRelease(booking: JournalEntry, conclusion: Accepted, truth: Truth): WithheldBecause | undefined {
  if (truth.kind === 'done' || truth.kind === 'taken') return { kind: 'already-so', truth }
  const isCertain = truth.kind === 'not-done' && conclusion.kind === 'done'
  return isCertain ? undefined : { kind: 'earlier-open', entryId: booking.id }
}

/** What was done earlier may have been undone since: no second request is needed only where the server still shows it. */
function isStillSo(conclusion: Accepted, truth: Truth): boolean {
  if (truth.kind === 'done' || truth.kind === 'awaiting-confirmation') return true
  // A held time whose booking awaits confirmation looks like one that is only held.
  return conclusion.kind === 'awaiting-confirmation' && truth.kind === 'not-done' && truth.current?.status === 'pending'
}

/**
 * Compares what the intents act on and what they lead to: booking the time that a change leads to does the same as the change. The
 * first step of a move is also about the appointment that is moved, whatever was to be changed about that.
 */
function isAboutTheSame(asked: Asked, entry: JournalEntry): boolean {
  const isConcerned = entry.id !== asked.id && entry.server === asked.server && entry.patientId === asked.patientId
  const others = [...endsOf(restoreIntent(entry.intent)), ...(isFirstStep(asked.move) ? movedBy(entry) : [])]
  const ends = [...endsOf(asked.intent), ...movedBy(asked)]
  return isConcerned && ends.some((one) => others.some((other) => isSameAppointment(one, other)))
}

/**
 * Whether the entry began the very move that is asked for. Its outcome says more than all that happened since, so it is looked at
 * first.
 */
function isSameMove({ intent, move }: Asked, entry: JournalEntry): boolean {
  const isOfTheSame = isFirstStep(move) && isFirstStep(entry.move) && move.original.id === entry.move.original.id
  return isOfTheSame && isSameRequest(restoreIntent(entry.intent), intent)
}

function movedBy({ move }: Pick<Asked, 'move'>): Appointment[] {
  return isFirstStep(move) ? [move.original] : []
}

function isFirstStep(move: MoveLink | undefined): move is MoveLink {
  return move?.step === 'book-new'
}

function endsOf(intent: Intent): Appointment[] {
  return [subjectOf(intent), wishedFor(intent)]
}

function isSameAppointment(a: Appointment, b: Appointment): boolean {
  return (a.id !== undefined && a.id === b.id) || isSameVisit(a, b)
}

/** Whether carrying out both would do the same thing twice. Both are about the same appointment. */
function isSameRequest(kept: Intent, intent: Intent): boolean {
  if (kept.kind === 'modify' && intent.kind === 'book') return isSameAppointment(kept.changed, intent.offer)
  if (kept.kind !== intent.kind) return false
  if (kept.kind !== 'modify' || intent.kind !== 'modify') return isSameAppointment(subjectOf(kept), subjectOf(intent))
  return sameJson(kept.changed, withoutNames(intent.changed))
}
