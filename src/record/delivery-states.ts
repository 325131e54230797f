import { conclusionOf } from './conclude-entry.ts'
import { isChange, wasSent, type JournalEntry } from './journal.ts'

/** Whether the EHR has a copy of what an entry came to. */
export type RecordState = 'not-asked' | 'waiting' | 'recorded' | 'failed'

/** Whether the audit repository has the transaction's AuditEvent. */
export type AuditState = 'off' | 'waiting' | 'delivered' | 'set-aside'

/** The EHR gets a copy of each booking, change or cancellation that was sent; not of holds and releases, as holds lapse by themselves. */
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
