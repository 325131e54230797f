import type { Intent } from '../scheduling/intent.ts'
import type { Outcome } from '../scheduling/outcome.ts'
import { concludeOutcome, concludeTruth, settlingMs, type Conclusion } from './conclusion.ts'
import { sentInstant, type JournalEntry, type JournalEvent } from './journal.ts'

/** Whether the EHR has a copy of what an entry came to. */
export type RecordState = 'not-asked' | 'waiting' | 'recorded' | 'failed'

/** Whether the audit repository has the transaction's AuditEvent. */
export type AuditState = 'off' | 'waiting' | 'delivered' | 'set-aside'

const abandoned = { kind: 'unknown', doubt: 'aborted', issues: [] } as const satisfies Conclusion

/**
 * Where an entry stands after all that happened to it. Undefined while its request is under way for the first time.
 * @param isAbandoned true once nobody waits for the answer any more: the page that sent it is gone
 */
export function conclusionOf(entry: JournalEntry, isAbandoned: boolean): Conclusion | undefined {
  const concluded = entry.events.reduce<Conclusion | undefined>(
    (before, event) => after(entry, before, event),
    isAbandoned ? abandoned : undefined,
  )
  return concluded && isUnchecked(entry) ? { kind: 'unknown', issues: concluded.issues } : concluded
}

/** Whether what was answered is a refusal that is believed only after the server was asked (or could not say) what is true. */
export function isRefusalToCheck({ kind }: Pick<Intent, 'kind'>, outcome: Outcome): boolean {
  return (outcome.kind === 'rejected' || outcome.kind === 'conflict') && kind !== 'hold' && kind !== 'release'
}

/** A page may be gone before it could ask. */
function isUnchecked({ intent, events }: JournalEntry): boolean {
  const last = events.findLast(({ kind }) => kind === 'answered' || kind === 'checked')
  return last?.kind === 'answered' && isRefusalToCheck(intent, last.outcome)
}

function after(entry: JournalEntry, before: Conclusion | undefined, event: JournalEvent): Conclusion | undefined {
  switch (event.kind) {
    case 'sent':
    case 'audited':
    case 'copied':
    case 'dismissed':
      return before
    case 'withheld':
      return event.because.kind === 'already-so'
        ? concludeTruth(event.because.truth, { kind: 'unknown', issues: [] })
        : { kind: 'not-done', reason: 'withheld', issues: [], earlier: event.because.entryId }
    case 'answered':
      return concludeOutcome(event.outcome, event.atInstant)
    case 'checked': {
      const open = before ?? abandoned
      const isDone = event.truth.kind === 'done' || event.truth.kind === 'awaiting-confirmation'
      // Of an answer that settled the matter, asking can only overturn a refusal.
      if (open.kind !== 'unknown') return open.kind === 'not-done' && isDone ? concludeTruth(event.truth, open) : open
      const settled = event.atInstant - sentInstant(entry) >= settlingMs(open.doubt)
      return event.truth.kind === 'not-done' && !settled ? open : concludeTruth(event.truth, open)
    }
  }
}

/** Holds lapse by themselves; the EHR's copy is of what is booked, changed, cancelled, or tried to. */
export function recordStateOf(entry: JournalEntry, copies: boolean): RecordState {
  if (!copies || !isChange(entry) || !wasSent(entry)) return 'not-asked'
  const index = entry.events.findLastIndex((event) => event.kind === 'copied')
  const copied = entry.events[index]
  if (copied?.kind !== 'copied') return 'waiting'
  const shown = conclusionOf({ ...entry, events: entry.events.slice(0, copied.upTo ?? index) }, true)
  if (shown?.kind !== conclusionOf(entry, true)?.kind) return 'waiting'
  return copied.result.kind
}

export function auditStateOf(entry: JournalEntry, audits: boolean): AuditState {
  if (!audits || !wasSent(entry)) return 'off'
  const audited = entry.events.findLast((event) => event.kind === 'audited')
  if (audited?.kind !== 'audited') return 'waiting'
  return audited.setAside ? 'set-aside' : 'delivered'
}

/** Whether the entry stands for a transaction: one that was withheld never reached the server. */
export function wasSent(entry: JournalEntry): boolean {
  return entry.events.some((event) => event.kind === 'sent')
}

/** Whether it changes what is booked; a hold and its release don't. */
export function isChange({ intent }: JournalEntry): boolean {
  return intent.kind === 'book' || intent.kind === 'modify' || intent.kind === 'cancel'
}

/** Whether the user has taken it out of Slotline's hands. */
export function isDismissed(entry: JournalEntry): boolean {
  return entry.events.some((event) => event.kind === 'dismissed')
}
