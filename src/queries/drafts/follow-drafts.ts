import type { QueryClient } from '@tanstack/react-query'
import type { Appointment } from '../../fhir/types.ts'
import type { Draft } from '../../record/storage/draft.ts'
import type { JournalEntry } from '../../record/journal.ts'
import type { Connection } from '../connection.tsx'
import { draftsKey, draftsWritten } from './draft.ts'

/**
 * Shows the drafts of this page as another tab has left them: a time that was given back there is no longer held here, and a booking
 * that was sent there is not sent here. What is typed here stays.
 * @param entry what the other tab has written down: a release counts once it is answered
 */
export async function followDrafts({ drafts }: Connection, queryClient: QueryClient, entry: JournalEntry): Promise<void> {
  const { intent } = entry
  if (intent.kind === 'release' && !entry.events.some(({ kind }) => kind === 'answered')) return
  await allWritten()
  const shown = queryClient.getQueriesData<Draft | null>({ queryKey: draftsKey, predicate: ({ queryKey }) => queryKey.length === 2 })
  for (const [key, draft] of shown) {
    if (!draft) continue
    const kept = (await drafts.load(draft.id)) ?? (intent.kind === 'release' ? givenUp(draft, intent.held) : undefined)
    // A draft that was changed here meanwhile is newer.
    if (!kept || queryClient.getQueryData(key) !== draft) continue
    queryClient.setQueryData(key, { ...kept, reasonForVisit: draft.reasonForVisit, note: draft.note })
  }
}

/** Waits until all drafts are written: before that, what this page shows may be newer than what is kept. */
async function allWritten(): Promise<void> {
  for (let waited: unknown; waited !== draftsWritten(); await waited) waited = draftsWritten()
}

/** The draft as it is shown here after another tab gave back its time and discarded it; undefined if another time was released. */
function givenUp({ held, ...draft }: Draft, released: Appointment): Draft | undefined {
  if (!held || held.appointment.id !== released.id) return undefined
  return { ...draft, choice: (draft.choice ?? 0) + 1, isGivenBack: true }
}
