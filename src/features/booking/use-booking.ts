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

/** Ids of the journal entries of the bookings that this page's forms have sent or are about to send. */
const sentHere = new Set<string>()

/** The draft's journal entry, where it was sent in another tab or before this page was loaded; undefined where this page sent it. */
export function sentElsewhere({ sentAs }: Draft): string | undefined {
  return sentAs !== undefined && !sentHere.has(sentAs) ? sentAs : undefined
}

interface Booking {
  readonly isSending: boolean
  readonly notSent: NotSent | undefined
  send(): Promise<void>
}

/**
 * Sends the draft once, whatever is clicked meanwhile, and goes to its outcome, unless the user has gone on to another booking or
 * patient. Waits first for a hold that is on its way, and sends nothing if it shows the time to be taken. Reads an appointment that is
 * moved again first: a change by someone else must not be overwritten.
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
      // Otherwise the hold belongs to the booking of the other form.
      if (!isSentElsewhere) time.letGo(false)
    }
    if (problem || cameTo === 'taken') {
      stop(false)
      return
    }
    const anew = await offeredAnew(record.server, draft)
    const id = crypto.randomUUID()
    sentHere.add(id)
    // Noted in the draft first: after a page is closed between here and the answer, the draft leads to the outcome, not to the form.
    const sending = await update(draft.id, (current) => (current.isGivenBack ? current : { sentAs: id, ...withOffer(current, anew) }))
    // Meanwhile another form may have sent the draft, its time may have been given back, or another time chosen instead.
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
 * After its hold has run out, the server may offer the time as a new Appointment, and the held one may be gone.
 * @param server the recorder's, which doesn't wait for a busy server: the booking must not be sent when nobody looks any more
 */
async function offeredAnew(server: SchedulingServer, { held, offer, choice }: Draft): Promise<Pick<Draft, 'offer' | 'choice'> | undefined> {
  if (!held || held.expiry.untilInstant > Date.now()) return undefined
  // If the server can't be asked, the held Appointment is booked: the server decides.
  const again = await sameOffered(server, offer).catch(() => undefined)
  return again && { offer: again, ...(choice === undefined ? {} : { choice }) }
}

/** The draft with the new offer, unless another time was chosen meanwhile. */
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
