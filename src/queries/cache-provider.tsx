import { QueryClientProvider } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { createQueryClient } from './query-client.ts'

/** One cache for one launch: nothing of an earlier launch or another tab can be in it. */
export function CacheProvider({ session, children }: { readonly session: object; readonly children: ReactNode }) {
  const [queryClient] = useState(() => createQueryClient(session))
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
