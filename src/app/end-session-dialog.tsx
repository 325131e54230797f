import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { giveBackWhatIsHeld } from '../features/booking/use-held-time.ts'
import { useUnresolved } from '../queries/journal.ts'
import { useCloseSession } from '../queries/session-state.ts'
import { LeftUnresolved } from './left-unresolved.tsx'

/** What a server does not answer within this time lapses by itself (milliseconds). */
const longestGiveBackMs = 3_000

/** Asks whether the session shall end, and says what is unresolved. */
export function EndSessionDialog({ onStay }: { readonly onStay: () => void }) {
  const { t } = useLingui()
  const titleId = useId()
  const close = useCloseSession()
  const unresolved = useUnresolved()
  const left = unresolved.data ?? []

  const [isEnding, setEnding] = useState(false)
  const end = async () => {
    setEnding(true)
    await giveBackWhatIsHeld(longestGiveBackMs)
    close('user')
  }

  return (
    <Dialog open onClose={() => !isEnding && onStay()} fullWidth maxWidth="sm" aria-labelledby={titleId}>
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
        <Button onClick={onStay} disabled={isEnding}>{t`Stay`}</Button>
        <Button
          variant="contained"
          color={left.length > 0 ? 'error' : 'primary'}
          disabled={!unresolved.isSuccess || isEnding}
          onClick={() => void end()}
        >
          {isEnding ? t`Ending …` : left.length > 0 ? t`End session anyway` : t`End session`}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
