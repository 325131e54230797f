import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Draft } from '../record/draft.ts'
import { useConnection, type Connection } from './connection.tsx'

const draftsKey = ['drafts'] as const

export function draftQuery({ drafts }: Connection, id: string) {
  return queryOptions({
    queryKey: [...draftsKey, id],
    queryFn: async () => (await drafts.load(id)) ?? null,
    staleTime: Infinity,
  })
}

export function useDraft(id: string) {
  return useQuery(draftQuery(useConnection(), id))
}

/** Drafts the patient's session left unfinished, newest first. */
export function useDraftsOf(patientId: string) {
  const { drafts } = useConnection()
  return useQuery({ queryKey: [...draftsKey, 'of', patientId], queryFn: () => drafts.ofPatient(patientId), staleTime: 0 })
}

/** Keeps and forgets drafts; what is on the screen follows at once, the vault after. */
export function useDraftKeeper() {
  const connection = useConnection()
  const queryClient = useQueryClient()
  return {
    async save(draft: Draft): Promise<void> {
      queryClient.setQueryData(draftQuery(connection, draft.id).queryKey, draft)
      await connection.drafts.save(draft)
    },
    async discard(id: string): Promise<void> {
      await connection.drafts.discard(id)
      await queryClient.invalidateQueries({ queryKey: draftsKey })
    },
  }
}
