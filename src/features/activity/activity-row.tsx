import Box from '@mui/material/Box'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import { useId } from 'react'
import { formatShortDay, formatTime } from '../../i18n/clinic-time.ts'
import { zoneName, type Zone } from '../../i18n/clinic-zone.ts'
import { dateLocale } from '../../i18n/locale.tsx'
import { sentInstant } from '../../record/journal.ts'
import { TimeText } from '../../ui/time-text.tsx'
import type { ActivityRow } from './activity-rows.ts'
import { AskedFor } from './asked-for.tsx'
import { KeptStates } from './kept-states.tsx'
import { NextSteps, type Step } from './next-steps.tsx'
import { OutcomeState } from './outcome-state.tsx'
import { PatientName } from './patient-name.tsx'

export interface RowProps {
  readonly row: ActivityRow
  readonly zone: Zone
  readonly onStep: (row: ActivityRow, step: Step) => void
  readonly onCheck: (row: ActivityRow) => void
}

export function ActivityTableRow({ row, zone, onStep, onCheck }: RowProps) {
  const { activity } = row
  const id = useId()
  return (
    <TableRow sx={{ '& td': { verticalAlign: 'top' } }}>
      <TableCell><AskedAt row={row} zone={zone} /></TableCell>
      <TableCell><PatientName patientId={activity.entry.patientId} /></TableCell>
      <TableCell><AskedFor row={row} id={id} /></TableCell>
      <TableCell>
        <OutcomeState activity={activity} />
        <NextSteps
          activity={activity}
          describedBy={id}
          onStep={(step) => onStep(row, step)}
          onCheck={() => onCheck(row)}
        />
      </TableCell>
      <TableCell><KeptStates activity={activity} /></TableCell>
    </TableRow>
  )
}

/** The row for a narrow screen. */
export function ActivityCard({ row, zone, onStep, onCheck }: RowProps) {
  const { activity } = row
  const id = useId()
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2, px: 3, py: 2.5 }}>
      <div><AskedAt row={row} zone={zone} /></div>
      <AskedFor row={row} id={id} />
      <div><PatientName patientId={activity.entry.patientId} /></div>
      <div>
        <OutcomeState activity={activity} />
        <NextSteps
          activity={activity}
          describedBy={id}
          onStep={(step) => onStep(row, step)}
          onCheck={() => onCheck(row)}
        />
      </div>
      <KeptStates activity={activity} />
    </Box>
  )
}

/** When the user asked for it, in the list's time zone. */
function AskedAt({ row: { activity }, zone }: Pick<RowProps, 'row' | 'zone'>) {
  const at = Temporal.Instant.fromEpochMilliseconds(sentInstant(activity.entry))
  const locale = dateLocale()
  return (
    <>
      <TimeText dateTime={at.toString()}>
        {formatShortDay(at, zone, locale)} <strong>{formatTime(at, zone, locale)}</strong>
      </TimeText>
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{zoneName(zone)}</Box>
    </>
  )
}
