import { instantMs } from '../../fhir/instants.ts'
import type { Appointment } from '../../fhir/types.ts'
import { bookedStatuses } from '../../scheduling/reconcile/find-booking.ts'
import { isSameVisit, sameTime } from '../../scheduling/reconcile/same-visit.ts'
import { subjectOf } from '../../scheduling/intent.ts'
import { sentInstant, type JournalEntry } from '../../record/journal.ts'
import { restoreIntent } from '../../record/keep-intent.ts'
import { isOf, type Change, type Landing } from './watched-clinic.ts'

/** What went wrong, by kind. Each is one sentence with the entry's id. */
export interface Findings {
  readonly doubleBookings: readonly string[]
  readonly wrongStatements: readonly string[]
  readonly lostRecords: readonly string[]
  readonly auditMissing: readonly string[]
  readonly auditDoubled: readonly string[]
  /** Cancelled or changed without having been asked for, or the patient left without any appointment. */
  readonly unasked: readonly string[]
}

/** What the user asked for; the steps of a move may go no further than that. */
export interface AskedFor {
  /** All journal entries. */
  readonly journal: () => readonly JournalEntry[]
  readonly entries: ReadonlySet<string>
  readonly undone: ReadonlySet<string>
}

/**
 * A booking that reaches the server while its patient has that very visit already: only the server's own rules stop it. A visit
 * that came to be by changing another one doesn't count: the user asked for both.
 */
export function doubleBooking(
  entry: JournalEntry | undefined,
  stored: readonly Appointment[],
  isChanged: (appointmentId: string | undefined) => boolean,
): string | undefined {
  if (entry?.intent.kind !== 'book') return undefined
  const { offer } = entry.intent
  const live = ['pending', ...bookedStatuses]
  const isThere = (each: Appointment) => live.includes(each.status) && isOf(each, entry.patientId) && isSameVisit(offer, each)
  const other = stored.find((each) => isThere(each) && !isChanged(each.id))
  return other && `book ${entry.id} is sent although ${other.id ?? ''} is ${other.status}`
}

/** Finds a move's new time that is sent although the appointment to be replaced isn't booked as it was: the patient would have one more. */
export function bookedBesides(entry: JournalEntry | undefined, stored: readonly Appointment[]): string | undefined {
  const { original, step } = entry?.move ?? {}
  if (!entry || !original || step !== 'book-new') return undefined
  const old = stored.find(({ id }) => id === original.id)
  const stands = old !== undefined && bookedStatuses.includes(old.status) && sameTime(old, original)
  return stands ? undefined : `book ${entry.id} is sent in place of ${original.id ?? ''}, which is ${old?.status ?? 'nowhere'} at ${old?.start ?? 'no time'} by now`
}

/** Two visits of one patient at the same time. */
export function overlapping(stored: readonly Appointment[], patientId: string): string[] {
  const own = stored.filter((each) => bookedStatuses.includes(each.status) && isOf(each, patientId))
  const at = (text: string | undefined) => instantMs(text) ?? 0
  return own.flatMap((a, index) =>
    own
      .slice(index + 1)
      .filter((b) => at(a.start) < at(b.end) && at(b.start) < at(a.end))
      .map((b) => `${patientId} has both ${a.id ?? ''} and ${b.id ?? ''}`),
  )
}

/** What a landing did, without anybody having asked for it, to booked appointments. */
export function unaskedFor(
  entry: JournalEntry | undefined,
  { entryId, changes }: Landing,
  patientIds: readonly string[],
  asked: AskedFor,
  stored: readonly Appointment[],
): string[] {
  const ours = changes.filter(({ before }) => before?.status === 'booked' && patientIds.some((id) => isOf(before, id)))
  return ours
    .filter((change) => !entry || !isAskedFor(entry, change, asked, stored))
    .map(({ after }) => `${after.id ?? ''} became ${after.status} by ${entryId} (${entry?.intent.kind ?? 'nobody'}), unasked`)
}

function isAskedFor(
  entry: JournalEntry,
  { after }: Change,
  asked: AskedFor,
  stored: readonly Appointment[],
): boolean {
  const { id, intent, move, patientId } = entry
  if (intent.kind === 'modify') return asked.entries.has(id) && after.id === intent.original.id && after.status !== 'cancelled'
  if (intent.kind !== 'cancel' || after.id !== intent.original.id) return false
  if (!move) return asked.entries.has(id)
  // One of the two visits of a move must be left, unless the user cancelled that one while the step was on its way.
  const cancelledSince = asked.journal().flatMap((other) => {
    const isOwn = other.intent.kind === 'cancel' && !other.move && asked.entries.has(other.id)
    return isOwn && sentInstant(other) >= sentInstant(entry) ? subjectOf(restoreIntent(other.intent)).id : []
  })
  const isLeft = ({ id, status }: Appointment) => status === 'booked' || (id !== undefined && cancelledSince.includes(id))
  const others = stored.filter((each) => each.id !== after.id && isLeft(each) && isOf(each, patientId))
  return (move.step === 'cancel-old' ? asked.entries.has(move.id) : asked.undone.has(move.id)) && others.length > 0
}
