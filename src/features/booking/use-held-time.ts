import { useEffect, useRef } from 'react'
import type { HoldExpiry } from '../../scheduling/hold-expiry.ts'
import { useCapability } from '../../queries/capability.ts'
import { useChange } from '../../queries/change.ts'
import { useDraftKeeper } from '../../queries/draft.ts'
import { useHold } from '../../queries/hold.ts'
import type { Draft } from '../../record/draft.ts'
import type { Recorded } from '../../record/recorded.ts'

export type HoldView =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'held'; readonly expiry: HoldExpiry }
  /** The server offers holds but this one didn't come through, for a reason that leaves the time open. */
  | { readonly kind: 'not-held'; readonly serverWords: readonly string[] }
  /** No clear answer came: it may be held for us. */
  | { readonly kind: 'not-known'; readonly serverWords: readonly string[] }
  /** The server said no, and doesn't show who has the time: somebody else, or a first request of ours. */
  | { readonly kind: 'refused'; readonly serverWords: readonly string[] }
  | { readonly kind: 'lost'; readonly serverWords: readonly string[] }

/** Releases that wait a moment, by draft: a screen that comes straight back (StrictMode mounts twice) keeps its hold. */
const leaving = new Map<string, ReturnType<typeof setTimeout>>()

interface HeldTime {
  readonly hold: HoldView
  /** From now on the hold belongs to a booking that is being sent, and leaving the screen doesn't give it back. */
  readonly keep: () => void
  /** Waits for a hold that is on its way. False where it showed the time to be somebody else's; a refusal may be of our own second request. */
  readonly settled: () => Promise<boolean>
}

/** Holds the draft's time while it is on the screen, and gives it back when the user goes elsewhere without booking. */
export function useHeldTime(draft: Draft): HeldTime {
  const holding = useHold(draft)
  const capability = useCapability()
  const { mutate } = useChange()
  const { update } = useDraftKeeper()
  const isKept = useRef(false)
  const leave = useRef(() => {})
  useEffect(() => {
    leave.current = () => {
      const { id, held, patientId } = draft
      if (!held || isKept.current) return
      mutate({ id: crypto.randomUUID(), patientId, intent: { kind: 'release', held: held.appointment } })
      void update(id, ({ held: _released, ...rest }) => rest)
    }
  })
  useEffect(() => {
    clearTimeout(leaving.get(draft.id))
    return () => {
      leaving.set(draft.id, setTimeout(() => leave.current()))
    }
  }, [draft.id])

  const keep = () => {
    isKept.current = true
  }
  const settled = async () => {
    const held = await holding.settled()
    return held === undefined || viewOfHold(held).kind !== 'lost'
  }
  return { hold: viewOf(draft, holding, capability.isPending), keep, settled }
}

function viewOf(draft: Draft, { data, isFetching }: ReturnType<typeof useHold>, capabilityPending: boolean): HoldView {
  if (draft.lost) return { kind: 'lost', serverWords: draft.lost }
  if (draft.held) return { kind: 'held', expiry: draft.held.expiry }
  if (isFetching || (capabilityPending && draft.offer.id !== undefined && !draft.moves)) return { kind: 'asking' }
  return data ? viewOfHold(data) : { kind: 'none' }
}

/** What a hold that didn't come through leaves. */
function viewOfHold({ conclusion }: Recorded): HoldView {
  const serverWords = conclusion.issues.map((issue) => issue.text).filter(Boolean)
  if (conclusion.kind === 'unknown') return { kind: conclusion.doubt === 'refused' ? 'refused' : 'not-known', serverWords }
  return { kind: conclusion.kind === 'not-done' && conclusion.reason === 'taken' ? 'lost' : 'not-held', serverWords }
}
