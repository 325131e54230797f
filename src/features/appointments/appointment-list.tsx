import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import useMediaQuery from '@mui/material/useMediaQuery'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { AppointmentCard, AppointmentRow, type ListedAppointment } from './appointment-row.tsx'

interface AppointmentListProps {
  /** The list's accessible name. */
  readonly label: string
  readonly rows: readonly ListedAppointment[]
  /** Whether each row says whose appointment it is. */
  readonly showPatient: boolean
  /** Whether each row names its clock, because the rows are in several zones. */
  readonly showZone: boolean
}

/** How many rows are in the document at first, and how many each "more" adds: thousands at once would hold up the page. */
const portion = 200

/** The appointments: a table where there is room for its columns, else a list of rows with stacked lines. */
export function AppointmentList({ label, rows: all, showPatient, showZone }: AppointmentListProps) {
  const { t } = useLingui()
  const [shown, setShown] = useState(portion)
  const rows = all.slice(0, shown)
  const more = all.length - rows.length
  const hasColumns = useMediaQuery('(min-width: 760px)', { noSsr: true })
  const frame = { border: 1, borderRadius: 1, borderColor: 'divider', bgcolor: 'background.paper', overflow: 'hidden' } as const
  const list = hasColumns ? (
    <Box sx={frame}>
      <Table aria-label={label} sx={{ tableLayout: 'fixed', '& tbody tr:last-child td': { borderBottom: 0 } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 232 }}><Trans>When</Trans></TableCell>
            {showPatient && <TableCell><Trans>Patient</Trans></TableCell>}
            <TableCell><Trans>Who</Trans></TableCell>
            <TableCell><Trans>Where</Trans></TableCell>
            <TableCell><Trans>What</Trans></TableCell>
            <TableCell sx={{ width: 132 }}><Trans>Status</Trans></TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <AppointmentRow key={row.key} row={row} showPatient={showPatient} showZone={showZone} />
          ))}
        </TableBody>
      </Table>
    </Box>
  ) : (
    <Box
      component="ul"
      aria-label={label}
      sx={{ ...frame, listStyle: 'none', p: 0, '& > li + li': { borderTop: 1, borderColor: 'divider' } }}
    >
      {rows.map((row) => (
        <AppointmentCard key={row.key} row={row} showPatient={showPatient} showZone={showZone} />
      ))}
    </Box>
  )
  return (
    <>
      {list}
      {more > 0 && (
        <Button variant="outlined" sx={{ mt: 2 }} onClick={() => setShown((before) => before + portion)}>
          {t`Show ${Math.min(more, portion)} of ${more} more`}
        </Button>
      )}
    </>
  )
}
