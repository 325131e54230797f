import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { appointmentsKey } from './appointments.ts'
import { useConnection, type Connection } from './connection.tsx'
import { recorderOf, useRecorder } from './recorder.ts'

export const journalKey = ['journal'] as const

/** How long to wait before the server is asked again about an open outcome: at first, and at most (milliseconds). */
const [firstRecheckMs, lastRecheckMs] = [5_000, 60_000]
/** How many questions keep the first pace: within a minute, most outcomes are settled. */
const promptRechecks = 12

export function recordedQuery(connection: Connection, id: string) {
  return queryOptions({
    queryKey: [...journalKey, id],
    queryFn: async () => (await recorderOf(connection).read(id)) ?? null,
    // The journal is in this browser: what it says must not wait for a network.
    networkMode: 'always',
  })
}

/** One journal entry; while its outcome is open and shown, the server is asked about it again and again. */
export function useRecorded(id: string) {
  const connection = useConnection()
  const queryClient = useQueryClient()
  const stored = useQuery(recordedQuery(connection, id))
  const isOpen = stored.data?.conclusion.kind === 'unknown'
  useQuery({
    // Not below the journal's key: a new event of an entry must not cause a question to the server at once.
    queryKey: ['recheck', id],
    queryFn: async () => {
      const checked = await recorderOf(connection).checkAgain(id)
      if (checked) queryClient.setQueryData(recordedQuery(connection, id).queryKey, checked)
      if (checked && checked.conclusion.kind !== 'unknown') await queryClient.invalidateQueries({ queryKey: appointmentsKey })
      return checked?.conclusion.kind ?? null
    },
    enabled: isOpen,
    refetchInterval: ({ state }) => recheckMs(state.dataUpdateCount),
    refetchOnReconnect: 'always',
  })
  return stored
}

/**
 * Milliseconds until the server is asked once more. Half of the wait is chance: many screens are opened in the same minute of an
 * outage.
 */
export function recheckMs(asked: number): number {
  const whole = Math.min(lastRecheckMs, firstRecheckMs * 1.5 ** Math.max(0, asked - promptRechecks))
  return whole * (0.75 + Math.random() / 2)
}

/** "Check again", by hand: asks at once, also while a server in trouble is left alone otherwise. */
export function useCheckAgain(id: string) {
  const connection = useConnection()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => {
      connection.gates.tryNow()
      return recorderOf(connection).checkAgain(id)
    },
    networkMode: 'always',
    onSuccess: async (checked) => {
      if (checked) queryClient.setQueryData(recordedQuery(connection, id).queryKey, checked)
      await queryClient.invalidateQueries({ queryKey: appointmentsKey })
    },
  })
}

/** Changes whose outcome is not known and moves that are half done, newest first. */
export function useUnresolved() {
  const recorder = useRecorder()
  return useQuery({ queryKey: [...journalKey, 'unresolved'], queryFn: () => recorder.unresolved(), networkMode: 'always' })
}
