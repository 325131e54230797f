import { useConnection } from '../../../queries/connection.tsx'
import { useKeptText } from '../../../queries/drafts/kept-text.ts'

/** Each search of the patient has its words, by its query. */
const ofSearch = (query: string) => `search ${query}`

/**
 * The visit's reason in words that are no code. They may say something of the patient: so they stand neither in the address nor in
 * the browser's history, and belong to this search for this patient in this session, whatever Back leads to.
 */
export function useReasonInWords(patientId: string, query: string): [words: string, keep: (query: string, words: string) => void] {
  const { session } = useConnection()
  const { text, keep } = useKeptText(`search-reason/${session.id}`)
  const theirs = text?.patientId === patientId ? text : undefined
  return [theirs?.[ofSearch(query)] ?? '', (next, words) => keep({ ...theirs, patientId, [ofSearch(next)]: words })]
}
