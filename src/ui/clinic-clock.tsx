import Box from '@mui/material/Box'
import { useLingui } from '@lingui/react/macro'
import type { AppointmentFacts } from '../i18n/appointment-facts.ts'
import { viewerDifference, viewerTimeZone, zoneNameAt } from '../i18n/clinic-zone.ts'
import { changesClock } from '../i18n/clinic-time.ts'
import { dateLocale } from '../i18n/locale.tsx'

/** Names the zone of a time, the viewer's difference from it, and whether the clock is changed that day. */
export function ClinicClock({ facts: { zone, start, dayKey } }: { readonly facts: AppointmentFacts }) {
  const { t } = useLingui()
  if (!start) return null
  const change = dayKey && changesClock(dayKey, zone)
  const notes = [
    zoneNameAt(zone, start, dateLocale()),
    viewerDifference(zone, start, viewerTimeZone()),
    change === 'forward' ? t`the clock goes forward that day` : undefined,
    change === 'back' ? t`the clock goes back that day` : undefined,
  ]
  return (
    <Box component="span" sx={{ display: 'block', typography: 'body2', color: 'text.secondary' }}>
      {notes.filter((note) => note !== undefined).map((note, index) => (
        <Box component="span" key={note}>
          {index > 0 && ' · '}
          <Box component="span" sx={{ whiteSpace: 'nowrap' }}>{note}</Box>
        </Box>
      ))}
    </Box>
  )
}
