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
