import Box from '@mui/material/Box'
import { useEffect, type ReactNode, type RefObject } from 'react'

interface FirstFocusProps {
  readonly children: ReactNode
  /** The element around the fields. */
  readonly ref: RefObject<HTMLDivElement | null>
}

/** Focuses the first field when a dialog appears. The dialog itself can't: its content mounts later. */
export function FirstFocus({ children, ref }: FirstFocusProps) {
  useEffect(() => focusFirstField(ref), [ref])
  return (
    <Box ref={ref} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      {children}
    </Box>
  )
}

export function focusFirstField({ current }: RefObject<HTMLDivElement | null>): void {
  current?.querySelector<HTMLElement>('input, textarea')?.focus()
}
