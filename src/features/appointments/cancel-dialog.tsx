import { useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useScopes } from '../../queries/session-state.ts'
import type { CurrentPatient } from '../../queries/current-patient.tsx'
import { useKeptText } from '../../queries/drafts/kept-text.ts'
import type { KeptText } from '../../record/storage/kept-texts.ts'
import { statusReasonCoding } from '../../scheduling/status-reason-list.ts'
import { ChoiceField } from '../../ui/choice/choice-field.tsx'
import { NoteField } from '../../ui/note-field.tsx'
import { AppointmentReadBack } from './appointment-read-back.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { FirstFocus, focusFirstField } from './first-focus.tsx'
import { offeredActions } from './offered-actions.ts'
import { SendProblemNotice } from './send-problem-notice.tsx'
import { isStatusReason, statusReasonChoices } from './status-reason-labels.ts'
import { useSendChange } from './use-send-change.ts'
import { useShownVersion } from './use-shown-version.ts'

export interface CancelDialogProps {
  readonly appointment: Appointment
  readonly patient: CurrentPatient
  readonly onClose: () => void
}

/** The dialog "Cancel appointment": who cancels and why, with the patient and the appointment read back. */
export function CancelDialog(props: CancelDialogProps) {
  const kept = useKeptText(`cancel/${props.appointment.id}`)
  // Decided once: a cancellation that has just succeeded must not close its own dialog.
  const mayUpdate = useScopes().allows('Appointment', 'u')
  const [isOffered] = useState(() => offeredActions(props.appointment, mayUpdate).actions.includes('cancel'))
  if (!isOffered || kept.text === undefined) return null
  return <CancelForm {...props} before={kept.text} keep={kept.keep} forget={kept.forget} />
}

interface CancelFormProps extends CancelDialogProps {
  /** What was typed earlier and not sent. */
  readonly before: KeptText | null
  readonly keep: (text: KeptText) => void
  readonly forget: () => void
}

function CancelForm({ appointment, patient, onClose, before, keep, forget }: CancelFormProps) {
  const { t } = useLingui()
  const { send, isSending, problem } = useSendChange()
  const shown = useShownVersion(appointment, problem)
  const facts = useFacts([shown])(shown)
  const [reason, setReason] = useState(isStatusReason(before?.reason) ? before.reason : undefined)
  const [note, setNote] = useState(before?.note ?? '')
  const [isReasonMissed, setIsReasonMissed] = useState(false)
  const fields = useRef<HTMLDivElement>(null)

  const type = (next: { readonly reason: string | undefined; readonly note: string }) => {
    const known = isStatusReason(next.reason) ? next.reason : undefined
    setReason(known)
    setNote(next.note)
    keep({ note: next.note, ...(known && { reason: known }) })
  }
  const leave = () => {
    forget()
    onClose()
  }
  const cancel = () => {
    setIsReasonMissed(reason === undefined)
    if (reason === undefined) {
      focusFirstField(fields)
      return
    }
    void send({
      shown,
      patient,
      intentFor: (original) => ({
        kind: 'cancel',
        original,
        patient,
        reason: statusReasonCoding(reason),
        ...(note.trim() && { note: note.trim() }),
      }),
      onAccepted: forget,
    })
  }

  return (
    <ChangeDialog
      title={t`Cancel appointment`}
      isSending={isSending}
      onDismiss={onClose}
      leave={{ label: t`Keep appointment`, onClick: leave }}
      send={{ label: t`Cancel appointment`, busyText: t`Cancelling …`, isDestructive: true, onClick: cancel }}
    >
      {problem && <SendProblemNotice problem={problem} />}
      <AppointmentReadBack patient={patient} facts={facts} />
      <FirstFocus ref={fields}>
        <ChoiceField
          label={t`Reason`}
          required
          options={statusReasonChoices.map(({ code, label, group }) => ({ value: code, label: t(label), group: t(group) }))}
          value={reason}
          onChange={(chosen) => type({ reason: chosen, note })}
          error={
            isReasonMissed && reason === undefined
              ? t`Choose why the appointment is cancelled. The server needs a reason.`
              : undefined
          }
        />
        <NoteField label={t`Note`} value={note} limit={1000} onChange={(text) => type({ reason, note: text })} />
      </FirstFocus>
    </ChangeDialog>
  )
}
