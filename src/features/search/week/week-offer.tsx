import WarningAmber from '@mui/icons-material/WarningAmber'
import EventRepeat from '@mui/icons-material/EventRepeat'
import { Trans } from '@lingui/react/macro'
import { memo, useCallback } from 'react'
import { formatTime } from '../../../i18n/clinic-time.ts'
import { zoneName } from '../../../i18n/clinic-zone.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import type { OfferButtonProps } from '../list/offer-button.tsx'
import { offerKey } from '../offers/offer-key.ts'
import { offerName } from '../offers/offer-name.ts'

/** As in the list, except that the kind of visit is only in the accessible name. */
type WeekOfferProps = Omit<OfferButtonProps, 'withService'>

/** One free time in the week: when it begins and with whom. The rest is in its accessible name, and in its title for the mouse. */
export const WeekOffer = memo(function WeekOffer(props: WeekOfferProps) {
  const { offer, facts, withZone, overlaps, isPresent, isChosen, isTabStop, onChoose, onFocus, register } = props
  const key = offerKey(offer)
  const ref = useCallback((button: HTMLButtonElement | null) => register(key, button), [register, key])
  const name = offerName(facts, { withZone, overlaps, isPresent })
  return (
    <button
      className="offer"
      type="button"
      ref={ref}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={name}
      title={name}
      aria-current={isChosen ? 'true' : undefined}
      aria-disabled={isPresent}
      onClick={() => !isPresent && onChoose(offer)}
      onFocus={() => onFocus(key)}
    >
      <span className="time">{facts.start ? formatTime(facts.start, facts.zone, dateLocale()) : facts.times}</span>
      {facts.who.join(', ') || facts.what}
      {withZone && <span className="fine">{zoneName(facts.zone)}</span>}
      {overlaps && (
        <span className="mark">
          <WarningAmber />
          <Trans>Overlaps</Trans>
        </span>
      )}
      {isPresent && (
        <span className="mark">
          <EventRepeat />
          <Trans>Present time</Trans>
        </span>
      )}
    </button>
  )
})
