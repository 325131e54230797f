import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Appointment } from '../fhir/types.ts'
import type { Hindrance, MoveRequest } from '../record/moves/moves.ts'
import { appointmentsKey } from './appointments.ts'
import { changeKey } from './change.ts'
import { useConnection } from './connection.tsx'
import { sameOffered } from './hold.ts'
import { journalKey } from './journal.ts'
import { useRecorder } from './recorder.ts'

/** One move in two steps, as far as it has come. */
export function useMove(id: string) {
  const recorder = useRecorder()
  return useQuery({
    queryKey: [...journalKey, 'move', id],
    queryFn: async () => (await recorder.moves.read(id)) ?? null,
    networkMode: 'always',
  })
}

export interface MoveToBegin {
  /** The move's id, known before anything is sent. */
  readonly id: string
  readonly patientId: string
  /** The new time as `$find` offered it. Where that isn't kept any more, the server is asked for the same time and service again. */
  readonly offer: Appointment | undefined
  readonly wished: Appointment
  readonly requestFor: (offer: Appointment) => MoveRequest
}

/**
 * Books the new time and then cancels the old appointment, once. The data is null where the time is not offered any more: nothing was
 * sent.
 */
export function useBeginMove() {
  const { record, gates } = useConnection()
  const recorder = useRecorder()
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: changeKey,
    mutationFn: async ({ id, patientId, wished, requestFor, ...move }: MoveToBegin) => {
      gates.tryNow()
      const offer = move.offer ?? (await sameOffered(record.server, wished))
      if (!offer) return null
      const begun = await recorder.moves.begin(id, patientId, requestFor(offer))
      queryClient.setQueryData<Hindrance | null>(hindranceKey(begun.move.id), begun.hindrance ?? null)
      return begun
    },
    networkMode: 'always',
    onSettled() {
      void queryClient.invalidateQueries({ queryKey: appointmentsKey })
      void queryClient.invalidateQueries({ queryKey: journalKey })
    },
  })
}

/** Why the second step of a move that this page began was not taken at once, as beginning the move answered. Sends no question. */
export function useHindranceAtOnce(moveId: string): Hindrance | undefined {
  return useQuery<Hindrance | null>({ queryKey: hindranceKey(moveId), queryFn: skipToken }).data ?? undefined
}

const hindranceKey = (moveId: string) => ['move-hindrance', moveId] as const
