import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useId, type ReactNode } from 'react'
import { BusyButton } from '../../ui/busy-button.tsx'

interface ChangeDialogProps {
  readonly title: string
  readonly children: ReactNode
  readonly send: {
    readonly label: string
    readonly busyText: string
    readonly isDestructive?: boolean
    readonly onClick: () => void
  }
  /** Leaves the appointment as it is, and forgets what was typed. */
  readonly leave: { readonly label: string; readonly onClick: () => void }
  /** Escape, or a click beside the dialog: leaves the appointment as it is too, but keeps what was typed, since it may be a slip. */
  readonly onDismiss: () => void
  readonly isSending: boolean
}

/** The frame of a dialog that changes an appointment. It can't be closed while it sends: the dialog must show the answer. */
export function ChangeDialog({ title, children, send, leave, onDismiss, isSending }: ChangeDialogProps) {
  const titleId = useId()
  const unlessSending = (act: () => void) => () => {
    if (!isSending) act()
  }
  return (
    <Dialog open onClose={unlessSending(onDismiss)} fullWidth maxWidth="sm" aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>{children}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={unlessSending(leave.onClick)} aria-disabled={isSending}>
          {leave.label}
        </Button>
        <BusyButton
          variant="contained"
          color={send.isDestructive ? 'error' : 'primary'}
          busy={isSending}
          busyText={send.busyText}
          onClick={send.onClick}
        >
          {send.label}
        </BusyButton>
      </DialogActions>
    </Dialog>
  )
}
