import { useRef, useState } from 'react'
import { wayToOutcome } from '../../ui/address/way-to-outcome.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useChange } from '../../queries/change.ts'
import { useIsChosen, type CurrentPatient } from '../../queries/current-patient.tsx'
import { useReadBeforeChange } from '../../queries/read-before-change.ts'
import type { Intent } from '../../scheduling/intent.ts'
import { changesMeanwhile, type ChangedPart } from '../../scheduling/changes-meanwhile.ts'

/** Why nothing was sent, or why the outcome can't be shown. */
export type SendProblem =
  | {
      readonly kind: 'changed-meanwhile'
      readonly shown: Appointment
      readonly current: Appointment
      readonly parts: readonly ChangedPart[]
    }
  | { readonly kind: 'not-read'; readonly error: unknown }
  | { readonly kind: 'not-recorded' }

interface Sending {
  /** The appointment as the user saw it when deciding. */
  readonly shown: Appointment
  readonly patient: CurrentPatient
  /** Makes the intent from the appointment as it was read just before sending. */
  readonly intentFor: (current: Appointment) => Intent
  /** Called when the change was made, or waits for a person to confirm it. */
  readonly onAccepted: () => void
}

/**
 * Sends a change of an appointment once, whatever is clicked meanwhile, and goes to its outcome. Reads the appointment again
 * first; when someone else has changed it, reports that and sends nothing.
 */
export function useSendChange() {
  const readBeforeChange = useReadBeforeChange()
  const { mutateAsync } = useChange()
  const isChosen = useIsChosen()
  const isUnderWay = useRef(false)
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<SendProblem>()

  const attempt = async ({ shown, patient, intentFor, onAccepted }: Sending): Promise<SendProblem | undefined> => {
    const goToOutcome = wayToOutcome(() => isChosen(patient.id))
    let current: Appointment
    try {
      current = await readBeforeChange(shown.id ?? '')
    } catch (error) {
      return { kind: 'not-read', error }
    }
    const parts = changesMeanwhile(shown, current)
    if (parts.length > 0) return { kind: 'changed-meanwhile', shown, current, parts }
    const id = crypto.randomUUID()
    try {
      const { conclusion } = await mutateAsync({ id, patientId: patient.id, intent: intentFor(current) })
      if (conclusion.kind === 'done' || conclusion.kind === 'awaiting-confirmation') onAccepted()
    } catch {
      // The journal failed, before or after sending: no outcome can be shown, and none may be guessed.
      return { kind: 'not-recorded' }
    }
    // The outcome replaces the dialog in the history: Back then leads to the appointment, not to a dialog that was answered.
    await goToOutcome(id)
    return undefined
  }

  const send = async (sending: Sending): Promise<void> => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setIsSending(true)
    setProblem(undefined)
    const found = await attempt(sending)
    // After a success `isUnderWay` stays set: the dialog is about to go, and must not send again until it is gone.
    if (!found) return
    isUnderWay.current = false
    setIsSending(false)
    setProblem(found)
  }
  return { send, isSending, problem }
}
