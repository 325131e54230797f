import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { Skeleton } from './skeleton.tsx'
import { Spinner } from './spinner.tsx'

interface LoadingRowsProps {
  /** "Loading appointments …": shown and announced. */
  readonly label: string
  readonly rows?: number
  /** For example a button that stops the loading. */
  readonly actions?: ReactNode
}

/** A placeholder for rows that are loading: a spinner, words and the outlines of rows. */
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
