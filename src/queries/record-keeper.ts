import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { appointmentsKey } from './appointments.ts'
import { useConnection } from './connection.tsx'
import { journalKey } from './journal.ts'

/**
 * Keeps the record true while the app is open: what is open is asked about at launch and whenever the connection returns, and
 * what another tab came to is shown here too. Once, by the frame around all screens.
 */
export function useRecordKeeper(): void {
  const { recorder } = useConnection()
  const queryClient = useQueryClient()

  useEffect(
    () =>
      recorder.subscribe(({ from }) => {
        void queryClient.invalidateQueries({ queryKey: journalKey })
        if (from === 'another-tab') void queryClient.invalidateQueries({ queryKey: appointmentsKey })
      }),
    [recorder, queryClient],
  )

  useEffect(() => {
    const resume = () => {
      void recorder.resume().then(() => queryClient.invalidateQueries({ queryKey: journalKey }))
    }
    resume()
    addEventListener('online', resume)
    return () => removeEventListener('online', resume)
  }, [recorder, queryClient])
}
