import EventRepeat from '@mui/icons-material/EventRepeat'
import WarningAmber from '@mui/icons-material/WarningAmber'
import { Trans } from '@lingui/react/macro'
import { memo, useCallback } from 'react'
import type { Appointment } from '../../../fhir/types.ts'
import type { AppointmentFacts } from '../../../i18n/appointment-facts.ts'
import { zoneName } from '../../../i18n/clinic-zone.ts'
import { offerKey } from '../offers/offer-key.ts'
import { offerName } from '../offers/offer-name.ts'
import type { RegisterButton } from './use-offer-focus.ts'

/** The states that an offer's button shows. */
interface OfferState {
  readonly overlaps: boolean
  readonly isPresent: boolean
  readonly isChosen: boolean
}

export interface OfferButtonProps extends OfferState {
  readonly offer: Appointment
  readonly facts: AppointmentFacts
  readonly withZone: boolean
  readonly withService: boolean
  /** Whether Tab leads to it; the arrow keys lead to the others. */
  readonly isTabStop: boolean
  readonly onChoose: (offer: Appointment) => void
  readonly onFocus: (key: string) => void
  readonly register: RegisterButton
}

/** One free time, chosen by one click. `OfferSheet` around it has its styles, because a hundred of these are made at once. */
export const OfferButton = memo(function OfferButton(props: OfferButtonProps) {
  const { offer, facts, withZone, withService, overlaps, isPresent, isChosen, isTabStop, onChoose, onFocus, register } = props
  const key = offerKey(offer)
  const ref = useCallback((button: HTMLButtonElement | null) => register(key, button), [register, key])
  return (
    <button
      className="offer"
      type="button"
      ref={ref}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={offerName(facts, { withZone, overlaps, isPresent })}
      aria-current={isChosen ? 'true' : undefined}
      aria-disabled={isPresent}
      onClick={() => !isPresent && onChoose(offer)}
      onFocus={() => onFocus(key)}
    >
      <span className="words">
        <span className="times">{facts.times}</span>
        {withZone && <span className="fine">{zoneName(facts.zone)}</span>}
      </span>
      <span className="words">
        <span>{facts.who.join(', ') || facts.what}</span>
        {facts.where.length > 0 && <span className="fine">{facts.where.join(', ')}</span>}
        {withService && <span className="fine">{facts.what}</span>}
      </span>
      {overlaps && (
        <span className="mark">
          <WarningAmber />
          <Trans>Overlaps another appointment</Trans>
        </span>
      )}
      {isPresent && (
        <span className="mark">
          <EventRepeat />
          <Trans>The present time</Trans>
        </span>
      )}
    </button>
  )
})
