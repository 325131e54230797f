import { useConnection } from '../../../queries/connection.tsx'
import { useKeptText } from '../../../queries/drafts/kept-text.ts'

/** The name under which the words of one search are kept. */
const ofSearch = (query: string) => `search ${query}`

/**
 * The visit's reason in words that are no code. The words may reveal something about the patient, so they stand neither in the address
 * nor in the browser's history. They belong to one search for one patient in one session: Back to another search finds its own.
 */
export function useReasonInWords(patientId: string, query: string): [words: string, keep: (query: string, words: string) => void] {
  const { session } = useConnection()
  const { text, keep } = useKeptText(`search-reason/${session.id}`)
  const theirs = text?.patientId === patientId ? text : undefined
  return [theirs?.[ofSearch(query)] ?? '', (next, words) => keep({ ...theirs, patientId, [ofSearch(next)]: words })]
}
