import type { Appointment } from '../../fhir/types.ts'
import { isDismissed, type JournalEntry } from '../journal.ts'
import type { Recorded } from '../recorded.ts'

/** How far a move in two steps has come. */
export type MoveStage =
  /** Whether the new time is booked isn't known; the old one still stands. */
  | 'booking-unknown'
  /** Not sent: an earlier change of the old appointment is of unknown outcome, so nobody knows whether that appointment stands. */
  | 'earlier-open'
  /** Not sent: the server doesn't show how the old appointment stands, or it was changed or cancelled meanwhile. */
  | 'old-not-shown'
  | 'old-changed'
  | 'old-gone'
  /** The new time could not be booked; everything is as it was. */
  | 'not-moved'
  /** The clinic has to confirm the new time; until then the old one stands. */
  | 'awaiting-confirmation'
  /** Half done: the new time is booked, and the old one still stands. */
  | 'both-booked'
  /** The new time is booked; whether the old one is cancelled isn't known. */
  | 'cancelling-unknown'
  /** The old time stands; whether the new one was given back isn't known. */
  | 'undoing-unknown'
  | 'moved'
  /** The new time was given back; the old one stands. */
  | 'undone'
  /** Somebody else has cancelled both; neither is booked any more. */
  | 'both-gone'
  /** Half done, and the user has taken it over. */
  | 'handed-over'

/** One move with its steps as the journal has them. */
export interface Move {
  readonly id: string
  readonly stage: MoveStage
  readonly patientId: string
  /** The appointment that is moved, as it was before. */
  readonly original: Appointment
  /** The appointment that takes its place: as the server booked it, else as it was offered. */
  readonly replacement: Appointment
  /** In the order in which they were taken: the first books the new time. */
  readonly steps: readonly [Recorded, ...Recorded[]]
}

/** The move made up by these entries, all of one move id; undefined where its first step isn't among them. */
export function moveOf(entries: readonly Recorded[]): Move | undefined {
  const first = entries.find(({ entry }) => entry.move?.step === 'book-new')
  const { move, intent } = first?.entry ?? {}
  if (!first || !move || intent?.kind !== 'book') return undefined
  const { conclusion, entry } = first
  const isBooked = conclusion.kind === 'done' || conclusion.kind === 'awaiting-confirmation'
  return {
    id: move.id,
    stage: stageOf(first, entries),
    patientId: entry.patientId,
    original: move.original,
    replacement: isBooked ? { ...intent.offer, ...conclusion.appointment } : intent.offer,
    steps: [first, ...entries.filter((each) => each !== first).reverse()],
  }
}

const unsent: readonly MoveStage[] = ['earlier-open', 'old-not-shown', 'old-changed', 'old-gone']
const ends: readonly MoveStage[] = ['moved', 'undone', 'both-gone', 'not-moved', 'handed-over', ...unsent]

/** Whether something is left to be done or found out. */
export function isHalfDone({ stage }: Move): boolean {
  return !ends.includes(stage)
}

/** Whether nothing was sent at all, since the old appointment is not known to stand as it was. */
export function isUnsent({ stage }: Move): boolean {
  return unsent.includes(stage)
}

function stageOf(first: Recorded, entries: readonly Recorded[]): MoveStage {
  const kinds = (step: 'cancel-old' | 'cancel-new') =>
    entries.filter(({ entry }) => entry.move?.step === step).map(({ conclusion }) => conclusion.kind)
  const [old, undo] = [kinds('cancel-old'), kinds('cancel-new')]
  if (old.includes('done') && undo.includes('done')) return 'both-gone'
  if (old.includes('done')) return 'moved'
  if (undo.includes('done')) return 'undone'
  if (first.conclusion.kind === 'not-done') return whyNotSent(first.entry) ?? 'not-moved'
  if (isDismissed(first.entry)) return 'handed-over'
  if (first.conclusion.kind === 'unknown') return 'booking-unknown'
  if (old.includes('unknown')) return 'cancelling-unknown'
  if (undo.includes('unknown')) return 'undoing-unknown'
  return first.conclusion.kind === 'done' ? 'both-booked' : 'awaiting-confirmation'
}

function whyNotSent({ events: [first] }: JournalEntry): MoveStage | undefined {
  if (first?.kind !== 'withheld') return undefined
  const { kind } = first.because
  return kind === 'same-request' || kind === 'already-so' || kind === 'not-seen' ? undefined : kind
}
