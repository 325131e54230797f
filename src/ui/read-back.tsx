import Box from '@mui/material/Box'
import { Trans } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface ReadBackRow {
  readonly label: string
  readonly value: ReactNode
  /** The former value, shown struck through before the new one. */
  readonly was?: ReactNode
}

/** Reads back what is about to happen or has happened, as labelled values. Rows without a value are left out. */
export function ReadBack({ rows }: { readonly rows: readonly ReadBackRow[] }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(88px, auto) minmax(0, 1fr)', sm: 'minmax(128px, auto) minmax(0, 1fr)' },
        columnGap: 4,
        rowGap: 1.5,
        typography: 'body1',
      }}
    >
      {rows.filter(({ value }) => value !== undefined && value !== null && value !== '').map(({ label, value, was }) => (
        <Fragment key={label}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>{label}</Box>
          <Box component="dd" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
            {was !== undefined && (
              <Box component="del" sx={{ display: 'block', color: 'text.secondary' }}>
                <VisuallyHidden><Trans>before: </Trans></VisuallyHidden>
                {was}
              </Box>
            )}
            {was === undefined ? value : <Box component="ins" sx={{ textDecoration: 'none', fontWeight: 600 }}>{value}</Box>}
          </Box>
        </Fragment>
      ))}
    </Box>
  )
}
