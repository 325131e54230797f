import Update from '@mui/icons-material/Update'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import type { Appointment } from '../../../fhir/types.ts'
import { formatShortDate, type DayKey } from '../../../i18n/clinic-time.ts'
import type { Zone } from '../../../i18n/clinic-zone.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import { ToneLabel } from '../../../ui/tone-label.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import type { OfferDay } from '../offers/offer-days.ts'
import { offerKey } from '../offers/offer-key.ts'
import type { OfferSaying } from '../list/offer-timetable.tsx'
import { useAfterPaint } from '../../../ui/use-after-paint.ts'
import { useListFrame } from '../list/use-list-frame.ts'
import type { ReadRoom } from '../list/use-list-room.ts'
import { useWeekFocus } from './use-week-focus.ts'
import { WeekHour } from './week-hour.tsx'
import { weekHours } from './week-hours.ts'
import { WeekBar, WeekNavigation } from './week-navigation.tsx'
import { WeekOffer } from './week-offer.tsx'
import { pageAt, weekPages, type WeekPage } from './week-pages.ts'
import { WeekSheet } from './week-sheet.tsx'
import { cellId, moreId, weekStops } from './week-stops.ts'

interface WeekGridProps extends OfferSaying {
  readonly days: readonly OfferDay[]
  readonly room: ReadRoom
  readonly zoneOf: (offer: Appointment) => Zone
  /** A day of the week to show; undefined for the first week that has offers. */
  readonly week: DayKey | undefined
  readonly onWeek: (day: DayKey) => void
}

/** Pixels: the least width of a day, below which neither time nor name would fit, and the width of the hours beside the days. */
const [dayWidth, hoursWidth] = [120, 56]
/** Pixels: the least height of an hour with offers, and the height of navigation and day names above the first hour. */
const [hourHeight, aboveHours] = [112, 96]
const noPages: readonly WeekPage[] = []
const frame = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 8 } as const

/** The offers as a week: days side by side, hours below each other, each offer by its own clinic's clock. */
export function WeekGrid({ days, room, zoneOf, week, onWeek, ...saying }: WeekGridProps) {
  const { facts, withZone, overlaps, isPresent, chosenKey, onChoose } = saying
  const { t } = useLingui()
  const hint = useId()
  const { list, top, columns } = useListFrame(room, dayWidth, hoursWidth)
  const pages = useMemo(() => (columns === undefined ? noPages : weekPages(days, columns)), [days, columns])
  // The week shown first stays, even if earlier offers arrive later.
  const [held, setHeld] = useState<DayKey>()
  const at = pageAt(pages, week ?? held)
  const page = pages[at]
  const firstDay = page?.dayKeys[0]
  if (held === undefined && firstDay !== undefined) setHeld(firstDay)

  const rows = useMemo(() => (page ? weekHours(page, zoneOf) : []), [page, zoneOf])
  // Paints the hours in view first, the others a moment later.
  const isWhole = useAfterPaint(firstDay, undefined) === firstDay
  const painted = isWhole ? rows : rows.slice(0, Math.max(1, Math.ceil((window.innerHeight - top - aboveHours) / hourHeight)))
  const [open, setOpen] = useState<string>()
  const stops = useMemo(() => weekStops(rows, open), [rows, open])
  const go = (to: number) => {
    const day = pages[to]?.dayKeys[0]
    if (day !== undefined) onWeek(day)
  }
  const { tabStop, followKey, goTo, gridProps, noteFocus, register } = useWeekFocus(stops, isWhole, (by) => go(at + by))

  const openCell = rows.flatMap(({ cells }) => cells).find((cell) => cellId(cell) === open)
  const onKeyDown = (event: KeyboardEvent) => {
    const more = openCell && stops.find(({ id }) => id === moreId(openCell))
    if (event.key === 'Escape' && more) {
      setOpen(undefined)
      goTo(more)
    } else followKey(event)
  }

  return (
    <div ref={list} style={frame}>
      {page && (
        <>
          <WeekNavigation pages={pages} at={at} onGo={go} />
          <VisuallyHidden id={hint}>
            <Trans>
              The arrow keys lead from offer to offer, Home and End to the first and the last, Page Up and Page Down to other weeks.
            </Trans>
          </VisuallyHidden>
          <WeekSheet role="grid" aria-label={t`Offers by week`} aria-describedby={hint} aria-busy={!isWhole} onKeyDown={onKeyDown} {...gridProps}>
            <thead>
              <tr>
                <th scope="col" className="hours">
                  <VisuallyHidden>{t`Hour`}</VisuallyHidden>
                </th>
                {page.dayKeys.map((dayKey) => (
                  <DayColumn key={dayKey} dayKey={dayKey} day={page.days.get(dayKey)} />
                ))}
              </tr>
            </thead>
            <tbody>
              {painted.map((row) => (
                <WeekHour
                  key={row.hour}
                  {...{ row, open, tabStop, register }}
                  onOpen={(cell) => setOpen((before) => (before === cellId(cell) ? undefined : cellId(cell)))}
                  onFocus={noteFocus}
                >
                  {(offer) => {
                    const key = offerKey(offer)
                    return (
                      <WeekOffer
                        key={key}
                        {...{ offer, withZone, onChoose, register }}
                        facts={facts(offer)}
                        overlaps={overlaps(offer)}
                        isPresent={isPresent(offer)}
                        isChosen={key === chosenKey}
                        isTabStop={key === tabStop}
                        onFocus={noteFocus}
                      />
                    )
                  }}
                </WeekHour>
              ))}
            </tbody>
          </WeekSheet>
        </>
      )}
    </div>
  )
}

/** Puts the week's styles into the page before the week is shown: new rules make the browser restyle every element. */
export function WeekLook() {
  return (
    <div hidden>
      <WeekSheet />
      <WeekBar />
    </div>
  )
}

function DayColumn({ dayKey, day }: { readonly dayKey: DayKey; readonly day: OfferDay | undefined }) {
  const { t } = useLingui()
  return (
    <th scope="col">
      <span className="day">{formatShortDate(dayKey, dateLocale())}</span>
      <span className="count">{t`${plural(day?.offers.length ?? 0, { 0: 'No offers', one: '# offer', other: '# offers' })}`}</span>
      {day?.change && (
        <ToneLabel tone="pending" icon={Update}>
          {day.change === 'forward' ? t`The clock goes forward this day` : t`The clock goes back this day`}
        </ToneLabel>
      )}
    </th>
  )
}
