import { isChange, isDismissed, sentInstant } from './journal.ts'
import { isHalfDone, type Move } from './moves/move-stage.ts'
import type { Recorded } from './recorded.ts'

/**
 * What the user must not lose sight of: changes of unknown outcome, and half-done moves, each listed once by its first entry. Holds
 * and their releases lapse by themselves.
 */
export function unresolvedAmong(entries: readonly Recorded[], moves: readonly Move[]): Recorded[] {
  const inMoves = new Set(moves.map(({ id }) => id))
  const unknown = entries.filter(
    ({ entry, conclusion }) =>
      !(entry.move && inMoves.has(entry.move.id)) && isChange(entry) && conclusion.kind === 'unknown' && !isDismissed(entry),
  )
  const halfDone = moves.filter(isHalfDone).map(({ steps }) => steps[0])
  return [...unknown, ...halfDone].sort((a, b) => sentInstant(b.entry) - sentInstant(a.entry))
}
