import type { QueryClient } from '@tanstack/react-query'
import type { Draft } from '../record/draft.ts'
import type { JournalEntry } from '../record/journal.ts'
import type { Connection } from './connection.tsx'
import { draftsKey, draftsWritten } from './draft.ts'

/**
 * Shows the drafts of this page as another tab has left them: a time that was given back there is held here no more, and a booking
 * that was sent there is not sent here. What is typed here stays.
 * @param entry what the other tab has written down: a release counts once it is answered
 */
export async function followDrafts({ drafts }: Connection, queryClient: QueryClient, entry: JournalEntry): Promise<void> {
  if (entry.intent.kind === 'release' && !entry.events.some(({ kind }) => kind === 'answered')) return
  await draftsWritten()
  const shown = queryClient.getQueriesData<Draft | null>({ queryKey: draftsKey, predicate: ({ queryKey }) => queryKey.length === 2 })
  for (const [key, draft] of shown) {
    const kept = draft ? await drafts.load(draft.id) : undefined
    // One that was changed here meanwhile is the newer one.
    if (!draft || !kept || queryClient.getQueryData(key) !== draft) continue
    queryClient.setQueryData(key, { ...kept, reasonForVisit: draft.reasonForVisit, note: draft.note })
  }
}
