import { Trans, useLingui } from '@lingui/react/macro'
import Typography from '@mui/material/Typography'
import { useRef } from 'react'
import { wayToOutcome } from '../../ui/address/way-to-outcome.ts'
import type { Intent } from '../../scheduling/intent.ts'
import { useChange } from '../../queries/change.ts'
import { useCurrentPatient, useIsChosen, type CurrentPatient } from '../../queries/current-patient.tsx'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import type { Draft } from '../../record/storage/draft.ts'
import type { JournalEntry } from '../../record/journal.ts'
import type { Recorded } from '../../record/recorded.ts'
import { BusyButton } from '../../ui/busy-button.tsx'
import { useSecondsLeft } from '../../ui/use-seconds-left.ts'

/**
 * Sends the same booking once more, where it is certain that the first request did nothing. Not for a change or a cancellation:
 * the user decides that anew at the appointment, which somebody may have changed since.
 */
export function RetryButton({ recorded, draft }: { readonly recorded: Recorded; readonly draft: Draft | undefined }) {
  const { t } = useLingui()
  const patient = useCurrentPatient()
  const isChosen = useIsChosen()
  const change = useChange()
  const { update } = useDraftKeeper()
  const sent = useRef(false)
  const { entry, conclusion } = recorded
  const retryInstant = conclusion.kind === 'not-done' ? conclusion.retryInstant : undefined
  const secondsLeft = useSecondsLeft(retryInstant)

  if (conclusion.kind !== 'not-done' || !['shown-not-done', 'busy'].includes(conclusion.reason)) return null
  const retry = async () => {
    if (sent.current || secondsLeft > 0) return
    sent.current = true
    const goToOutcome = wayToOutcome(() => isChosen(patient.id))
    const id = crypto.randomUUID()
    if (draft) await update(draft.id, (current) => ({ ...current, sentAs: id }))
    await change.mutateAsync({ id, patientId: patient.id, intent: sameAgain(entry, patient) })
    await goToOutcome(id)
  }
  if (secondsLeft > 0) {
    return (
      <Typography component="span" color="text.secondary" sx={{ alignSelf: 'center' }}>
        <Trans>The server asks to wait {secondsLeft} s before trying again.</Trans>
      </Typography>
    )
  }
  if (entry.intent.kind !== 'book') return null
  return (
    <BusyButton variant="contained" busy={change.isPending} busyText={t`Trying again …`} onClick={() => void retry()}>
      <Trans>Try again</Trans>
    </BusyButton>
  )
}

/** The intent with the patient's record put back: the journal keeps only the patient's id. */
function sameAgain({ intent }: JournalEntry, patient: CurrentPatient): Intent {
  return 'patient' in intent ? { ...intent, patient } : intent
}
