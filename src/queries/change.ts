import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Appointment } from '../fhir/types.ts'
import { subjectOf, type Intent } from '../scheduling/intent.ts'
import { appointmentsKey } from './appointments.ts'
import { journalKey } from './journal.ts'
import { useRecorder } from './recorder.ts'

export interface Change {
  /** The journal entry's id, known before anything is sent. */
  readonly id: string
  readonly patientId: string
  readonly intent: Intent
}

/** The key of mutations that are sent through the record. Their variables have at least an `id`, that of the journal entry. */
export const changeKey = ['change'] as const

/** Sends an intent through the record, once. Offers and appointments that it may have touched are asked for again. */
export function useChange() {
  const recorder = useRecorder()
  const queryClient = useQueryClient()
  return useMutation({
    mutationKey: changeKey,
    mutationFn: ({ id, patientId, intent }: Change) => recorder.perform(id, patientId, intent),
    // Without a network the change fails at once and says so. If it waited, it would be sent later, when nobody looks any more.
    networkMode: 'always',
    onSettled() {
      // Not awaited: the outcome is known, and a slow list must not keep it from being shown.
      void queryClient.invalidateQueries({ queryKey: appointmentsKey })
      void queryClient.invalidateQueries({ queryKey: journalKey })
    },
  })
}

/** Whether this page waits for the answer to that journal entry. */
export function useIsBeingSent(entryId: string): boolean {
  return useIsUnderWay(({ id }) => id === entryId)
}

/** Whether this page waits for the answer to a change of that appointment. */
export function useIsBeingChanged(appointmentId: string | undefined): boolean {
  return useIsUnderWay(({ intent, wished = intent && subjectOf(intent) }) => appointmentId !== undefined && wished?.id === appointmentId)
}

/** The variables of a change, or of a move in two steps, which has the appointment as it is wished for. */
interface Variables extends Partial<Change> {
  readonly id: string
  readonly wished?: Appointment
}

function useIsUnderWay(isIt: (variables: Variables) => boolean): boolean {
  const predicate = ({ state }: { readonly state: { readonly variables: unknown } }) => isIt(state.variables as Variables)
  return useIsMutating({ mutationKey: changeKey, predicate }) > 0
}
