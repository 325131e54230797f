import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import { styled } from '@mui/material/styles'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { formatDate, formatShortDate } from '../../../i18n/clinic-time.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import type { WeekPage } from './week-pages.ts'

interface WeekNavigationProps {
  readonly pages: readonly WeekPage[]
  readonly at: number
  readonly onGo: (at: number) => void
}

/** The days shown, and buttons to the nearest earlier and later pages that have offers. */
export function WeekNavigation({ pages, at, onGo }: WeekNavigationProps) {
  const { t } = useLingui()
  const page = pages[at]
  if (!page) return null
  const [before, after] = [pages[at - 1], pages[at + 1]]
  return (
    <WeekBar>
      <Step page={before} label={t`Previous days with offers`} none={t`No earlier offers`} isBack onGo={() => onGo(at - 1)} />
      <Step page={after} label={t`Next days with offers`} none={t`No later offers`} onGo={() => onGo(at + 1)} />
      <h3 aria-live="polite">
        {rangeOf(page)} · {t`${plural(page.count, { one: '# offer', other: '# offers' })}`}
      </h3>
      {at > 0 && (
        <button type="button" className="plain" onClick={() => onGo(0)}>
          <Trans>First week with offers</Trans>
        </button>
      )}
    </WeekBar>
  )
}

interface StepProps {
  readonly page: WeekPage | undefined
  readonly label: string
  readonly none: string
  readonly isBack?: boolean
  readonly onGo: () => void
}

/** A button to another page. It stays when there is no further page, so that it keeps the focus. */
function Step({ page, label, none, isBack = false, onGo }: StepProps) {
  const { t } = useLingui()
  const [first = ''] = page?.dayKeys ?? []
  const words = page
    ? `${formatShortDate(first, dateLocale())} · ${t`${plural(page.count, { one: '# offer', other: '# offers' })}`}`
    : none
  return (
    <button
      type="button"
      aria-label={page ? `${label}: ${words}` : none}
      aria-disabled={page === undefined}
      onClick={() => page && onGo()}
    >
      {isBack && <ChevronLeft />}
      {words}
      {!isBack && <ChevronRight />}
    </button>
  )
}

/** One styled element for everything in it, without MUI's buttons, which need several each: the week must be there within 0.1 s. */
export const WeekBar = styled('div')(({ theme: { vars, typography } }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  minHeight: 36,
  h3: { ...typography.h3, flexGrow: 1 },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 4,
    minHeight: 28,
    padding: '3px 10px',
    border: `1px solid ${vars.palette.outline}`,
    borderRadius: 6,
    background: vars.palette.background.paper,
    color: vars.palette.text.primary,
    fontSize: '0.8125rem',
    fontWeight: 500,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
  },
  'button:hover': { borderColor: vars.palette.text.primary, background: vars.palette.action.hover },
  'button[aria-disabled="true"]': {
    borderColor: vars.palette.divider,
    background: vars.palette.background.paper,
    color: vars.palette.text.secondary,
    cursor: 'default',
  },
  'button.plain': { borderColor: 'transparent', background: 'none', color: vars.palette.primary.main },
  'button svg': { fontSize: 18, marginInline: -4 },
  '@media (pointer: coarse)': { button: { minHeight: 36 } },
}))

function rangeOf({ dayKeys }: WeekPage): string {
  const [first = '', last = ''] = [dayKeys[0], dayKeys.at(-1)]
  return first === last ? formatDate(first, dateLocale()) : `${formatShortDate(first, dateLocale())} – ${formatShortDate(last, dateLocale())}`
}
