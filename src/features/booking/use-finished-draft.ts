import { useEffect } from 'react'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'

/** Discards a draft that is no longer needed. @param draftId undefined while the draft is still needed */
export function useFinishedDraft(draftId: string | undefined): void {
  const { discard } = useDraftKeeper()
  useEffect(() => {
    if (draftId !== undefined) void discard(draftId)
  }, [draftId, discard])
}
