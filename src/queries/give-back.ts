import { useIsMutating, useQueryClient } from '@tanstack/react-query'
import type { Appointment } from '../fhir/types.ts'
import type { Conclusion } from '../record/conclusion.ts'
import type { Draft } from '../record/storage/draft.ts'
import { appointmentsKey } from './appointments.ts'
import { useConnection, type Connection } from './connection.tsx'
import { useDraftKeeper } from './drafts/draft.ts'
import { journalKey } from './journal.ts'
import { useRecorder } from './recorder.ts'

interface Held {
  readonly draft: Draft
  readonly held: NonNullable<Draft['held']>
}

const mutationKey = ['give-back']

/** The answers to the releases that this page sent, by the id of the offer. Some of the latest are enough. */
const spentOffers = new WeakMap<Connection, Map<string, Promise<unknown>>>()
const mostSpent = 200

/** Notes that the offer is spent; returns a function that takes that back. */
function noteSpent(connection: Connection, { id }: Appointment, answer: Promise<unknown>): () => void {
  const spent = spentOffers.get(connection) ?? new Map<string, Promise<unknown>>()
  if (id === undefined) return () => undefined
  spentOffers.set(connection, spent.set(id, answer.catch(() => undefined)))
  const [oldest] = spent.keys()
  if (spent.size > mostSpent && oldest !== undefined) spent.delete(oldest)
  return () => void spent.delete(id)
}

/**
 * Settles once the server has answered, if this page gave back a hold on that offer; else undefined. The offer is then spent, though a
 * list that was found before still has it.
 */
export function whenGivenBack(connection: Connection, offer: Appointment): Promise<unknown> | undefined {
  return offer.id === undefined ? undefined : spentOffers.get(connection)?.get(offer.id)
}

/** Gives a held time back. The draft is free for another choice at once, and gets its time back only where the server kept the hold. */
export function useGiveBack(): (held: Held) => Promise<void> {
  const connection = useConnection()
  const recorder = useRecorder()
  const queryClient = useQueryClient()
  const { updateLeft } = useDraftKeeper()
  const giveBack = async ({ draft: { id, patientId }, held }: Held) => {
    const free = updateLeft(id, ({ held: _given, choice = 0, ...draft }) => ({ ...draft, choice: choice + 1, isGivenBack: true }))
    const answer = recorder.perform(crypto.randomUUID(), patientId, { kind: 'release', held: held.appointment })
    const forget = noteSpent(connection, held.appointment, answer)
    const { conclusion } = await answer
    if (isStillHeld(conclusion)) {
      forget()
      const choice = (await free)?.choice
      // Another time may have been chosen for the draft meanwhile.
      await updateLeft(id, ({ isGivenBack: _kept, ...draft }) => (draft.choice === choice ? { ...draft, held } : draft))
    }
    void queryClient.invalidateQueries({ queryKey: appointmentsKey })
    void queryClient.invalidateQueries({ queryKey: journalKey })
  }
  // A mutation without an observer: it begins when the screen goes away, and the observer of a screen that is gone would never let go
  // of it.
  return (held) =>
    queryClient
      .getMutationCache()
      .build(queryClient, { mutationKey, mutationFn: giveBack, networkMode: 'always', gcTime: 0 })
      .execute(held)
}

/** Whether the draft's time is being given back at this moment. */
export function useIsGivingBack(draftId: string): boolean {
  return useIsMutating({ mutationKey, predicate: ({ state }) => (state.variables as Held | undefined)?.draft.id === draftId }) > 0
}

/**
 * Whether the time is still held. An unknown outcome counts as given back: the time is asked for anew before anybody relies on it. A
 * time that somebody booked is not held.
 */
function isStillHeld(conclusion: Conclusion): boolean {
  return conclusion.kind === 'not-done' && conclusion.reason !== 'gone' && conclusion.reason !== 'taken'
}
