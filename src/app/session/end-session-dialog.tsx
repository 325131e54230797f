import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { useUnresolved } from '../../queries/journal.ts'
import { useCloseSession } from '../../queries/session-state.ts'
import { LeftUnresolved } from './left-unresolved.tsx'

/** Asks whether to end the session, and lists what is unresolved. */
export function EndSessionDialog({ onStay }: { readonly onStay: () => void }) {
  const { t } = useLingui()
  const titleId = useId()
  const close = useCloseSession()
  const unresolved = useUnresolved()
  const left = unresolved.data ?? []

  return (
    <Dialog open onClose={onStay} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        <Trans>End session</Trans>
      </DialogTitle>
      <DialogContent>
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {left.length > 0 && <LeftUnresolved left={left} onLeave={onStay} />}
          <p>
            {unresolved.isSuccess && left.length === 0 ? (
              <Trans>
                Nothing is unresolved. Slotline forgets its access to your EHR. What it wrote down stays on this computer, encrypted, for
                your next session.
              </Trans>
            ) : (
              <Trans>Slotline forgets its access to your EHR. What it wrote down stays on this computer, encrypted, for your next session.</Trans>
            )}
          </p>
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onStay}>{t`Stay`}</Button>
        <Button
          variant="contained"
          color={left.length > 0 ? 'error' : 'primary'}
          disabled={!unresolved.isSuccess}
          onClick={() => close('user')}
        >
          {left.length > 0 ? t`End session anyway` : t`End session`}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
