import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

interface TimeTextProps {
  /** The point in time, or the day, for machines: a FHIR instant or `YYYY-MM-DD`. */
  readonly dateTime: string
  /** The same time for people, already in the clinic's zone. */
  readonly children: ReactNode
}

/** A time that never wraps. */
export function TimeText({ dateTime, children }: TimeTextProps) {
  return <Box component="time" dateTime={dateTime} sx={{ whiteSpace: 'nowrap' }}>{children}</Box>
}
