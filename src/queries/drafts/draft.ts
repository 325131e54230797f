import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Draft } from '../../record/storage/draft.ts'
import { useConnection, type Connection } from '../connection.tsx'

export const draftsKey = ['drafts'] as const

export function draftQuery({ drafts }: Connection, id: string) {
  return queryOptions({
    queryKey: [...draftsKey, id],
    queryFn: async () => (await drafts.load(id)) ?? null,
    staleTime: Infinity,
    // Drafts are in this browser.
    networkMode: 'always',
  })
}

export function useDraft(id: string) {
  return useQuery(draftQuery(useConnection(), id))
}

/** The patient's unfinished drafts, newest first. */
export function useDraftsOf(patientId: string) {
  const { drafts } = useConnection()
  return useQuery({ queryKey: [...draftsKey, 'of', patientId], queryFn: () => drafts.ofPatient(patientId), staleTime: 0, networkMode: 'always' })
}

/** Writes go to the vault one after the other, so that an older text never overwrites a newer one. */
let writing: Promise<unknown> = Promise.resolve()
export const draftsWritten = (): Promise<unknown> => writing

export interface DraftKeeper {
  /**
   * Keeps a new draft, which takes over the text of one that was not sent, and its place.
   * @param instead the draft on the screen; without one, the patient's latest draft that holds no time is replaced
   */
  begin(draft: Draft, instead: string | undefined): Promise<void>
  /**
   * Changes the draft: on the screen at once, in the vault after. Resolves with the changed draft once it is kept; undefined if there
   * is none.
   */
  update(id: string, change: (draft: Draft) => Draft): Promise<Draft | undefined>
  /** Changes a draft that the screen has left. If another tab has finished or discarded it meanwhile, it stays away. */
  updateLeft(id: string, change: (draft: Draft) => Draft): Promise<Draft | undefined>
  discard(id: string): Promise<void>
}

/** Returns the same keeper on every render, so that an effect may depend on it. */
export function useDraftKeeper(): DraftKeeper {
  const connection = useConnection()
  const queryClient = useQueryClient()
  return useMemo(() => draftKeeper(connection, queryClient), [connection, queryClient])
}

function draftKeeper(connection: Connection, queryClient: QueryClient): DraftKeeper {
  const { drafts } = connection
  const write = (draft: Draft, save: (draft: Draft) => Promise<void>) => {
    queryClient.setQueryData(draftQuery(connection, draft.id).queryKey, draft)
    writing = writing.then(() => save(draft))
    return writing.then(() => undefined)
  }
  const listAnew = () => queryClient.invalidateQueries({ queryKey: [...draftsKey, 'of'] })
  const discard = async (id: string) => {
    queryClient.removeQueries({ queryKey: draftQuery(connection, id).queryKey })
    writing = writing.then(() => drafts.discard(id))
    await writing
    await listAnew()
  }
  const shown = (id: string) => queryClient.getQueryData(draftQuery(connection, id).queryKey)
  const kept = async (id: string) => {
    // A draft that is being discarded is gone after this.
    await writing
    const draft = await drafts.load(id)
    // The draft on the screen is newer if it was changed meanwhile.
    return shown(id) ?? draft
  }
  const changeAnd = (save: (draft: Draft) => Promise<void>) => async (id: string, change: (draft: Draft) => Draft) => {
    // A draft on the screen is changed without waiting: of two changes at once, the second begins with what the first made of it.
    const current = shown(id) ?? (await kept(id))
    if (!current) return undefined
    const changed = change(current)
    await write(changed, save)
    if (changed.sentAs !== current.sentAs) void listAnew()
    return changed
  }
  return {
    async begin(draft, instead) {
      const candidates = instead === undefined ? (await drafts.ofPatient(draft.patientId)).filter(isLeft) : [shown(instead) ?? (await kept(instead))]
      const earlier = candidates.find(
        (other) => other?.patientId === draft.patientId && !other.sentAs && other.moves?.id === draft.moves?.id,
      )
      const begun = { ...draft, ...textsOf(earlier, draft, instead !== undefined), begunWith: draft.reasonForVisit }
      await write(begun, drafts.save)
      // Not awaited: the screen may show the former draft until it goes on to the new one.
      void (earlier ? discard(earlier.id) : listAnew())
    },
    update: changeAnd(drafts.save),
    updateLeft: changeAnd(drafts.saveIfKept),
    discard,
  }
}

/** Whether nobody works on the draft: one that holds a time may be on the screen of another tab. */
function isLeft({ held }: Draft): boolean {
  return !held
}

/**
 * The texts of a new draft. The earlier draft's note stays; its reason for visit gives way if the search was for another reason,
 * unless the user typed it on this screen.
 */
function textsOf(earlier: Draft | undefined, draft: Draft, isOnScreen: boolean): Pick<Draft, 'reasonForVisit' | 'note'> {
  if (!earlier) return draft
  const { begunWith = '', reasonForVisit: typed, note } = earlier
  const isSameReason = begunWith === draft.reasonForVisit
  const reasonForVisit = isSameReason || (isOnScreen && typed !== begunWith) ? typed : draft.reasonForVisit
  return { reasonForVisit, note }
}
