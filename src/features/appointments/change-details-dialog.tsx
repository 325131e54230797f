import { Trans, useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { useScopes } from '../../queries/session-state.ts'
import { sameTexts, textsOf, withTexts, type AppointmentTexts } from '../../fhir/appointment-texts.ts'
import type { CurrentPatient } from '../../queries/current-patient.tsx'
import { useKeptText } from '../../queries/drafts/kept-text.ts'
import type { KeptText } from '../../record/storage/kept-texts.ts'
import { NoteField } from '../../ui/note-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AppointmentReadBack } from './appointment-read-back.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { FirstFocus } from './first-focus.tsx'
import { offeredActions } from './offered-actions.ts'
import { SendProblemNotice } from './send-problem-notice.tsx'
import { useSendChange } from './use-send-change.ts'
import { useShownVersion } from './use-shown-version.ts'

interface ChangeDetailsDialogProps {
  readonly appointment: Appointment
  readonly patient: CurrentPatient
  readonly onClose: () => void
}

/** The dialog "Change details": the reason for the visit and the note. */
export function ChangeDetailsDialog(props: ChangeDetailsDialogProps) {
  const kept = useKeptText(`details/${props.appointment.id}`)
  // Decided once: a change that has just succeeded must not close its own dialog.
  const mayUpdate = useScopes().allows('Appointment', 'u')
  const [isOffered] = useState(() => offeredActions(props.appointment, mayUpdate).actions.includes('change'))
  if (!isOffered || kept.text === undefined) return null
  return <DetailsForm {...props} before={kept.text} keep={kept.keep} forget={kept.forget} />
}

interface DetailsFormProps extends ChangeDetailsDialogProps {
  /** What was typed earlier and not sent. */
  readonly before: KeptText | null
  readonly keep: (text: KeptText) => void
  readonly forget: () => void
}

function DetailsForm({ appointment, patient, onClose, before, keep, forget }: DetailsFormProps) {
  const { t } = useLingui()
  const { send, isSending, problem } = useSendChange()
  const shown = useShownVersion(appointment, problem)
  const facts = useFacts([shown])(shown)
  const [texts, setTexts] = useState<AppointmentTexts>(() => ({ ...textsOf(appointment), ...before }))
  const [isFromBefore] = useState(() => before !== null && !sameTexts(texts, textsOf(appointment)))
  const [nothingToSave, setNothingToSave] = useState(false)
  const fields = useRef<HTMLDivElement>(null)

  const type = (next: AppointmentTexts) => {
    setTexts(next)
    setNothingToSave(false)
    keep({ ...next })
  }
  const leave = () => {
    forget()
    onClose()
  }
  const save = () => {
    const isSame = sameTexts(texts, textsOf(shown))
    setNothingToSave(isSame)
    if (isSame) return
    void send({
      shown,
      patient,
      intentFor: (original) => ({ kind: 'modify', original, changed: withTexts(original, texts), patient }),
      onAccepted: forget,
    })
  }

  return (
    <ChangeDialog
      title={t`Change details`}
      isSending={isSending}
      onDismiss={onClose}
      leave={{ label: t`Discard changes`, onClick: leave }}
      send={{ label: t`Save changes`, busyText: t`Saving …`, onClick: save }}
    >
      {problem && <SendProblemNotice problem={problem} />}
      {isFromBefore && !problem && (
        <Notice tone="info" title={t`What you typed before is still here.`}>
          <Trans>It has not been saved to the appointment. Save it or discard it.</Trans>
        </Notice>
      )}
      {nothingToSave && (
        <Notice tone="info" title={t`Nothing differs from the appointment.`} live="polite">
          <Trans>Nothing was sent. Change one of the texts first.</Trans>
        </Notice>
      )}
      <AppointmentReadBack patient={patient} facts={facts} />
      <FirstFocus ref={fields}>
        <NoteField
          label={t`Reason for visit`}
          value={texts.reasonForVisit}
          limit={255}
          lines={1}
          onChange={(reasonForVisit) => type({ ...texts, reasonForVisit })}
        />
        <NoteField label={t`Note`} value={texts.note} limit={1000} lines={3} onChange={(note) => type({ ...texts, note })} />
      </FirstFocus>
    </ChangeDialog>
  )
}
