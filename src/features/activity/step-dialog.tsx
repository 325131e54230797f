import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useId, type ReactNode } from 'react'
import { BusyButton } from '../../ui/busy-button.tsx'

interface StepDialogProps {
  readonly title: string
  readonly children: ReactNode
  /** Absent where the dialog can only be closed. */
  readonly act?: { readonly label: string; readonly busyText: string; readonly onClick: () => void }
  readonly closeLabel: string
  readonly onClose: () => void
  readonly isBusy: boolean
}

/** The frame of a dialog about one transaction. While a request is under way it can't be closed: the dialog must show the answer. */
export function StepDialog({ title, children, act, closeLabel, onClose, isBusy }: StepDialogProps) {
  const titleId = useId()
  const close = () => {
    if (!isBusy) onClose()
  }
  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>{children}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={close} aria-disabled={isBusy}>{closeLabel}</Button>
        {act && (
          <BusyButton variant="contained" busy={isBusy} busyText={act.busyText} onClick={act.onClick}>{act.label}</BusyButton>
        )}
      </DialogActions>
    </Dialog>
  )
}
