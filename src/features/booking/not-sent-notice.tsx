import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { Notice } from '../../ui/notice.tsx'
import type { NotSent } from './use-booking.ts'

/** Says why a move was not sent although the user asked for it. */
export function NotSentNotice({ reason, appointmentId }: { readonly reason: NotSent; readonly appointmentId: string | undefined }) {
  const { t } = useLingui()
  const isChanged = reason === 'changed-meanwhile'
  return (
    <Notice
      tone="warning"
      live="assertive"
      title={isChanged ? t`Someone else changed this appointment meanwhile.` : t`The appointment could not be read again.`}
      actions={
        <Button component={Link} to={`/appointments/${appointmentId ?? ''}`}>
          <Trans>Show the appointment</Trans>
        </Button>
      }
    >
      {isChanged ? (
        <Trans>Nothing was sent, so that their change is not overwritten. Look at it as it is now, then decide again.</Trans>
      ) : (
        <Trans>Nothing was sent. Check the connection and try again.</Trans>
      )}
    </Notice>
  )
}
