import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { useSecondsLeft } from '../../ui/use-seconds-left.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'

interface IdleWarningProps {
  /** When the session will be closed, in milliseconds since 1970. */
  readonly until: number
  readonly onStay: () => void
  readonly onEnd: () => void
}

/** Escape, a click beside the dialog and Enter (the button to stay has the focus) all keep the session. Only the other button ends it. */
export function IdleWarning({ until, onStay, onEnd }: IdleWarningProps) {
  const { t } = useLingui()
  const [titleId, textId] = [useId(), useId()]
  const left = useSecondsLeft(until)
  const isLastCall = left <= 20
  return (
    <Dialog open role="alertdialog" onClose={onStay} aria-labelledby={titleId} aria-describedby={textId} fullWidth maxWidth="xs">
      <DialogTitle id={titleId}>
        <Trans>Are you still there?</Trans>
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <p id={textId}>
          <Trans>
            Nothing was done here for a while. Within a minute, the patient’s data will leave the screen and you will be signed out.
            What you typed is kept.
          </Trans>
        </p>
        <p role="timer" aria-live="off">
          <Trans>
            Signed out in <strong>{left}</strong> s
          </Trans>
        </p>
        <VisuallyHidden role="status">{isLastCall ? t`You will be signed out in 20 seconds` : ''}</VisuallyHidden>
      </DialogContent>
      <DialogActions>
        <Button onClick={onEnd}>{t`End session`}</Button>
        <Button variant="contained" autoFocus onClick={onStay}>
          {t`Stay signed in`}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
