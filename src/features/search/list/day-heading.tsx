import Update from '@mui/icons-material/Update'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { formatDate } from '../../../i18n/clinic-time.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import { ToneLabel } from '../../../ui/tone-label.tsx'
import type { OfferDay } from '../offers/offer-days.ts'

/** A day of the timetable: its name, how many offers it has, and whether its clock is changed. `OfferSheet` has its styles. */
export function DayHeading({ day }: { readonly day: OfferDay }) {
  const { t } = useLingui()
  return (
    <div className="day">
      <h3>{formatDate(day.dayKey, dateLocale())}</h3>
      {day.change && (
        <ToneLabel tone="pending" icon={Update}>
          {day.change === 'forward' ? t`The clock goes forward this day` : t`The clock goes back this day`}
        </ToneLabel>
      )}
      <p>{t`${plural(day.offers.length, { one: '# offer', other: '# offers' })}`}</p>
    </div>
  )
}
