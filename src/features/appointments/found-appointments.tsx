import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useId, type ReactNode } from 'react'
import type { Appointment, Location } from '../../fhir/types.ts'
import { viewerDifference, viewerTimeZone, zoneName } from '../../i18n/clinic-zone.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { AppointmentList } from './appointment-list.tsx'
import type { ListedAppointment } from './appointment-row.tsx'
import { groupByTime } from './group-by-time.ts'
import type { ViewState } from './use-view.ts'

interface FoundAppointmentsProps {
  readonly appointments: readonly Appointment[]
  readonly locations: readonly Location[]
  readonly state: ViewState
}

/** A patient's appointments, upcoming before past ones; or a practitioner's or place's day from morning to evening. */
export function FoundAppointments({ appointments, locations, state }: FoundAppointmentsProps) {
  const { t } = useLingui()
  const factsOf = useFacts(appointments, locations)
  const rows = appointments.map((appointment, index) => ({
    key: appointment.id ?? String(index),
    appointment,
    facts: factsOf(appointment),
  }))
  const rowOf = new Map(rows.map((row) => [row.appointment, row]))
  const rowsOf = (some: readonly Appointment[]) => some.flatMap((one) => rowOf.get(one) ?? [])
  const zones = [...new Set(rows.filter(({ facts }) => facts.start).map(({ facts }) => facts.zone))]
  const list = { showPatient: state.view.scope !== 'patient', showZone: zones.length > 1 }

  if (state.view.scope !== 'patient') {
    const count = t`${plural(rows.length, { one: '# appointment', other: '# appointments' })}`
    return (
      <Group heading={t`That day`} note={[count, clockOf(rows)].filter(Boolean).join(' · ')}>
        {(label) => <AppointmentList label={label} rows={rows} {...list} />}
      </Group>
    )
  }
  const { upcoming, past, undated } = groupByTime(appointments, state.nowInstant)
  const groups = [
    { heading: t`Upcoming`, rows: rowsOf(upcoming) },
    { heading: t`Without a time`, rows: rowsOf(undated) },
    { heading: t`Past`, rows: rowsOf(past) },
  ]
  return (
    <>
      {groups
        .filter((group) => group.rows.length > 0)
        .map((group) => (
          <Group
            key={group.heading}
            heading={group.heading}
            note={[group.rows.length, clockOf(group.rows)].filter(Boolean).join(' · ')}
          >
            {(label) => <AppointmentList label={label} rows={group.rows} {...list} />}
          </Group>
        ))}
    </>
  )
}

/** The zone that all rows share, with the viewer's difference from it where that is the same for all rows; '' for several zones. */
function clockOf(rows: readonly ListedAppointment[]): string {
  const dated = rows.flatMap(({ facts: { zone, start } }) => (start ? [{ zone, start }] : []))
  const [zone, ...otherZones] = new Set(dated.map((row) => row.zone))
  if (zone === undefined || otherZones.length > 0) return ''
  const [difference, ...others] = new Set(dated.map(({ start }) => viewerDifference(zone, start, viewerTimeZone())))
  return [zoneName(zone), others.length === 0 ? difference : undefined].filter(Boolean).join(', ')
}

interface GroupProps {
  readonly heading: string
  readonly note: string
  readonly children: (label: string) => ReactNode
}

function Group({ heading, note, children }: GroupProps) {
  const id = useId()
  return (
    <Box component="section" aria-labelledby={id}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 3, mb: 2 }}>
        <Typography variant="h2" id={id}>{heading}</Typography>
        <Typography variant="body2" color="text.secondary">{note}</Typography>
      </Box>
      {children(heading)}
    </Box>
  )
}
