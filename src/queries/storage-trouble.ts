import { useQuery } from '@tanstack/react-query'
import type { VaultTrouble } from '../record/storage/vault.ts'
import { useConnection } from './connection.tsx'

/** How often to try whether the browser still keeps what it is given: milliseconds. */
const probeEveryMs = 60_000

/**
 * Why the browser would not keep an outcome now; undefined where it would, or before that is known. The vault is tried whenever a
 * screen that asks appears: so the user is told of a disk that has filled up before the booking, not after.
 */
export function useStorageTrouble(): VaultTrouble | undefined {
  const { storage } = useConnection()
  const probed = useQuery({
    queryKey: ['storage-trouble'],
    queryFn: async () => {
      await storage.probe()
      return storage.trouble ?? null
    },
    networkMode: 'always',
    refetchOnMount: 'always',
    refetchInterval: probeEveryMs,
    initialData: storage.trouble ?? null,
  })
  return probed.data ?? undefined
}
