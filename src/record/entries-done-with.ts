import { isHalfDone, moveOf } from './moves/move-stage.ts'
import type { Recorded } from './recorded.ts'
import { isDismissed } from './journal.ts'

/** How long a finished entry is kept after the last thing that happened to it, in milliseconds. */
const keptMs = 30 * 24 * 3_600_000

/**
 * The ids of the journal entries that are done with: dismissed, or else resolved, and recorded and audited where that is configured;
 * and untouched for 30 days. The entries of one move go together, and only when the move is not half done.
 */
export function entriesDoneWith(entries: readonly Recorded[], nowInstant: number): string[] {
  const done = entries.filter((recorded) => isDone(recorded) && nowInstant - lastInstant(recorded) > keptMs)
  const stepsOf = (id: string) => entries.filter(({ entry }) => entry.move?.id === id)
  return done
    .filter(({ entry }) => {
      const steps = entry.move ? stepsOf(entry.move.id) : []
      const move = moveOf(steps)
      return steps.every((step) => done.includes(step)) && !(move && isHalfDone(move))
    })
    .map(({ entry }) => entry.id)
}

function isDone({ entry, conclusion, record, audit }: Recorded): boolean {
  if (isDismissed(entry)) return true
  // Holds lapse by themselves, whatever became of the request.
  const isResolved = conclusion.kind !== 'unknown' || entry.intent.kind === 'hold'
  return isResolved && (record === 'not-asked' || record === 'recorded') && (audit === 'off' || audit === 'delivered')
}

function lastInstant({ entry }: Recorded): number {
  return entry.events.at(-1)?.atInstant ?? 0
}
