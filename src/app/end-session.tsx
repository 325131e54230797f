import Logout from '@mui/icons-material/Logout'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { useUnresolved } from '../queries/journal.ts'
import { useCloseSession } from '../queries/session-state.ts'
import { LeftUnresolved } from './left-unresolved.tsx'

/** "End session": says first what is unresolved, so that nothing is left behind without anybody knowing. */
export function EndSession() {
  const { t } = useLingui()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Tooltip title={t`End session`}>
        <IconButton aria-label={t`End session`} onClick={() => setIsOpen(true)}>
          <Logout />
        </IconButton>
      </Tooltip>
      {isOpen && <EndSessionDialog onStay={() => setIsOpen(false)} />}
    </>
  )
}

function EndSessionDialog({ onStay }: { readonly onStay: () => void }) {
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
            {unresolved.isSuccess && left.length === 0 && <Trans>Nothing is unresolved. </Trans>}
            <Trans>Slotline forgets its access to your EHR. What it wrote down stays on this computer, encrypted, for your next session.</Trans>
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
