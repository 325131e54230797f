import Box from '@mui/material/Box'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import { styled } from '@mui/material/styles'
import { Trans, useLingui } from '@lingui/react/macro'
import { isolated } from '../../fhir/text/isolated.ts'
import { plainText } from '../../fhir/text/plain-text.ts'
import { actorsOf } from '../../fhir/references.ts'
import type { Appointment } from '../../fhir/types.ts'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { firstFew } from '../../i18n/first-few.ts'
import { zoneName } from '../../i18n/clinic-zone.ts'
import { StatusLabel } from '../../ui/status-label.tsx'
import { TextLink } from '../../ui/text-link.tsx'
import { TimeText } from '../../ui/time-text.tsx'

/** An appointment of a list, in words. */
export interface ListedAppointment {
  readonly key: string
  readonly appointment: Appointment
  readonly facts: AppointmentFacts
}

interface RowProps {
  readonly row: ListedAppointment
  readonly showPatient: boolean
  readonly showZone: boolean
}

/** The whole row opens the appointment. Only the link in it is reached by keyboard. */
const openedByAnyClick = { position: 'relative', '&:hover': { bgcolor: 'action.hover' } } as const

/** Covers the whole row, so that a click anywhere in it follows the link. */
const RowLink = styled(TextLink)({
  '&:not(:hover)': { textDecoration: 'none' },
  '&::after': { content: '""', position: 'absolute', inset: 0 },
})

export function AppointmentRow({ row, showPatient, showZone }: RowProps) {
  const { appointment, facts } = row
  const isOff = isCalledOff(appointment)
  return (
    <TableRow sx={{ ...openedByAnyClick, '& td': { verticalAlign: 'top', ...(isOff && { color: 'text.secondary' }) } }}>
      <TableCell>
        <WhenLink row={row} showZone={showZone} />
      </TableCell>
      {showPatient && <TableCell><PatientNames appointment={appointment} /></TableCell>}
      <TableCell>{facts.who.join(', ')}</TableCell>
      <TableCell>{facts.where.join('; ')}</TableCell>
      <TableCell>{facts.what}</TableCell>
      <TableCell>
        <StatusLabel status={appointment.status} />
      </TableCell>
    </TableRow>
  )
}

/** The row for a narrow screen. */
export function AppointmentCard({ row, showPatient, showZone }: RowProps) {
  const { appointment, facts } = row
  const place = [facts.who.join(', '), facts.where.join('; ')].filter(Boolean).join(' · ')
  return (
    <Box
      component="li"
      sx={{ ...openedByAnyClick, px: 3, py: 2.5, ...(isCalledOff(appointment) && { color: 'text.secondary' }) }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 3, rowGap: 1 }}>
        <WhenLink row={row} showZone={showZone} />
        <StatusLabel status={appointment.status} />
      </Box>
      {showPatient && (
        <Box sx={{ mt: 1, fontWeight: 'fontWeightMedium' }}>
          <PatientNames appointment={appointment} />
        </Box>
      )}
      <Box sx={{ mt: 1 }}>{facts.what}</Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{place}</Box>
    </Box>
  )
}

function WhenLink({ row: { appointment, facts }, showZone }: { readonly row: ListedAppointment; readonly showZone: boolean }) {
  const { t } = useLingui()
  const { id, start } = appointment
  const name = [facts.when || t`No time stated`, facts.what].filter(Boolean).join(', ')
  const text = facts.start ? (
    <TimeText dateTime={start ?? ''}>
      {facts.day}
      <Box component="span" sx={{ display: 'block' }}>
        <strong>{facts.times}</strong>
        {showZone && (
          <Box component="span" sx={{ ml: 1.5, typography: 'caption', color: 'text.secondary' }}>
            {zoneName(facts.zone)}
          </Box>
        )}
      </Box>
    </TimeText>
  ) : (
    <Trans>No time stated</Trans>
  )
  // A lone surrogate can't be encoded in an address, and no appointment has such an id.
  if (id === undefined || /\p{Surrogate}/u.test(id)) return text
  return (
    <RowLink to={`/appointments/${encodeURIComponent(id)}`} aria-label={name}>
      {text}
    </RowLink>
  )
}

function PatientNames({ appointment }: { readonly appointment: Appointment }) {
  const { t } = useLingui()
  const names = firstFew(actorsOf(appointment, 'Patient'), ({ display = '' }) => isolated(plainText(display)) || t`name not given by the server`)
  return <>{names.join(', ')}</>
}

function isCalledOff({ status }: Appointment): boolean {
  return status === 'cancelled' || status === 'noshow' || status === 'entered-in-error'
}
