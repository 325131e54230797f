import Button, { type ButtonProps } from '@mui/material/Button'
import type { MouseEvent } from 'react'
import { Spinner } from './spinner.tsx'

interface BusyButtonProps extends Omit<ButtonProps, 'disabled' | 'loading' | 'aria-busy' | 'aria-disabled'> {
  /** While true, clicks and Enter do nothing. */
  readonly busy: boolean
  /** What is shown and said meanwhile: "Booking …". */
  readonly busyText: string
}

/** A button whose work takes a while and must not start twice. It keeps the focus while busy, where `disabled` would lose it. */
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
