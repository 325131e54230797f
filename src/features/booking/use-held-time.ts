import { useEffect, useRef } from 'react'
import type { HoldExpiry } from '../../scheduling/hold-expiry.ts'
import { useCapability } from '../../queries/capability.ts'
import { useGiveBack } from '../../queries/give-back.ts'
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

/**
 * Drafts that are on the screen, each with the way to give its time back. One that came straight back (StrictMode mounts twice)
 * keeps its hold.
 */
const onScreen = new Map<string, () => Promise<void>>()

/** Gives back what the screen holds, before the session ends; what takes longer than that is left to lapse by itself. */
export async function giveBackWhatIsHeld(longestMs: number): Promise<void> {
  const answers = Promise.allSettled([...onScreen.values()].map((giveBack) => giveBack()))
  await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, longestMs))])
}

export interface HeldTime {
  readonly hold: HoldView
  /** While it is kept, the hold belongs to a booking, and leaving the screen doesn't give it back. */
  readonly keep: (isKept: boolean) => void
  /** Waits for a hold that is on its way. False where it showed the time to be somebody else's; a refusal may be of our own second request. */
  readonly settled: () => Promise<boolean>
}

/** Holds the draft's time while it is on the screen, and gives it back when the user goes elsewhere without booking. */
export function useHeldTime(draft: Draft): HeldTime {
  const holding = useHold(draft)
  const capability = useCapability()
  const giveBack = useGiveBack()
  const { id } = draft
  const isKept = useRef(false)
  const release = useRef(async (_unless: () => boolean) => {})
  useEffect(() => {
    release.current = async (unless) => {
      // What is still on its way is given back when it comes.
      const onItsWay = await (holding.isFetching ? holding.settled() : undefined)
      const held = heldOf(draft)?.appointment ?? (onItsWay?.conclusion.kind === 'done' ? onItsWay.conclusion.appointment : undefined)
      if (held && !isKept.current && !unless()) await giveBack({ draft, held })
    }
  })
  useEffect(() => {
    onScreen.set(id, () => release.current(() => false))
    return () => {
      onScreen.delete(id)
      void release.current(() => onScreen.has(id))
    }
  }, [id])

  const keep = (kept: boolean) => {
    isKept.current = kept
  }
  const settled = async () => {
    const held = await holding.settled()
    return held === undefined || (held !== null && viewOfHold(held).kind !== 'lost')
  }
  return { hold: viewOf(draft, holding, capability.isPending), keep, settled }
}

/** What is about to be given back is nobody's any more. */
function heldOf({ held, isGivenBack }: Draft): Draft['held'] {
  return isGivenBack ? undefined : held
}

function viewOf(draft: Draft, { data, isFetching, isError }: ReturnType<typeof useHold>, capabilityPending: boolean): HoldView {
  if (draft.lost) return { kind: 'lost', serverWords: draft.lost }
  const held = heldOf(draft)
  if (held) return { kind: 'held', expiry: held.expiry }
  if (isFetching || (capabilityPending && draft.offer.id !== undefined && !draft.moves)) return { kind: 'asking' }
  if (isError) return { kind: 'not-held', serverWords: [] }
  return data ? viewOfHold(data) : { kind: 'none' }
}

/** What a hold that didn't come through leaves. */
function viewOfHold({ conclusion }: Recorded): HoldView {
  const serverWords = conclusion.issues.map((issue) => issue.text).filter(Boolean)
  if (conclusion.kind === 'unknown') return { kind: conclusion.doubt === 'refused' ? 'refused' : 'not-known', serverWords }
  return { kind: conclusion.kind === 'not-done' && conclusion.reason === 'taken' ? 'lost' : 'not-held', serverWords }
}
