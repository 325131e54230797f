import Update from '@mui/icons-material/Update'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { formatDate } from '../../i18n/clinic-time.ts'
import { dateLocale } from '../../i18n/locale.tsx'
import { ToneLabel } from '../../ui/tone-label.tsx'
import type { OfferDay } from './offer-days.ts'

/** A day of the timetable: its name, how many offers it has, and whether its clock is changed. */
export function DayHeading({ day }: { readonly day: OfferDay }) {
  const { t } = useLingui()
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        columnGap: 3,
        pt: 4,
        pb: 1,
        px: 2.5,
        mb: 1,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Typography variant="h3" sx={{ flexGrow: 1 }}>
        {formatDate(day.dayKey, dateLocale())}
      </Typography>
      {day.change && (
        <ToneLabel tone="pending" icon={Update}>
          {day.change === 'forward' ? t`The clock goes forward this day` : t`The clock goes back this day`}
        </ToneLabel>
      )}
      <Typography
        variant="body2"
        color="text.secondary"
      >{t`${plural(day.offers.length, { one: '# offer', other: '# offers' })}`}</Typography>
    </Box>
  )
}
