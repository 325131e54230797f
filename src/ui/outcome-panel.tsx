import EventAvailable from '@mui/icons-material/EventAvailable'
import EventBusy from '@mui/icons-material/EventBusy'
import ErrorOutline from '@mui/icons-material/ErrorOutlined'
import HelpOutline from '@mui/icons-material/HelpOutlined'
import Schedule from '@mui/icons-material/Schedule'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, type ReactNode } from 'react'
import { useDocumentTitle } from './document-title.ts'
import { ServerWords } from './server-words.tsx'

export type OutcomeTone = 'booked' | 'cancelled' | 'pending' | 'unknown' | 'failed'

interface OutcomePanelProps {
  /** The outcome: `booked` and `cancelled` are done, `pending` waits for a person, `unknown` for an answer, `failed` is not done. */
  readonly tone: OutcomeTone
  /** "Appointment booked", "Not booked", "Outcome unknown", …: the page's h1. */
  readonly heading: string
  /** What the outcome means, and what happens next. */
  readonly children?: ReactNode
  /** What the server said, word for word. */
  readonly messages?: readonly string[]
  /** The appointment, read back. */
  readonly details?: ReactNode
  readonly actions?: ReactNode
}

const icons = { booked: EventAvailable, cancelled: EventBusy, pending: Schedule, unknown: HelpOutline, failed: ErrorOutline }

/** What became of a booking, a change or a cancellation. Its heading takes the focus, so that it is announced. */
export function OutcomePanel({ tone, heading, children, messages = [], details, actions }: OutcomePanelProps) {
  const title = useRef<HTMLHeadingElement>(null)
  const Icon = icons[tone]
  useDocumentTitle(heading)
  useEffect(() => title.current?.focus(), [heading])
  return (
    <Box
      sx={{ maxWidth: 720, border: 1, borderRadius: 1, borderColor: 'divider', bgcolor: 'background.paper', overflow: 'hidden' }}
    >
      <Box
        role="status"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          columnGap: 3,
          p: 4,
          borderBottom: 1,
          borderColor: `tone.${tone}.line`,
          bgcolor: `tone.${tone}.surface`,
          '&:last-child': { borderBottom: 0 },
        }}
      >
        <Icon aria-hidden sx={{ fontSize: 28, color: `tone.${tone}.text` }} />
        <div>
          <Typography variant="h1" ref={title} tabIndex={-1} sx={{ color: `tone.${tone}.text` }}>{heading}</Typography>
          {children !== undefined && <Typography component="div" sx={{ mt: 1, maxWidth: '64ch' }}>{children}</Typography>}
          <ServerWords words={messages} />
        </div>
      </Box>
      {details !== undefined && <Box sx={{ px: 4, py: 3 }}>{details}</Box>}
      {actions !== undefined && (
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 2,
            px: 4,
            py: 3,
            borderTop: 1,
            borderColor: 'divider',
            '@media print': { display: 'none' },
          }}
        >
          {actions}
        </Box>
      )}
    </Box>
  )
}
