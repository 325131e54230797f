import Button, { type ButtonProps } from '@mui/material/Button'
import type { MouseEvent } from 'react'
import { Spinner } from './spinner.tsx'

interface BusyButtonProps extends Omit<ButtonProps, 'disabled' | 'loading' | 'aria-busy' | 'aria-disabled'> {
  /** While true, clicks and Enter do nothing. */
  readonly busy: boolean
  /** Shown and announced while busy: "Booking …". */
  readonly busyText: string
}

/** A button whose work takes a while and must not start twice. While busy it keeps the focus, which `disabled` would lose. */
export function BusyButton({ busy, busyText, children, onClick, startIcon, ...rest }: BusyButtonProps) {
  function click(event: MouseEvent<HTMLButtonElement>) {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <Button
      {...rest}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={click}
      startIcon={busy ? <Spinner /> : startIcon}
      sx={busy ? { cursor: 'progress' } : {}}
    >
      {busy ? busyText : children}
    </Button>
  )
}
