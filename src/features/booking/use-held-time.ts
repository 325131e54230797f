import { wordsOf } from '../../fhir/issues.ts'
import { useEffect, useRef } from 'react'
import type { HoldExpiry } from '../../scheduling/hold-expiry.ts'
import { holdOf } from '../../record/journal.ts'
import { useCapability } from '../../queries/capability.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useGiveBack } from '../../queries/give-back.ts'
import { useHold } from '../../queries/hold.ts'
import { whenLeaving } from '../../queries/session-state.ts'
import type { Draft } from '../../record/storage/draft.ts'
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
  /** It was given back, and could not be found again. */
  | { readonly kind: 'given-back' }
  | { readonly kind: 'lost'; readonly serverWords: readonly string[] }
  /** The booking was refused, and another time is wanted. */
  | { readonly kind: 'another-wanted'; readonly serverWords: readonly string[] }

/** What a hold has come to when the booking is about to be sent: `perhaps` where the time may be held for us, nobody knows. */
export type HoldCameTo = 'nothing' | 'perhaps' | 'taken'

/** Drafts that are on the screen. One that came straight back (StrictMode mounts twice) keeps its hold. */
const onScreen = new Set<string>()

/** Drafts whose time is being given back; the form that does it goes away meanwhile, and must not do it again. */
const givingBack = new Set<string>()

export interface HeldTime {
  readonly hold: HoldView
  /** From now on the hold belongs to a booking, and leaving the screen doesn't give it back. */
  readonly keep: () => void
  /** Ends that. A hold whose booking was not sent is given back where the screen was left meanwhile; what was sent is never touched. */
  readonly letGo: (wasSent: boolean) => void
  /** Waits for a hold that is on its way. A refusal may be of our own second request. */
  readonly settled: () => Promise<HoldCameTo>
}

/** Drafts whose hold belongs to a booking that is about to be sent, whatever becomes of the screen. */
const kept = new Set<string>()

/** Holds the draft's time while it is on the screen, and gives it back when the user goes elsewhere without booking. */
export function useHeldTime(draft: Draft): HeldTime {
  const { id } = draft
  const holding = useHold(draft)
  const { config, session } = useConnection()
  const capability = useCapability()
  const giveBack = useGiveBack()
  const release = useRef(async (_isLeft: boolean) => {})
  useEffect(() => {
    release.current = async (isLeft) => {
      // What is still on its way is given back when it comes.
      const onItsWay = await (holding.isFetching ? holding.settled() : undefined)
      const held = draft.held ?? (onItsWay ? heldBy(onItsWay, config.holdMinutes) : undefined)
      // One that lapsed is nobody's to give back: the time may be somebody else's by now.
      if (!held || draft.sentAs || draft.wasSent || kept.has(id) || held.expiry.untilInstant <= Date.now()) return
      // Whoever has come back while it was on its way wants it.
      if ((isLeft && onScreen.has(id)) || givingBack.has(id)) return
      givingBack.add(id)
      await giveBack({ draft, held }).finally(() => givingBack.delete(id))
    }
  })
  useEffect(() => {
    onScreen.add(id)
    const stay = whenLeaving(session, () => release.current(false))
    return () => {
      stay()
      onScreen.delete(id)
      setTimeout(() => {
        if (!onScreen.has(id)) void release.current(true)
      })
    }
  }, [id, session])

  const keep = () => void kept.add(id)
  const letGo = (wasSent: boolean) => {
    kept.delete(id)
    if (!wasSent && !onScreen.has(id)) void release.current(true)
  }
  const settled = async (): Promise<HoldCameTo> => {
    const held = await holding.settled()
    if (held === null) return 'taken'
    if (held?.conclusion.kind === 'unknown') return 'perhaps'
    return held && viewOfHold(held).kind === 'lost' ? 'taken' : 'nothing'
  }
  return { hold: viewOf(draft, holding, capability.isPending), keep, letGo, settled }
}

function viewOf(draft: Draft, { data, isFetching, isError, isWanted }: ReturnType<typeof useHold>, capabilityPending: boolean): HoldView {
  if (draft.lost) return { kind: draft.lost.isTaken ? 'lost' : 'another-wanted', serverWords: draft.lost.serverWords }
  if (draft.held) return { kind: 'held', expiry: draft.held.expiry }
  if (isFetching || (capabilityPending && isWanted)) return { kind: 'asking' }
  if (draft.isGivenBack) return { kind: 'given-back' }
  if (isError) return { kind: 'not-held', serverWords: [] }
  return data ? viewOfHold(data) : { kind: 'none' }
}

function heldBy({ conclusion, entry }: Recorded, holdMinutes: number): Draft['held'] {
  return conclusion.kind === 'done' ? { appointment: conclusion.appointment, expiry: holdOf(entry, holdMinutes) } : undefined
}

/** What a hold that didn't come through leaves. */
function viewOfHold({ conclusion }: Recorded): HoldView {
  const serverWords = wordsOf(conclusion.issues)
  if (conclusion.kind === 'unknown') return { kind: conclusion.doubt === 'refused' ? 'refused' : 'not-known', serverWords }
  return { kind: conclusion.kind === 'not-done' && conclusion.reason === 'taken' ? 'lost' : 'not-held', serverWords }
}
