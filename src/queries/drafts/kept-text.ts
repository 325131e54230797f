import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { KeptText } from '../../record/storage/kept-texts.ts'
import { useConnection } from '../connection.tsx'

/**
 * What was typed into one form before, and the means to keep text while it is typed. `text` is undefined while it is being loaded,
 * null where nothing is kept. Storage that fails costs the copy, never the typing.
 */
export function useKeptText(key: string) {
  const { keptTexts } = useConnection()
  const queryClient = useQueryClient()
  const queryKey = ['kept-text', key]
  const stored = useQuery({
    queryKey,
    async queryFn() {
      const loaded = await keptTexts.load(key).then((text) => text ?? null, () => null)
      // Text that was typed while this was loading is newer.
      const meanwhile = queryClient.getQueryData<KeptText | null>(queryKey)
      return meanwhile === undefined ? loaded : meanwhile
    },
    staleTime: Infinity,
    // Kept texts are in this browser.
    networkMode: 'always',
  })
  return {
    text: stored.data,
    keep(text: KeptText): void {
      queryClient.setQueryData(queryKey, text)
      keptTexts.keep(key, text).catch(() => undefined)
    },
    forget(): void {
      queryClient.setQueryData(queryKey, null)
      keptTexts.forget(key).catch(() => undefined)
    },
  }
}
