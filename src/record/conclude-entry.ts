import type { Outcome } from '../scheduling/outcome.ts'
import type { Truth } from '../scheduling/reconcile/truth.ts'
import { concludeOutcome, concludeTruth, concludeWithheld, settlingMs, type Conclusion } from './conclusion.ts'
import { sentInstant, type JournalEntry, type JournalEvent } from './journal.ts'

const abandoned = { kind: 'unknown', doubt: 'aborted', issues: [] } as const satisfies Conclusion

/**
 * What an entry has come to after all its events. Undefined while its request is under way for the first time.
 * @param isAbandoned true once nobody waits for the answer any more: the page that sent the request is gone
 */
export function conclusionOf(entry: JournalEntry, isAbandoned: boolean): Conclusion | undefined {
  const concluded = entry.events.reduce<Conclusion | undefined>(
    (before, event) => after(entry, before, event),
    isAbandoned ? abandoned : undefined,
  )
  const isBelieved = concluded?.kind !== 'not-done' || beliefIn(entry) !== 'none'
  return concluded && !isBelieved ? { kind: 'unknown', doubt: 'refused', issues: concluded.issues } : concluded
}

/**
 * How far a refusal is to be believed. A browser resends a request by itself when a reused connection breaks; the server then refuses
 * the second request because it has carried out the first. So a refusal that depends on how things stand at the server (`rejected`,
 * `conflict`) is believed only once asking the server confirms it. Other refusals are made before anything is done; but a server may
 * give them wrongly, and asking is cheap.
 * - `full`: the server was asked and confirms the refusal, or the answer is no refusal
 * - `some`: believed, although the server has not confirmed it
 * - `none`: not believed
 */
export function beliefIn({ events }: JournalEntry): 'full' | 'some' | 'none' {
  const index = events.findLastIndex(({ kind }) => kind === 'answered')
  const answered = events[index]
  if (answered?.kind !== 'answered' || !isRefusal(answered.outcome)) return 'full'
  const isShown = events.slice(index).some((event) => event.kind === 'checked' && confirms(event.truth))
  if (isShown) return 'full'
  return answered.outcome.kind === 'rejected' || answered.outcome.kind === 'conflict' ? 'none' : 'some'
}

export function isRefusal({ kind }: Outcome): boolean {
  return kind === 'rejected' || kind === 'conflict' || kind === 'forbidden' || kind === 'busy' || kind === 'session-ended'
}

function confirms({ kind }: Truth): boolean {
  return kind === 'not-done' || kind === 'taken' || kind === 'not-shown'
}

/** Whether the server was asked since its last answer, with whatever success. */
export function wasChecked({ events }: JournalEntry): boolean {
  return events.findLast(({ kind }) => kind === 'answered' || kind === 'checked')?.kind === 'checked'
}

function after(entry: JournalEntry, before: Conclusion | undefined, event: JournalEvent): Conclusion | undefined {
  switch (event.kind) {
    case 'sent':
    case 'audited':
    case 'copied':
    case 'dismissed':
      return before
    case 'withheld':
      return concludeWithheld(event.because)
    case 'answered':
      return concludeOutcome(event.outcome, event.atInstant)
    case 'checked': {
      const open = before ?? abandoned
      const isDone = event.truth.kind === 'done' || event.truth.kind === 'awaiting-confirmation'
      // Once an answer has settled the matter, asking can only overturn a refusal, or give its reason.
      if (open.kind === 'not-done') return isDone ? concludeTruth(event.truth, open) : event.truth.kind === 'taken' ? { ...open, reason: 'taken' } : open
      if (open.kind !== 'unknown') return open
      const isSettled = event.atInstant >= (settledInstant(entry, open) ?? 0)
      return event.truth.kind === 'not-done' && !isSettled ? open : concludeTruth(event.truth, open)
    }
  }
}

/** When an open outcome may be concluded to be "not done", in epoch milliseconds. Undefined where no wait is needed. */
export function settledInstant(entry: JournalEntry, conclusion: Conclusion): number | undefined {
  const answered = entry.events.findLast(({ kind }) => kind === 'answered')
  const ms = conclusion.kind === 'unknown' ? settlingMs(conclusion.doubt, answered !== undefined) : 0
  return ms === 0 ? undefined : (answered?.atInstant ?? sentInstant(entry)) + ms
}
