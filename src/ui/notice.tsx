import CheckCircle from '@mui/icons-material/CheckCircleOutlined'
import ErrorOutline from '@mui/icons-material/ErrorOutlined'
import InfoOutlined from '@mui/icons-material/InfoOutlined'
import WarningAmber from '@mui/icons-material/WarningAmber'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { ServerWords } from './server-words.tsx'
import type { ToneName } from './theme/palette.ts'

export type NoticeTone = 'info' | 'success' | 'warning' | 'error'

interface NoticeProps {
  readonly tone: NoticeTone
  /** What happened, in one sentence. */
  readonly title: string
  /** What it means, and what to do about it. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** The server's own words, shown apart from ours. */
  readonly serverWords?: readonly string[]
  /** How screen readers announce it: `polite` for what can wait, `assertive` for what stops the work; absent: not announced. */
  readonly live?: 'polite' | 'assertive'
}

const looks = {
  info: { tone: 'neutral', icon: InfoOutlined },
  success: { tone: 'booked', icon: CheckCircle },
  warning: { tone: 'pending', icon: WarningAmber },
  error: { tone: 'failed', icon: ErrorOutline },
} as const satisfies Record<NoticeTone, { tone: ToneName; icon: typeof InfoOutlined }>

/** Something to know before going on: what happened, what it means, what the server said, what can be done. */
export function Notice({ tone, title, children, actions, serverWords = [], live }: NoticeProps) {
  const look = looks[tone]
  const Icon = look.icon
  return (
    <Box
      role={live && (live === 'assertive' ? 'alert' : 'status')}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'auto minmax(0, 1fr)',
        columnGap: 2.5,
        px: 3,
        py: 2.5,
        border: 1,
        borderInlineStartWidth: 3,
        borderRadius: 1,
        borderColor: `tone.${look.tone}.line`,
        borderInlineStartColor: ({ vars }) => vars.palette.tone[look.tone].text,
        bgcolor: `tone.${look.tone}.surface`,
        color: 'text.primary',
        typography: 'body1',
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 20, color: `tone.${look.tone}.text` }} />
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Box component="p" sx={{ fontWeight: 'fontWeightBold' }}>{title}</Box>
        {children !== undefined && <Box sx={{ mt: 0.5, maxWidth: '72ch' }}>{children}</Box>}
        <ServerWords words={serverWords} />
        {actions !== undefined && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 2.5 }}>{actions}</Box>}
      </Box>
    </Box>
  )
}
