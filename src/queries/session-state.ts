import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { forgetSecrets } from '../fhir/text/secrets.ts'
import type { Session } from '../smart/session.ts'
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

/** What the session may do at the scheduling server by now: a renewed token may be good for less than the one before. */
export function useScopes() {
  const { session } = useConnection()
  return useSyncExternalStore(session.onScopesChanged, () => session.scopes)
}

/** Why nothing of a session is shown any more. */
export interface Closing {
  /** The user ended it, nobody was there for too long, or this tab belongs to another launch. */
  readonly why: 'user' | 'idle' | 'replaced'
  /** Whether a change or a hold was on its way when the session was closed; its outcome will be in the journal. */
  readonly wasSending: boolean
}

const closings = new WeakMap<object, Closing | undefined>()
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

/** Calls `stop` when a session is closed, so that no background work goes on without it. */
export function beforeClosing(session: object, stop: () => void): void {
  stops.set(session, [...(stops.get(session) ?? []), stop])
}

const leaves = new WeakMap<object, Set<() => Promise<void>>>()

/** Calls `leave` when the session is about to end and can still send requests. Returns a function that cancels that. */
export function whenLeaving(session: object, leave: () => Promise<void>): () => void {
  const known = leaves.get(session) ?? new Set()
  leaves.set(session, known.add(leave))
  return () => void known.delete(leave)
}

/** How long to wait for answers on leaving (milliseconds). What isn't given back by then lapses by itself. */
const longestLeaveMs = 3_000

/** Gives back what the session holds; resolves once that is answered, or has taken too long. */
export async function leave(session: object): Promise<void> {
  const answers = [...(leaves.get(session) ?? [])].map((each) => each())
  if (answers.length === 0) return
  await Promise.race([Promise.allSettled(answers), new Promise((resolve) => setTimeout(resolve, longestLeaveMs))])
}

/**
 * Forgets at once everything that was read in this session, and lets `finish` end it once what is held is given back. The journal and
 * what was typed stay, encrypted, for this user; a change that is on its way is not cut off, and its outcome is written down when it comes.
 * @param closing what to show instead; where it is absent, the caller shows something
 */
export function closeSession(session: Session, finish: () => void, closing?: Closing): void {
  if (closings.has(session)) return
  // A reload, or another page in this tab, must not find the session again meanwhile.
  addEventListener('pagehide', finish)
  void leave(session).then(() => {
    removeEventListener('pagehide', finish)
    finish()
  })
  closings.set(session, closing)
  for (const stop of stops.get(session) ?? []) stop()
  for (const listener of closingListeners) listener()
  forgetSecrets()
}

/** Closes the session for good: its token is forgotten, too. */
export function useCloseSession(): (why: Closing['why']) => void {
  const { session } = useConnection()
  const queryClient = useQueryClient()
  return useCallback(
    (why) => {
      const wasSending = queryClient.isMutating() > 0 || queryClient.isFetching({ queryKey: holdKey() }) > 0
      closeSession(session, () => session.end(), { why, wasSending })
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
