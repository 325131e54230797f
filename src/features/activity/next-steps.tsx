import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { isMoveOpen, openEntryIds, useAuditAgain, useCheckEntries, type Activity, type WayOut } from '../../queries/activity.ts'
import { useScopes } from '../../queries/session-state.ts'
import { usePatientChoice } from '../../queries/current-patient.tsx'
import { BusyButton } from '../../ui/busy-button.tsx'

/** The steps that open a dialog. */
export type Step = WayOut | 'dismiss'

interface NextStepsProps {
  readonly activity: Activity
  /** The id of the element that says what was asked for. */
  readonly describedBy: string
  readonly onStep: (step: Step) => void
  /** Called when the server is about to be asked. */
  readonly onCheck: () => void
}

/** The buttons for a transaction that is open. None of them could do the same thing twice. */
export function NextSteps({ activity, describedBy, onStep, onCheck }: NextStepsProps) {
  const { t } = useLingui()
  const check = useCheckEntries()
  const auditAgain = useAuditAgain()
  const openIds = openEntryIds(activity)
  const { mayChange, isOtherPatient } = useMayChange(activity)
  const isOpenMove = isMoveOpen(activity.move) && !activity.isElsewhere
  if (!mayDismiss(activity) && openIds.length === 0) return null
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mt: 2 }}>
      {isOpenMove && mayChange && (
        <>
          <Button size="small" variant="contained" aria-describedby={describedBy} onClick={() => onStep('finish')}>
            <Trans>Finish the move</Trans>
          </Button>
          <Button size="small" aria-describedby={describedBy} onClick={() => onStep('undo')}>
            <Trans>Undo the move</Trans>
          </Button>
        </>
      )}
      {openIds.length > 0 && (
        <BusyButton
          size="small"
          variant={isOpenMove ? 'outlined' : 'contained'}
          aria-describedby={describedBy}
          busy={check.isPending}
          busyText={t`Asking the server …`}
          onClick={() => {
            onCheck()
            check.mutate(openIds)
          }}
        >
          <Trans>Check again</Trans>
        </BusyButton>
      )}
      {activity.audit === 'set-aside' && auditAgain && (
        <BusyButton
          size="small"
          variant="outlined"
          aria-describedby={describedBy}
          busy={auditAgain.isPending}
          busyText={t`Sending to the audit trail …`}
          onClick={() => auditAgain.mutate()}
        >
          <Trans>Send to the audit trail again</Trans>
        </BusyButton>
      )}
      {mayDismiss(activity) && (
        <Button size="small" aria-describedby={describedBy} onClick={() => onStep('dismiss')}>
          <Trans>Dismiss</Trans>
        </Button>
      )}
      <Box role="status" sx={{ typography: 'body2', color: 'text.secondary', '&:empty': { display: 'none' } }}>
        {check.isSuccess && openIds.length > 0 && <Trans>Asked just now: still not known. Check again later.</Trans>}
      </Box>
      {isOpenMove && isOtherPatient && (
        <Box sx={{ typography: 'body2', color: 'text.secondary', flexBasis: '100%' }}>
          <Trans>To finish or undo it, launch Slotline from this patient’s chart.</Trans>
        </Box>
      )}
    </Box>
  )
}

/** A session that was launched for one patient must not change another patient's appointments. */
function useMayChange({ entry }: Activity) {
  const { patientId, isFixed } = usePatientChoice()
  const isOtherPatient = isFixed && entry.patientId !== patientId
  return { isOtherPatient, mayChange: useScopes().allows('Appointment', 'u') && !isOtherPatient }
}

/** Whether it can be dismissed: it is open, or the EHR or the audit trail refused it. A later step of a move goes with the first. */
function mayDismiss({ entry, record, audit, isUnresolved, isUnderWay, dismissedBecause }: Activity): boolean {
  if (dismissedBecause !== undefined || isUnderWay) return false
  const isLaterStep = entry.move !== undefined && entry.move.step !== 'book-new'
  return isUnresolved || (!isLaterStep && (record === 'failed' || audit === 'set-aside'))
}
