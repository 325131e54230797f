import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { ErrorScreen } from '../ui/error-screen.tsx'

/** After the user has ended the session: nothing of it is left to see, whoever sits down next. */
export function SessionClosed() {
  const { t } = useLingui()
  return (
    <ErrorScreen
      heading={t`You have ended the session`}
      steps={[t`To go on, launch Slotline again from the patient’s chart.`, t`You can close this window.`]}
      actions={
        <Button variant="contained" href="launch.html">
          <Trans>Choose a server and sign in</Trans>
        </Button>
      }
    >
      <Trans>Slotline can no longer reach your EHR from this window. What it wrote down is kept for you on this computer, encrypted.</Trans>
    </ErrorScreen>
  )
}
