import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useConnection } from './connection.tsx'

const ended = new WeakSet<object>()

/** Whether the session can still send requests. Once it has ended, nothing but a new launch helps. */
export function useSessionEnded(): boolean {
  const { session } = useConnection()
  return useSyncExternalStore(
    (onChange) =>
      session.onEnded(() => {
        ended.add(session)
        onChange()
      }),
    () => ended.has(session),
  )
}

const closed = new WeakSet<object>()
const closedListeners = new Set<() => void>()

/** Whether the user has ended the session: nothing of it may be shown any more. */
export function useSessionClosed(): boolean {
  const { session } = useConnection()
  return useSyncExternalStore(
    (onChange) => {
      closedListeners.add(onChange)
      return () => closedListeners.delete(onChange)
    },
    () => closed.has(session),
  )
}

/** Forgets the token and everything that was read with it. The journal and what was typed stay, encrypted, for this user. */
export function useEndSession(): () => void {
  const { session, deliveries } = useConnection()
  const queryClient = useQueryClient()
  return () => {
    for (const delivery of deliveries) delivery.close()
    session.end()
    closed.add(session)
    for (const listener of closedListeners) listener()
    queryClient.clear()
  }
}
