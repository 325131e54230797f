import { useRef, useState } from 'react'
import { wayToOutcome } from '../../ui/address/way-to-outcome.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useChange } from '../../queries/change.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useIsChosen, type CurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import { sameOffered } from '../../queries/hold.ts'
import { useReadBeforeChange } from '../../queries/read-before-change.ts'
import type { Draft } from '../../record/storage/draft.ts'
import type { SchedulingServer } from '../../scheduling/server.ts'
import { changesMeanwhile } from '../../scheduling/changes-meanwhile.ts'
import type { Intent } from '../../scheduling/intent.ts'
import { movedTo } from './moved-to.ts'
import type { HeldTime, HoldCameTo } from './use-held-time.ts'

/** Why a reschedule was not sent: the appointment could not be read again, or someone else changed it meanwhile. */
export type NotSent = 'not-read' | 'changed-meanwhile'

/** The journal entries of the bookings that this page's forms have sent, or are about to. */
const sentHere = new Set<string>()

/** Whether a draft was sent, and not by a form of this page: in another tab, or before this page was loaded. */
export function sentElsewhere({ sentAs }: Draft): string | undefined {
  return sentAs !== undefined && !sentHere.has(sentAs) ? sentAs : undefined
}

interface Booking {
  readonly isSending: boolean
  readonly notSent: NotSent | undefined
  send(): Promise<void>
}

/**
 * Sends the draft once, whatever is clicked or pressed meanwhile, and goes to its outcome, unless the user is about another booking
 * by then. A hold that is on its way comes first, and a time that it shows to be lost isn't asked for. An appointment that is moved
 * is read again before: what someone else changed meanwhile must not be overwritten.
 */
export function useBooking(draft: Draft, patient: CurrentPatient, time: HeldTime): Booking {
  const readBeforeChange = useReadBeforeChange()
  const [notSent, setNotSent] = useState<NotSent>()
  const { record } = useConnection()
  const isChosen = useIsChosen()
  const change = useChange()
  const { update } = useDraftKeeper()
  const sent = useRef(false)
  const [isSending, setSending] = useState(false)

  const send = async () => {
    if (sent.current) return
    sent.current = true
    setSending(true)
    time.keep()
    const goToOutcome = wayToOutcome(() => isChosen(patient.id))
    const cameTo = await time.settled()
    const problem = draft.moves && (await whyNotToMove(draft.moves, readBeforeChange))
    setNotSent(problem)
    const stop = (isSentElsewhere: boolean) => {
      sent.current = false
      setSending(false)
      // The hold is the other form's booking's then.
      if (!isSentElsewhere) time.letGo(false)
    }
    if (problem || cameTo === 'taken') {
      stop(false)
      return
    }
    const anew = await offeredAnew(record.server, draft)
    const id = crypto.randomUUID()
    sentHere.add(id)
    // Written down first: a page that is closed between here and the answer finds the outcome, not the form.
    const sending = await update(draft.id, (current) => (current.isGivenBack ? current : { sentAs: id, ...withOffer(current, anew) }))
    // While it waited for its hold the form may have been left, and another one opened and sent, or another time chosen.
    if (sending?.sentAs !== id) {
      stop(sending?.sentAs !== undefined)
      if (sending?.sentAs !== undefined) await goToOutcome(sending.sentAs)
      return
    }
    // A hold that has run out may still stand at the server.
    const perhaps = draft.held && !sending.held ? 'perhaps' : cameTo
    await change.mutateAsync({ id, patientId: patient.id, intent: intentOf(sending, patient, { correlationId: id, cameTo: perhaps }) })
    time.letGo(true)
    await goToOutcome(id)
  }
  return { isSending, notSent, send }
}

async function whyNotToMove(moves: Appointment, readBeforeChange: ReturnType<typeof useReadBeforeChange>): Promise<NotSent | undefined> {
  const current = await readBeforeChange(moves.id ?? '').catch(() => undefined)
  if (!current) return 'not-read'
  return changesMeanwhile(moves, current).length > 0 ? 'changed-meanwhile' : undefined
}

/**
 * Where its hold has run out, the time may be offered as a new Appointment, and the held one be gone.
 * @param server as the record asks it: a question that waited for a busy server would send the booking when nobody looks any more
 */
async function offeredAnew(server: SchedulingServer, { held, offer, choice }: Draft): Promise<Pick<Draft, 'offer' | 'choice'> | undefined> {
  if (!held || held.expiry.untilInstant > Date.now()) return undefined
  // Where it can't be asked for, the held one is booked: the server decides.
  const again = await sameOffered(server, offer).catch(() => undefined)
  return again && { offer: again, ...(choice === undefined ? {} : { choice }) }
}

/** Another time may have been chosen meanwhile. */
function withOffer(draft: Draft, anew: Pick<Draft, 'offer' | 'choice'> | undefined): Draft {
  if (!anew || anew.choice !== draft.choice) return draft
  const { held: _lapsed, ...free } = draft
  return { ...free, offer: anew.offer }
}

interface Particulars {
  readonly correlationId: string
  readonly cameTo: HoldCameTo
}

function intentOf(draft: Draft, patient: CurrentPatient, { correlationId, cameTo }: Particulars): Intent {
  const { offer, moves, held, reasonForVisit, note } = draft
  if (moves) return { kind: 'modify', original: moves, changed: movedTo(moves, offer, { reasonForVisit, note }), patient }
  return {
    kind: 'book',
    offer: held?.appointment ?? offer,
    held: held ? true : cameTo === 'perhaps' ? cameTo : false,
    patient,
    correlationId,
    ...(reasonForVisit ? { reasonForVisit } : {}),
    ...(note ? { note } : {}),
  }
}
