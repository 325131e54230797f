import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { formatDate, formatShortDate } from '../../i18n/clinic-time.ts'
import { dateLocale } from '../../i18n/locale.tsx'
import type { WeekPage } from './week-pages.ts'

interface WeekNavigationProps {
  readonly pages: readonly WeekPage[]
  readonly at: number
  readonly onGo: (at: number) => void
}

/** Which days are shown, and the way to the next ones that have offers; those without any are passed over. */
export function WeekNavigation({ pages, at, onGo }: WeekNavigationProps) {
  const { t } = useLingui()
  const page = pages[at]
  if (!page) return null
  const [before, after] = [pages[at - 1], pages[at + 1]]
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, minHeight: 36 }}>
      <Step page={before} label={t`Previous days with offers`} none={t`No earlier offers`} isBack onGo={() => onGo(at - 1)} />
      <Step page={after} label={t`Next days with offers`} none={t`No later offers`} onGo={() => onGo(at + 1)} />
      <Typography variant="h3" aria-live="polite" sx={{ flexGrow: 1 }}>
        {rangeOf(page)} · {t`${plural(page.count, { one: '# offer', other: '# offers' })}`}
      </Typography>
      {at > 0 && (
        <Button variant="text" size="small" onClick={() => onGo(0)}>
          <Trans>First week with offers</Trans>
        </Button>
      )}
    </Box>
  )
}

interface StepProps {
  readonly page: WeekPage | undefined
  readonly label: string
  readonly none: string
  readonly isBack?: boolean
  readonly onGo: () => void
}

/** Stays where it is when there is nothing further, so that the focus stays too. */
function Step({ page, label, none, isBack = false, onGo }: StepProps) {
  const { t } = useLingui()
  const [first = ''] = page?.dayKeys ?? []
  const words = page
    ? `${formatShortDate(first, dateLocale())} · ${t`${plural(page.count, { one: '# offer', other: '# offers' })}`}`
    : none
  return (
    <Button
      size="small"
      aria-label={page ? `${label}: ${words}` : none}
      aria-disabled={page === undefined}
      onClick={() => page && onGo()}
      startIcon={isBack ? <ChevronLeft /> : undefined}
      endIcon={isBack ? undefined : <ChevronRight />}
      sx={{ '&[aria-disabled="true"]': { color: 'text.secondary', borderColor: 'divider', cursor: 'default' } }}
    >
      {words}
    </Button>
  )
}

function rangeOf({ dayKeys }: WeekPage): string {
  const [first = '', last = ''] = [dayKeys[0], dayKeys.at(-1)]
  return first === last ? formatDate(first, dateLocale()) : `${formatShortDate(first, dateLocale())} – ${formatShortDate(last, dateLocale())}`
}
