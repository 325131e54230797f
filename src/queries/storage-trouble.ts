import { useQuery } from '@tanstack/react-query'
import type { VaultTrouble } from '../record/storage/vault.ts'
import { useConnection } from './connection.tsx'

/** How often it is tried whether the browser still keeps what it is given: milliseconds. */
const probeEveryMs = 60_000

/**
 * Why the browser would not keep an outcome now; undefined where it would, or before that is known. It is found out by
 * trying, whenever a screen that asks appears: a disk that has filled up meanwhile is told before the booking, not after.
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
