import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { appointmentsKey } from './appointments.ts'
import type { Recorder } from '../record/recorder.ts'
import { useConnection } from './connection.tsx'
import type { Delivery } from './deliveries.ts'
import { journalKey } from './journal.ts'

/**
 * Keeps the record true while the app is open: what is open is asked about at launch and whenever the connection returns, and
 * what another tab came to is shown here too. Once, by the frame around all screens.
 */
export function useRecordKeeper(): void {
  const { recorder, deliveries } = useConnection()
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
      void resumeAll(recorder, deliveries).then(() => queryClient.invalidateQueries({ queryKey: journalKey }))
    }
    resume()
    addEventListener('online', resume)
    return () => removeEventListener('online', resume)
  }, [recorder, deliveries, queryClient])
}

/** First what is true, then what the others are told of it. */
async function resumeAll(recorder: Recorder, deliveries: readonly Delivery[]): Promise<void> {
  await recorder.resume()
  await Promise.all(deliveries.map((delivery) => delivery.resume()))
}
