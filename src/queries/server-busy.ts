import { useSyncExternalStore } from 'react'
import type { GateState } from '../scheduling/gate/server-gate.ts'
import { useConnection } from './connection.tsx'

export interface ServerBusy extends GateState {
  /** Lets the next request go at once, unless the server asked not to be called yet. */
  readonly tryNow: () => void
  /** Gives up the requests that wait. */
  readonly stop: () => void
}

/** Whether a server has too much to do, and when it is asked again. */
export function useServerBusy(): ServerBusy {
  const { gates } = useConnection()
  return { ...useSyncExternalStore(gates.subscribe, gates.state), tryNow: gates.tryNow, stop: gates.stop }
}
