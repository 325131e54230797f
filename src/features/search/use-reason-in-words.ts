import { useConnection } from '../../queries/connection.tsx'
import { useKeptText } from '../../queries/kept-text.ts'

/**
 * The visit's reason in words that are no code. They may say something of the patient: so they stand neither in the address nor in
 * the browser's history, and belong to this patient in this session, whatever Back leads to.
 */
export function useReasonInWords(patientId: string): [words: string, keep: (words: string) => void] {
  const { session } = useConnection()
  const { text, keep, forget } = useKeptText('search-reason')
  const isTheirs = text?.patientId === patientId && text.sessionId === session.id
  return [
    (isTheirs && text.words) || '',
    (words) => {
      if (words === '') forget()
      else keep({ sessionId: session.id, patientId, words })
    },
  ]
}
