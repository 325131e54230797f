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

/**
 * How the hold of the draft's time stands, and what the form offers then:
 *
 * | kind           | the chosen time                                                         | book | other times |
 * |----------------|-------------------------------------------------------------------------|------|-------------|
 * | none           | no hold is asked for: the server offers none, no right to it, a move    | yes  |             |
 * | asking         | the hold is on its way                                                  | yes  |             |
 * | held           | is held for us until `expiry`                                           | yes  |             |
 * | not-held       | the hold failed for a reason that leaves the time open                  | yes  |             |
 * | not-known      | no clear answer came: it may be held for us                             | yes  |             |
 * | refused        | the server refused: somebody else or our own first request may have it  | yes  | yes         |
 * | given-back     | was given back and isn't offered again                                  |      | yes         |
 * | lost           | is taken or gone                                                        |      | yes         |
 * | another-wanted | its booking failed, and the user wants another time                     |      | yes         |
 */
export type HoldView =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'held'; readonly expiry: HoldExpiry }
  | { readonly kind: 'not-held'; readonly serverWords: readonly string[] }
  | { readonly kind: 'not-known'; readonly serverWords: readonly string[] }
  | { readonly kind: 'refused'; readonly serverWords: readonly string[] }
  | { readonly kind: 'given-back' }
  | { readonly kind: 'lost'; readonly serverWords: readonly string[] }
  | { readonly kind: 'another-wanted'; readonly serverWords: readonly string[] }

/**
 * What a hold that the draft doesn't have means for the booking: `taken` where the time is gone, `perhaps` where it may be held for us,
 * else `nothing`. A hold that succeeded is `nothing` here too, since the draft has it.
 */
export type HoldCameTo = 'nothing' | 'perhaps' | 'taken'

/** Ids of the drafts on the screen. A draft that comes straight back (StrictMode mounts twice) keeps its hold. */
const onScreen = new Set<string>()

/** Ids of the drafts whose time is being given back. The form unmounts meanwhile, which must not give it back a second time. */
const givingBack = new Set<string>()

export interface HeldTime {
  readonly hold: HoldView
  /** From now on the hold belongs to a booking, and leaving the screen doesn't give it back. */
  readonly keep: () => void
  /** Ends `keep`. If the booking was not sent and the screen was left meanwhile, gives the hold back. A booking that was sent keeps it. */
  readonly letGo: (wasSent: boolean) => void
  /** Waits for a hold that is on its way. A refusal counts as `perhaps`: it may answer a second request of ours. */
  readonly settled: () => Promise<HoldCameTo>
}

/** Ids of the drafts whose hold belongs to a booking that is about to be sent, even after the screen is left. */
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
      // A hold that is still on its way is given back once it is answered.
      const onItsWay = await (holding.isFetching ? holding.settled() : undefined)
      const held = draft.held ?? (onItsWay ? heldBy(onItsWay, config.holdMinutes) : undefined)
      // A lapsed hold is not given back: the time may be somebody else's by now.
      if (!held || draft.sentAs || draft.wasSent || kept.has(id) || held.expiry.untilInstant <= Date.now()) return
      // A user who has come back to the draft meanwhile wants the hold.
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

/** The view of a hold that failed. */
function viewOfHold({ conclusion }: Recorded): HoldView {
  const serverWords = wordsOf(conclusion.issues)
  if (conclusion.kind === 'unknown') return { kind: conclusion.doubt === 'refused' ? 'refused' : 'not-known', serverWords }
  return { kind: conclusion.kind === 'not-done' && conclusion.reason === 'taken' ? 'lost' : 'not-held', serverWords }
}
