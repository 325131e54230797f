import EventRepeat from '@mui/icons-material/EventRepeat'
import WarningAmber from '@mui/icons-material/WarningAmber'
import { styled } from '@mui/material/styles'
import { Trans } from '@lingui/react/macro'
import { memo, useCallback } from 'react'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { zoneName } from '../../i18n/clinic-zone.ts'
import { offerName } from './offer-name.ts'
import type { OfferCell } from './offer-rows.ts'
import type { RegisterButton } from './use-offer-focus.ts'

/** What an offer is besides free. */
export interface OfferState {
  readonly overlaps: boolean
  readonly isPresent: boolean
  readonly isChosen: boolean
}

interface OfferButtonProps extends OfferState {
  readonly cell: OfferCell
  readonly facts: AppointmentFacts
  readonly withZone: boolean
  readonly withService: boolean
  /** Whether Tab leads to it; the arrow keys lead to the others. */
  readonly isTabStop: boolean
  readonly onChoose: (cell: OfferCell) => void
  readonly onFocus: (key: string) => void
  readonly register: RegisterButton
}

/** One free time, to be chosen by one click. */
export const OfferButton = memo(function OfferButton(props: OfferButtonProps) {
  const { cell, facts, withZone, withService, overlaps, isPresent, isChosen, isTabStop, onChoose, onFocus, register } = props
  const { key } = cell
  const ref = useCallback((button: HTMLButtonElement | null) => register(key, button), [register, key])
  return (
    <Tile
      type="button"
      ref={ref}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={offerName(facts, { withZone, overlaps, isPresent })}
      aria-current={isChosen ? 'true' : undefined}
      aria-disabled={isPresent}
      onClick={() => !isPresent && onChoose(cell)}
      onFocus={() => onFocus(key)}
    >
      <Words>
        <Times>{facts.times}</Times>
        {withZone && <Fine>{zoneName(facts.zone)}</Fine>}
      </Words>
      <Words>
        <span>{facts.who.join(', ') || facts.what}</span>
        {facts.where.length > 0 && <Fine>{facts.where.join(', ')}</Fine>}
        {withService && <Fine>{facts.what}</Fine>}
      </Words>
      {overlaps && (
        <Mark>
          <WarningAmber />
          <Trans>Overlaps another appointment</Trans>
        </Mark>
      )}
      {isPresent && (
        <Mark>
          <EventRepeat />
          <Trans>The present time</Trans>
        </Mark>
      )}
    </Tile>
  )
})

const Tile = styled('button')(({ theme: { vars } }) => ({
  display: 'grid',
  gridTemplateColumns: 'minmax(92px, auto) minmax(0, 1fr)',
  columnGap: 12,
  alignContent: 'start',
  width: '100%',
  minHeight: 48,
  padding: '6px 10px',
  border: '1px solid transparent',
  borderRadius: 4,
  background: 'none',
  color: vars.palette.text.primary,
  fontSize: '0.875rem',
  lineHeight: '18px',
  textAlign: 'start',
  cursor: 'pointer',
  '&:hover': { backgroundColor: vars.palette.action.hover, borderColor: vars.palette.outline },
  '&:focus-visible': { outlineOffset: -2 },
  '&[aria-current="true"]': { backgroundColor: vars.palette.accentSurface, borderColor: vars.palette.primary.main },
  '&[aria-disabled="true"]': { cursor: 'default', backgroundColor: 'transparent', borderColor: 'transparent' },
}))

const Times = styled('span')({ fontWeight: 650, whiteSpace: 'nowrap' })

const Words = styled('span')({ display: 'grid', alignContent: 'start', minWidth: 0, overflowWrap: 'anywhere' })

const Fine = styled('span')(({ theme: { vars } }) => ({
  fontSize: '0.75rem',
  lineHeight: '16px',
  color: vars.palette.text.secondary,
}))

const Mark = styled('span')(({ theme: { vars } }) => ({
  gridColumn: '1 / -1',
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  fontSize: '0.75rem',
  lineHeight: '16px',
  fontWeight: 550,
  color: vars.palette.tone.pending.text,
  '& svg': { fontSize: 14 },
}))
