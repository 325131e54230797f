import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useMemo, type KeyboardEvent } from 'react'
import type { Appointment } from '../../../fhir/types.ts'
import type { AppointmentFacts } from '../../../i18n/appointment-facts.ts'
import { formatDate } from '../../../i18n/clinic-time.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { DayHeading } from './day-heading.tsx'
import { OfferButton } from './offer-button.tsx'
import type { OfferDay } from '../offers/offer-days.ts'
import { offerKey } from '../offers/offer-key.ts'
import { offerRows } from './offer-rows.ts'
import { OfferSheet } from './offer-sheet.tsx'
import { useDayInView } from './use-day-in-view.ts'
import { useLineWindow } from './use-line-window.ts'
import { useListFrame } from './use-list-frame.ts'
import type { ReadRoom } from './use-list-room.ts'
import { useOfferFocus } from './use-offer-focus.ts'

/** What the list and the week need to show an offer. */
export interface OfferSaying {
  readonly facts: (offer: Appointment) => AppointmentFacts
  readonly withZone: boolean
  readonly withService: (offer: Appointment) => boolean
  readonly overlaps: (offer: Appointment) => boolean
  readonly isPresent: (offer: Appointment) => boolean
  readonly chosenKey: string | undefined
  readonly onChoose: (offer: Appointment) => void
}

interface OfferTimetableProps extends OfferSaying {
  readonly days: readonly OfferDay[]
  readonly room: ReadRoom
}

/** The least width of an offer, in pixels. In a narrower one its words would wrap too often. */
const offerWidth = 264
const noDays: readonly OfferDay[] = []

/** The offers by day. Only the lines in view, and the one with the tab stop, are in the document. */
export function OfferTimetable(props: OfferTimetableProps) {
  const { days, room, facts, withZone, withService, overlaps, isPresent, chosenKey, onChoose } = props
  const { t } = useLingui()
  const hint = useId()
  const { list, top, columns, isMeasured } = useListFrame(room, offerWidth)
  const rows = useMemo(() => offerRows(columns === undefined ? noDays : days, columns ?? 1), [days, columns])
  const { tabStop, tabStopRow, move, listProps, noteFocus, register } = useOfferFocus(rows)
  const { lines, first, offsets, isApart, measure, bringIntoView } = useLineWindow({ rows, top, isPlaced: isMeasured, kept: tabStopRow })

  const dayInView = useDayInView(rows, offsets, top)

  const followKey = (event: KeyboardEvent) => {
    const row = move(event)
    if (row !== undefined) bringIntoView(row)
  }

  return (
    <OfferSheet
      ref={list}
      role="group"
      aria-label={t`Offers by day`}
      aria-describedby={hint}
      onKeyDown={followKey}
      {...listProps}
      style={{ height: offsets[rows.count], paddingTop: offsets[first] }}
    >
      <VisuallyHidden id={hint}>
        <Trans>The arrow keys lead from offer to offer, Page Up and Page Down from day to day.</Trans>
      </VisuallyHidden>
      {dayInView && (
        <div className="day-bar" aria-hidden>
          <div>{formatDate(dayInView.dayKey, dateLocale())}</div>
        </div>
      )}
      {lines.map((index) => {
        const row = rows.at(index)
        return (
          row && (
            <div
              className={isApart(index) ? 'apart line' : 'line'}
              key={row.key}
              ref={measure}
              data-line={row.key}
              data-heading={row.kind === 'day' || undefined}
              style={isApart(index) ? { top: offsets[index] } : undefined}
            >
              {row.kind === 'day' ? (
                <DayHeading day={row.day} />
              ) : (
                <div className="offers" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
                  {row.offers.map((offer) => {
                    const offersKey = offerKey(offer)
                    return (
                      <OfferButton
                        key={offersKey}
                        offer={offer}
                        facts={facts(offer)}
                        withZone={withZone}
                        withService={withService(offer)}
                        overlaps={overlaps(offer)}
                        isPresent={isPresent(offer)}
                        isChosen={offersKey === chosenKey}
                        isTabStop={offersKey === tabStop}
                        onChoose={onChoose}
                        onFocus={noteFocus}
                        register={register}
                      />
                    )
                  })}
                </div>
              )}
            </div>
          )
        )
      })}
    </OfferSheet>
  )
}
