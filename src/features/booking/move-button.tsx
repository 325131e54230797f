import { Trans, useLingui } from '@lingui/react/macro'
import Typography from '@mui/material/Typography'
import { useRef, type ReactNode } from 'react'
import { wayToOutcome } from '../../ui/address/way-to-outcome.ts'
import type { Appointment } from '../../fhir/types.ts'
import { useCurrentPatient, useIsChosen } from '../../queries/current-patient.tsx'
import { useDraftKeeper } from '../../queries/drafts/draft.ts'
import { useBeginMove } from '../../queries/moves.ts'
import type { Draft } from '../../record/storage/draft.ts'
import { BusyButton } from '../../ui/busy-button.tsx'
import { moveRequest } from './move-in-steps.ts'

interface MoveButtonProps {
  readonly original: Appointment
  /** The appointment as it is to become. */
  readonly changed: Appointment
  /** The draft of the new time, while it is kept. */
  readonly draft: Draft | undefined
  readonly children: ReactNode
}

/** Books the new time first and then cancels the old appointment, each step recorded, and goes to the outcome. */
export function MoveButton({ original, changed, draft, children }: MoveButtonProps) {
  const { t } = useLingui()
  const patient = useCurrentPatient()
  const isChosen = useIsChosen()
  const begin = useBeginMove()
  const { update } = useDraftKeeper()
  const sent = useRef(false)

  const move = async () => {
    if (sent.current) return
    sent.current = true
    const goToOutcome = wayToOutcome(() => isChosen(patient.id))
    const id = crypto.randomUUID()
    if (draft) await update(draft.id, (current) => ({ ...current, sentAs: id }))
    const requestFor = (offer: Appointment) => moveRequest({ id, original, changed, offer, patient })
    const begun = await begin
      .mutateAsync({ id, patientId: patient.id, offer: draft?.offer, wished: changed, requestFor })
      .catch(() => null)
    sent.current = false
    if (begun) return goToOutcome(id)
    // Nothing was sent under the new id, so the draft gets its earlier `sentAs` back.
    const { sentAs } = draft ?? {}
    if (draft && sentAs !== undefined) await update(draft.id, (current) => ({ ...current, sentAs }))
  }
  return (
    <>
      <BusyButton variant="contained" busy={begin.isPending} busyText={t`Moving …`} onClick={() => void move()}>
        {children}
      </BusyButton>
      {(begin.isError || begin.data === null) && (
        <Typography component="span" role="alert" sx={{ flexBasis: '100%' }}>
          {begin.isError ? (
            <Trans>The server could not be asked for the new time, so nothing was sent. Try again in a moment.</Trans>
          ) : (
            <Trans>The new time is not offered any more for this kind of visit, so nothing was sent. Choose another time.</Trans>
          )}
        </Typography>
      )}
    </>
  )
}
