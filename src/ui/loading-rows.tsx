import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { Skeleton } from './skeleton.tsx'
import { Spinner } from './spinner.tsx'

interface LoadingRowsProps {
  /** "Loading appointments …": seen, and announced. */
  readonly label: string
  readonly rows?: number
  /** For example a button that stops it. */
  readonly actions?: ReactNode
}

/** What is on its way: a turning ring, words and the outline of rows. */
export function LoadingRows({ label, rows = 5, actions }: LoadingRowsProps) {
  return (
    <div>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2.5, minHeight: 36, mb: 2, color: 'text.secondary' }}>
        <Spinner />
        <Box role="status" sx={{ flexGrow: 1, typography: 'body1' }}>{label}</Box>
        {actions}
      </Box>
      <Box aria-hidden sx={{ borderTop: 1, borderColor: 'divider' }}>
        {Array.from({ length: rows }, (_, row) => (
          <Box
            key={row}
            sx={{ display: 'flex', alignItems: 'center', gap: 4, height: 44, borderBottom: 1, borderColor: 'divider' }}
          >
            <Skeleton style={{ width: 48 }} />
            <Skeleton style={{ width: `${38 + ((row * 17) % 30)}%` }} />
          </Box>
        ))}
      </Box>
    </div>
  )
}
