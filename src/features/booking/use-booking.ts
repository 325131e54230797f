import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useChange } from '../../queries/change.ts'
import type { CurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftKeeper } from '../../queries/draft.ts'
import type { Draft } from '../../record/draft.ts'
import type { Intent } from '../../scheduling/intent.ts'
import { movedTo } from './moved-to.ts'

/** Sends the draft once, whatever is clicked or pressed meanwhile, and goes to its outcome. */
export function useBooking(draft: Draft, patient: CurrentPatient): { isSending: boolean; send: () => Promise<void> } {
  const change = useChange()
  const { update } = useDraftKeeper()
  const navigate = useNavigate()
  const sent = useRef(false)
  const [isSending, setSending] = useState(false)

  const send = async () => {
    if (sent.current) return
    sent.current = true
    setSending(true)
    const id = crypto.randomUUID()
    // Written down first: a page that is closed between here and the answer finds the outcome, not the form.
    await update(draft.id, (current) => ({ ...current, sentAs: id }))
    await change.mutateAsync({ id, patientId: patient.id, intent: intentOf(draft, patient, id) })
    await navigate(`/outcome/${id}`, { replace: true })
  }
  return { isSending, send }
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
