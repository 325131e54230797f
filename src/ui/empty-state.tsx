import SearchOff from '@mui/icons-material/SearchOff'
import type { IconComponent } from './icon.ts'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  /** What was looked for and not returned. */
  readonly title: string
  /** What can be done about it. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly icon?: IconComponent
  /** Set where it answers something that the user did, so that it is announced. */
  readonly live?: boolean
}

/** An empty answer, with a dashed edge, an icon and words, so that it isn't taken for one that is still loading. */
export function EmptyState({ title, children, actions, icon: Icon = SearchOff, live = false }: EmptyStateProps) {
  return (
    <Box
      role={live ? 'status' : undefined}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'flex-start',
        gap: 1,
        px: 5,
        py: 6,
        border: '1px dashed',
        borderColor: 'outline',
        borderRadius: 1,
        typography: 'body1',
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 28, color: 'text.secondary', mb: 1 }} />
      <Box component="p" sx={{ typography: 'h3' }}>{title}</Box>
      {children !== undefined && <Box sx={{ color: 'text.secondary', maxWidth: '64ch' }}>{children}</Box>}
      {actions !== undefined && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 2 }}>{actions}</Box>}
    </Box>
  )
}
