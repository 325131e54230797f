import { useIsMutating, useMutation } from '@tanstack/react-query'
import type { Appointment } from '../fhir/types.ts'
import type { Conclusion } from '../record/conclusion.ts'
import type { Draft } from '../record/draft.ts'
import { useChange } from './change.ts'
import { useDraftKeeper } from './draft.ts'

interface Held {
  readonly draft: Draft
  /** The Appointment that is held. */
  readonly held: Appointment
}

const mutationKey = ['give-back']

/** Gives a held time back. The draft is free for another choice at once; whether it still has its time, the answer tells. */
export function useGiveBack(): (held: Held) => void {
  const { mutateAsync: change } = useChange()
  const { update } = useDraftKeeper()
  const { mutate } = useMutation({
    mutationKey,
    networkMode: 'always',
    async mutationFn({ draft: { id, patientId }, held }: Held) {
      void update(id, ({ choice = 0, ...draft }) => ({ ...draft, choice: choice + 1, isGivenBack: true }))
      const { conclusion } = await change({ id: crypto.randomUUID(), patientId, intent: { kind: 'release', held } })
      await update(id, isStillHeld(conclusion) ? ({ isGivenBack: _kept, ...draft }) => draft : ({ held: _given, ...draft }) => draft)
    },
  })
  return mutate
}

/** Whether the draft's time is being given back at this moment. */
export function useIsGivingBack(draftId: string): boolean {
  return useIsMutating({ mutationKey, predicate: ({ state }) => (state.variables as Held | undefined)?.draft.id === draftId }) > 0
}

/** What is not known counts as given back: the time is asked for anew before anybody relies on it. */
function isStillHeld(conclusion: Conclusion): boolean {
  return conclusion.kind === 'not-done' && conclusion.reason !== 'gone'
}
