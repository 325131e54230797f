import { useEffect } from 'react'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'

/** What has come to its end needs its draft no more. @param draftId undefined until then */
export function useFinishedDraft(draftId: string | undefined): void {
  const { discard } = useDraftKeeper()
  useEffect(() => {
    if (draftId !== undefined) void discard(draftId)
  }, [draftId, discard])
}
