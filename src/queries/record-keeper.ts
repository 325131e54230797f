import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { appointmentsKey } from './appointments.ts'
import type { ServerGates } from '../scheduling/gate/server-gates.ts'
import { useConnection } from './connection.tsx'
import { deliveriesOf } from './deliveries.ts'
import { followDrafts } from './drafts/follow-drafts.ts'
import { onReturn } from './online.ts'
import { journalKey } from './journal.ts'
import { useRecorder } from './recorder.ts'
import { forgetOld } from '../record/storage/forget-old.ts'
import { isClosed } from './session-state.ts'

/**
 * Keeps the record true while the app is open: open outcomes are asked about at launch and whenever the connection or a server
 * returns, and the outcomes of other tabs are shown here too. To be used once for all screens.
 */
export function useRecordKeeper(): void {
  const connection = useConnection()
  const recorder = useRecorder()
  const { gates } = connection
  const queryClient = useQueryClient()

  useEffect(
    () =>
      recorder.subscribe(({ entryId, from }) => {
        void queryClient.invalidateQueries({ queryKey: journalKey })
        if (from === 'this-tab') return
        void queryClient.invalidateQueries({ queryKey: appointmentsKey })
        void recorder.read(entryId).then((recorded) => recorded && followDrafts(connection, queryClient, recorded.entry))
      }),
    [connection, recorder, queryClient],
  )

  useEffect(() => {
    // First find out what is true, then tell the other servers.
    const resumeAll = async () => {
      await recorder.resume()
      if (isClosed(connection.session)) return
      await Promise.all(deliveriesOf(connection).map((delivery) => delivery.resume()))
    }
    const resume = () => {
      void resumeAll().then(() => queryClient.invalidateQueries({ queryKey: journalKey }))
    }
    resume()
    void forgetOld(connection.storage, connection.server.now())
    const unsubscribe = [
      onReturn(() => {
        // Failures without a network say nothing about the servers.
        gates.tryNow()
        resume()
      }),
      whenCalm(gates, resume),
    ]
    return () => unsubscribe.forEach((each) => each())
  }, [connection, recorder, gates, queryClient])
}

/** Calls `listener` when a server that was in trouble answers again. */
function whenCalm(gates: ServerGates, listener: () => void): () => void {
  const isCalm = () => gates.state().untilInstant === undefined
  let wasCalm = isCalm()
  return gates.subscribe(() => {
    const isCalmAgain = !wasCalm && isCalm()
    wasCalm = isCalm()
    if (isCalmAgain) listener()
  })
}
