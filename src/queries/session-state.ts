import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { forgetSecrets } from '../fhir/redactor.ts'
import { useConnection } from './connection.tsx'
import { holdKey } from './hold-key.ts'

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

/** Why nothing of a session is shown any more. */
export interface Closing {
  /** The user ended it, nobody was there for too long, or this tab belongs to another launch. */
  readonly why: 'user' | 'idle' | 'replaced'
  /** Whether a change or a hold was on its way then, whose outcome will be in the journal. */
  readonly wasSending: boolean
}

const closings = new WeakMap<object, Closing>()
const closingListeners = new Set<() => void>()

/** Set once the session is closed: nothing of it may be shown any more. */
export function useClosing(): Closing | undefined {
  const { session } = useConnection()
  return useSyncExternalStore(
    (onChange) => {
      closingListeners.add(onChange)
      return () => closingListeners.delete(onChange)
    },
    () => closings.get(session),
  )
}

const stops = new WeakMap<object, (() => void)[]>()

/** Whether nothing of the session may be shown or begun any more. */
export function isClosed(session: object): boolean {
  return closings.has(session)
}

/** Calls before a session is closed, so that nothing that works beside the screens goes on without it. */
export function beforeClosing(session: object, stop: () => void): void {
  stops.set(session, [...(stops.get(session) ?? []), stop])
}

/**
 * Forgets the token and everything that was read with it. The journal and what was typed stay, encrypted, for this user; a
 * change that is on its way is not cut off, and its outcome is written down when it comes.
 */
export function useCloseSession(): (why: Closing['why']) => void {
  const { session } = useConnection()
  const queryClient = useQueryClient()
  return useCallback(
    (why) => {
      if (closings.has(session)) return
      for (const stop of stops.get(session) ?? []) stop()
      session.end()
      closings.set(session, { why, wasSending: queryClient.isMutating() > 0 || queryClient.isFetching({ queryKey: holdKey() }) > 0 })
      for (const listener of closingListeners) listener()
      emptyForGood(queryClient)
      forgetSecrets()
    },
    [session, queryClient],
  )
}

/** Closes the session when this tab goes on with another launch: its patient must not stay on the screen. */
export function useCloseWhenReplaced(): void {
  const { session } = useConnection()
  const close = useCloseSession()
  useEffect(() => session.onEnded((why) => why === 'replaced' && close('replaced')), [session, close])
}

/** Answers that are still on their way would fill the cache again. */
function emptyForGood(queryClient: QueryClient): void {
  const cache = queryClient.getQueryCache()
  cache.subscribe(({ type, query }) => {
    if (type === 'added') cache.remove(query)
  })
  queryClient.clear()
}
