import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { sameJson } from '../fhir/same-json.ts'
import type { Appointment } from '../fhir/types.ts'
import type { Draft } from '../record/storage/draft.ts'
import { holdOf } from '../record/journal.ts'
import type { Recorded } from '../record/recorded.ts'
import type { SchedulingServer } from '../scheduling/server.ts'
import { offerAgain } from '../scheduling/reconcile/find-booking.ts'
import { useCapability } from './capability.ts'
import { useConnection } from './connection.tsx'
import { useCurrentPatient } from './current-patient.tsx'
import { useDraftKeeper } from './drafts/draft.ts'
import { whenGivenBack } from './give-back.ts'
import { holdKey } from './hold-key.ts'
import { useRecorder } from './recorder.ts'
import { useScopes } from './session-state.ts'

/** Holds on their way, by the ids of their journal entries. The cache does not keep them when a session is closed. */
const underWay = new Map<string, Promise<Recorded | null>>()

function noted(entryId: string, answer: Promise<Recorded | null>): Promise<Recorded | null> {
  const isOver = () => void underWay.delete(entryId)
  underWay.set(entryId, answer)
  answer.then(isOver, isOver)
  return answer
}

/**
 * Holds the draft's time where the server offers that. It is a query, though it changes something on the server, because a query runs
 * once for a draft and its choice: not again on a re-render, a second mount or a refocus. After a reload the journal tells whether the
 * hold was sent already, and the server what came of it.
 *
 * The data is null where the draft's time was given back and isn't offered again.
 *
 * `settled` resolves with what the hold has come to, once none of the draft is on its way any more: a hold that reached the server
 * after the booking would look like the booking.
 */
export function useHold(draft: Draft) {
  const connection = useConnection()
  const { config, record } = connection
  const mayHold = useScopes().allows('Appointment', 'u')
  const recorder = useRecorder()
  const capability = useCapability()
  const { update } = useDraftKeeper()
  const patient = useCurrentPatient()
  const isWanted =
    draft.offer.id !== undefined &&
    !draft.moves &&
    !draft.held &&
    !draft.sentAs &&
    !draft.lost &&
    mayHold
  const queryClient = useQueryClient()
  const entryId = `${draft.id}.${draft.choice ?? 0}`
  const queryKey = holdKey(entryId)

  const offered = async (): Promise<Appointment | undefined> => {
    const givenBack = whenGivenBack(connection, draft.offer)
    if (!draft.isGivenBack && !givenBack) return draft.offer
    await givenBack
    // The server may have kept the hold.
    if (!draft.isGivenBack && !whenGivenBack(connection, draft.offer)) return draft.offer
    // From here on nothing is booked by that offer, even if it is not found again.
    await update(draft.id, (current) => ({ ...current, isGivenBack: true }))
    const offer = await sameOffered(record.server, draft.offer)
    if (offer) await update(draft.id, ({ isGivenBack: _given, ...current }) => ({ ...current, offer }))
    return offer
  }
  const hold = async (): Promise<Recorded | null> => {
    const offer = await offered()
    if (!offer) return null
    const earlier = await recorder.checkAgain(entryId)
    const recorded = earlier ?? (await recorder.perform(entryId, draft.patientId, { kind: 'hold', offer, patient }))
    if (recorded.conclusion.kind === 'done') {
      const held = { appointment: recorded.conclusion.appointment, expiry: holdOf(recorded.entry, config.holdMinutes) }
      await update(draft.id, (current) => (current.choice === draft.choice ? { ...current, held } : current))
    }
    return recorded
  }
  const query = useQuery({
    queryKey,
    queryFn: isWanted && capability.data?.hold ? () => noted(entryId, hold()) : skipToken,
    // Without a network the hold fails at once: one that waited could come after the booking.
    networkMode: 'always',
    staleTime: Infinity,
    retry: false,
    refetchOnMount: false,
    refetchOnReconnect: false,
  })
  const settled = async (): Promise<Recorded | null | undefined> =>
    // The query reports a failure of the hold.
    underWay.get(entryId)?.catch(() => undefined) ?? queryClient.getQueryData<Recorded | null>(queryKey)
  return { ...query, isWanted, settled }
}

/**
 * The same time as the server offers it now, for the same service.
 * @param server the server as the record asks it: a booking that follows must not wait for a busy server
 * @throws ProtocolError
 */
export function sameOffered(server: SchedulingServer, offer: Appointment): Promise<Appointment | undefined> {
  return offerAgain(server, offer, (again) => sameJson(again.serviceType ?? [], offer.serviceType ?? []))
}
