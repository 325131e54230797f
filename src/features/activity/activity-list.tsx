import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import useMediaQuery from '@mui/material/useMediaQuery'
import { Trans } from '@lingui/react/macro'
import type { ActivityRow } from './activity-rows.ts'
import { ActivityCard, ActivityTableRow, type RowProps } from './activity-row.tsx'

interface ActivityListProps extends Omit<RowProps, 'row'> {
  /** The list's accessible name. */
  readonly label: string
  readonly rows: readonly ActivityRow[]
}

/** The transactions: a table where there is room for its columns, else a list of rows with stacked lines. */
export function ActivityList({ label, rows, ...rest }: ActivityListProps) {
  const hasColumns = useMediaQuery('(min-width: 960px)', { noSsr: true })
  const frame = { border: 1, borderRadius: 1, borderColor: 'divider', bgcolor: 'background.paper', overflow: 'hidden' } as const
  if (!hasColumns) {
    return (
      <Box
        component="ul"
        aria-label={label}
        sx={{ ...frame, listStyle: 'none', p: 0, '& > li + li': { borderTop: 1, borderColor: 'divider' } }}
      >
        {rows.map((row) => (
          <ActivityCard key={row.activity.entry.id} row={row} {...rest} />
        ))}
      </Box>
    )
  }
  return (
    <Box sx={frame}>
      <Table aria-label={label} sx={{ tableLayout: 'fixed', '& tbody tr:last-child td': { borderBottom: 0 } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 136 }}><Trans>Asked</Trans></TableCell>
            <TableCell sx={{ width: '18%' }}><Trans>Patient</Trans></TableCell>
            <TableCell><Trans>What was asked</Trans></TableCell>
            <TableCell><Trans>Outcome</Trans></TableCell>
            <TableCell sx={{ width: 216 }}><Trans>Record and audit</Trans></TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <ActivityTableRow key={row.activity.entry.id} row={row} {...rest} />
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}
