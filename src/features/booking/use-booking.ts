import { useRef, useState } from 'react'
import { currentAddress, navigate } from '../../ui/address/hash-location.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useAppointment } from '../../queries/appointments.ts'
import { useChange } from '../../queries/change.ts'
import type { CurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftKeeper } from '../../queries/draft.ts'
import type { Draft } from '../../record/draft.ts'
import { changesMeanwhile } from '../../scheduling/changes-meanwhile.ts'
import type { Intent } from '../../scheduling/intent.ts'
import { movedTo } from './moved-to.ts'
import type { HeldTime } from './use-held-time.ts'

/** Why a reschedule was not sent: the appointment could not be read again, or someone else changed it meanwhile. */
export type NotSent = 'not-read' | 'changed-meanwhile'

interface Booking {
  readonly isSending: boolean
  readonly notSent: NotSent | undefined
  send(): Promise<void>
}

/**
 * Sends the draft once, whatever is clicked or pressed meanwhile, and goes to its outcome, wherever the user is by then. A hold that
 * is on its way comes first, and a time that it shows to be lost isn't asked for. An appointment that is moved is read again
 * before: what someone else changed meanwhile must not be overwritten.
 */
export function useBooking(draft: Draft, patient: CurrentPatient, time: HeldTime): Booking {
  const { refetch } = useAppointment(draft.moves?.id)
  const [notSent, setNotSent] = useState<NotSent>()
  const change = useChange()
  const { update } = useDraftKeeper()
  const sent = useRef(false)
  const [isSending, setSending] = useState(false)

  const send = async () => {
    if (sent.current) return
    sent.current = true
    setSending(true)
    time.keep()
    const { pathname } = currentAddress()
    const isOurs = await time.settled()
    const problem = draft.moves && (await whyNotToMove(draft.moves, refetch))
    setNotSent(problem)
    const stop = (isSentElsewhere: boolean) => {
      sent.current = false
      setSending(false)
      // The hold is the other form's booking's then.
      if (!isSentElsewhere) time.letGo(false)
    }
    if (problem || !isOurs) {
      stop(false)
      return
    }
    const id = crypto.randomUUID()
    // Written down first: a page that is closed between here and the answer finds the outcome, not the form.
    const sending = await update(draft.id, (current) => (current.isGivenBack ? current : { sentAs: id, ...current }))
    // While it waited for its hold the form may have been left, and another one opened and sent, or another time chosen.
    if (sending?.sentAs !== id) {
      stop(sending?.sentAs !== undefined)
      return
    }
    const { sentAs: _sent, ...unsent } = sending
    await change.mutateAsync({ id, patientId: patient.id, intent: intentOf(unsent, patient, id) })
    time.letGo(true)
    navigate(`/outcome/${id}`, { replace: currentAddress().pathname === pathname })
  }
  return { isSending, notSent, send }
}

async function whyNotToMove(
  moves: Appointment,
  refetch: ReturnType<typeof useAppointment>['refetch'],
): Promise<NotSent | undefined> {
  const { data: current, isSuccess } = await refetch()
  if (!isSuccess) return 'not-read'
  return changesMeanwhile(moves, current).length > 0 ? 'changed-meanwhile' : undefined
}

function intentOf(draft: Draft, patient: CurrentPatient, correlationId: string): Intent {
  const { offer, moves, held, reasonForVisit, note } = draft
  if (moves) return { kind: 'modify', original: moves, changed: movedTo(moves, offer, { reasonForVisit, note }), patient }
  return {
    kind: 'book',
    offer: held?.appointment ?? offer,
    held: held !== undefined,
    patient,
    correlationId,
    ...(reasonForVisit ? { reasonForVisit } : {}),
    ...(note ? { note } : {}),
  }
}
