import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef, useState } from 'react'
import { stageWords } from '../../i18n/move-words.ts'
import { useDismiss } from '../../queries/activity.ts'
import { ChoiceField } from '../../ui/choice/choice-field.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActivityReadBack, useHandOverText } from './activity-read-back.tsx'
import type { ActivityRow } from './activity-rows.ts'
import { outcomeLook } from './activity-words.ts'
import { dismissalReasons } from './dismissal-reasons.ts'
import { StepDialog } from './step-dialog.tsx'

interface DismissDialogProps {
  readonly row: ActivityRow
  readonly onClose: () => void
  readonly onDismissed: () => void
}

/** The dialog "Dismiss": the user has settled the transaction in another way, and says how. */
export function DismissDialog({ row, onClose, onDismissed }: DismissDialogProps) {
  const { t } = useLingui()
  const { activity } = row
  const dismiss = useDismiss()
  const [reason, setReason] = useState<string>()
  const [isReasonMissed, setIsReasonMissed] = useState(false)
  const field = useRef<HTMLDivElement>(null)
  const focusField = () => field.current?.querySelector('input')?.focus()
  useEffect(focusField, [])
  const { word, meaning } = outcomeLook(activity)
  const [outcome, what] = [t(word), meaning && t(meaning)]
  const state = activity.move ? t(stageWords[activity.move.stage].short) : what ? t`${outcome}. ${what}` : outcome
  const handOverText = useHandOverText(row, state)

  const send = async () => {
    setIsReasonMissed(reason === undefined)
    if (reason === undefined) {
      focusField()
      return
    }
    await dismiss.mutateAsync({ id: activity.entry.id, reason })
    onDismissed()
  }
  return (
    <StepDialog
      title={t`Dismiss`}
      closeLabel={t`Keep it`}
      onClose={onClose}
      isBusy={dismiss.isPending}
      act={{ label: t`Dismiss`, busyText: t`Dismissing …`, onClick: () => void send() }}
    >
      <ActivityReadBack row={row} />
      <Notice tone="warning" title={state}>
        {activity.isUnresolved ? (
          <Trans>
            Dismissing changes nothing on the server. Slotline will no longer count this, so make sure that somebody knows
            what is booked.
          </Trans>
        ) : (
          <Trans>Dismissing sends nothing, so what was refused stays missing there. Slotline then removes this like everything that is settled.</Trans>
        )}
      </Notice>
      <div ref={field}>
        <ChoiceField
          label={t`Reason`}
          required
          freeText
          options={dismissalReasons.map((each) => ({ value: t(each), label: t(each) }))}
          value={reason}
          onChange={setReason}
          hint={t`Choose one or type your own, without names: it is kept in this browser.`}
          error={isReasonMissed && reason === undefined ? t`Say why it is dismissed.` : undefined}
        />
      </div>
      <div>
        <CopyButton label={t`Copy for handing over`} text={handOverText} />
      </div>
    </StepDialog>
  )
}
