import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { appointmentsKey } from './appointments.ts'
import type { Recorder } from '../record/recorder.ts'
import type { ServerGates } from '../scheduling/server-gates.ts'
import { useConnection } from './connection.tsx'
import type { Delivery } from './deliveries.ts'
import { onReturn } from './online.ts'
import { journalKey } from './journal.ts'

/**
 * Keeps the record true while the app is open: what is open is asked about at launch and whenever the connection or a server
 * returns, and what another tab came to is shown here too. Once, by the frame around all screens.
 */
export function useRecordKeeper(): void {
  const { recorder, deliveries, gates } = useConnection()
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
    const unsubscribe = [
      onReturn(() => {
        // What failed without a network says nothing about the servers.
        gates.tryNow()
        resume()
      }),
      whenCalm(gates, resume),
    ]
    return () => unsubscribe.forEach((each) => each())
  }, [recorder, deliveries, gates, queryClient])
}

/** Calls when a server that was in trouble answers again. */
function whenCalm(gates: ServerGates, listener: () => void): () => void {
  const isCalm = () => gates.state().untilInstant === undefined
  let wasCalm = isCalm()
  return gates.subscribe(() => {
    const isCalmAgain = !wasCalm && isCalm()
    wasCalm = isCalm()
    if (isCalmAgain) listener()
  })
}

/** First what is true, then what the others are told of it. */
async function resumeAll(recorder: Recorder, deliveries: readonly Delivery[]): Promise<void> {
  await recorder.resume()
  await Promise.all(deliveries.map((delivery) => delivery.resume()))
}
