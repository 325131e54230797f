import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { appointmentsKey } from './appointments.ts'
import { useConnection, type Connection } from './connection.tsx'

export const journalKey = ['journal'] as const

/** While an outcome is open, the server is asked again this often (milliseconds). */
const recheckMs = 5_000

export function recordedQuery({ recorder }: Connection, id: string) {
  return queryOptions({
    queryKey: [...journalKey, id],
    queryFn: async () => (await recorder.read(id)) ?? null,
    // The journal is in this browser: what it says must not wait for a network.
    networkMode: 'always',
  })
}

/** One journal entry; while it is open and shown, the server is asked again and again by itself. */
export function useRecorded(id: string) {
  const connection = useConnection()
  const queryClient = useQueryClient()
  const stored = useQuery(recordedQuery(connection, id))
  const isOpen = stored.data?.conclusion.kind === 'unknown'
  useQuery({
    // Not below the journal's key: what is written about an entry must not make the server be asked about it at once.
    queryKey: ['recheck', id],
    queryFn: async () => {
      const checked = await connection.recorder.checkAgain(id)
      if (checked) queryClient.setQueryData(recordedQuery(connection, id).queryKey, checked)
      if (checked && checked.conclusion.kind !== 'unknown') await queryClient.invalidateQueries({ queryKey: appointmentsKey })
      return checked?.conclusion.kind ?? null
    },
    enabled: isOpen,
    refetchInterval: recheckMs,
    refetchOnReconnect: 'always',
  })
  return stored
}

/** "Check again", by hand. */
export function useCheckAgain(id: string) {
  const connection = useConnection()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => connection.recorder.checkAgain(id),
    networkMode: 'always',
    onSuccess: async (checked) => {
      if (checked) queryClient.setQueryData(recordedQuery(connection, id).queryKey, checked)
      await queryClient.invalidateQueries({ queryKey: appointmentsKey })
    },
  })
}

/** Changes whose outcome is not known and moves that are half done, newest first. */
export function useUnresolved() {
  const { recorder } = useConnection()
  return useQuery({ queryKey: [...journalKey, 'unresolved'], queryFn: () => recorder.unresolved(), networkMode: 'always' })
}
