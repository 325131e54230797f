import Typography from '@mui/material/Typography'
import { useLingui } from '@lingui/react/macro'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { viewerDifference, viewerTimeZone, zoneName } from '../../i18n/clinic-zone.ts'
import { changesClock } from '../../i18n/clinic-time.ts'

/** Whose clock the time is read from, how far the viewer's is from it, and whether the clock is changed that day. */
export function ZoneNote({ facts }: { readonly facts: AppointmentFacts }) {
  const { t } = useLingui()
  const difference = facts.start && viewerDifference(facts.zone, facts.start, viewerTimeZone())
  const change = facts.dayKey && changesClock(facts.dayKey, facts.zone)
  const name = zoneName(facts.zone)
  return (
    <Typography component="span" variant="body2" color="text.secondary">
      {difference ? `${name} (${difference})` : name}
      {change ? ` · ${change === 'forward' ? t`the clock goes forward that day` : t`the clock goes back that day`}` : ''}
    </Typography>
  )
}
