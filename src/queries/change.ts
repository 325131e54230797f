import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Intent } from '../scheduling/intent.ts'
import { appointmentsKey } from './appointments.ts'
import { journalKey } from './journal.ts'
import { useRecorder } from './recorder.ts'

export interface Change {
  /** The journal entry's id, known before anything is sent. */
  readonly id: string
  readonly patientId: string
  readonly intent: Intent
}

/** Sends an intent through the record, once. Offers and appointments that it may have touched are asked for again. */
export function useChange() {
  const recorder = useRecorder()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, patientId, intent }: Change) => recorder.perform(id, patientId, intent),
    // Without a network it fails at once and says so. Waiting, it would be sent later, when nobody looks any more.
    networkMode: 'always',
    onSettled() {
      // Not awaited: the outcome is known, and a slow list must not keep it from being shown.
      void queryClient.invalidateQueries({ queryKey: appointmentsKey })
      void queryClient.invalidateQueries({ queryKey: journalKey })
    },
  })
}
