import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useLingui } from '@lingui/react/macro'
import { addDays, type DayKey } from '../../../i18n/clinic-time.ts'

interface QuickRangesProps {
  readonly today: DayKey
  readonly from: string
  readonly to: string
  readonly onChoose: (range: { readonly from: DayKey; readonly to: DayKey }) => void
}

/** The usual ranges, one click each. They only fill in the days; the user starts the search as always. */
export function QuickRanges({ today, from, to, onChoose }: QuickRangesProps) {
  const { t } = useLingui()
  const daysToSunday = 7 - Temporal.PlainDate.from(today).dayOfWeek
  const ranges = [
    { label: t`Today`, days: 0 },
    { label: t`This week`, days: daysToSunday },
    { label: t`Next 2 weeks`, days: 14 },
    { label: t`Next 4 weeks`, days: 28 },
  ].map(({ label, days }) => ({ label, to: addDays(today, days) }))
  return (
    <Box role="group" aria-label={t`Quick ranges`} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
      {ranges.map((range) => (
        <Button
          key={range.label}
          size="small"
          variant="text"
          aria-pressed={from === today && to === range.to}
          onClick={() => onChoose({ from: today, to: range.to })}
          sx={{ px: 1.5, fontSize: '0.75rem', '&[aria-pressed="true"]': { bgcolor: 'accentSurface' } }}
        >
          {range.label}
        </Button>
      ))}
    </Box>
  )
}
