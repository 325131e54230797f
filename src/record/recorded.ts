import type { Conclusion } from './conclusion.ts'
import type { JournalEntry } from './journal.ts'
import type { AuditState, RecordState } from './delivery-states.ts'

/** What an intent came to, and the journal entry that says so. */
export interface Recorded {
  readonly entry: JournalEntry
  readonly conclusion: Conclusion
  readonly record: RecordState
  readonly audit: AuditState
}
