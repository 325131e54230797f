import Box from '@mui/material/Box'
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual'
import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useId, useMemo, type KeyboardEvent } from 'react'
import type { Appointment } from '../../fhir/types.ts'
import type { AppointmentFacts } from '../../i18n/appointment-facts.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { DayHeading } from './day-heading.tsx'
import { OfferButton } from './offer-button.tsx'
import { offerRows, type OfferCell, type OfferDay } from './offer-rows.ts'
import { useListFrame } from './use-list-frame.ts'
import { useOfferFocus } from './use-offer-focus.ts'

interface OfferTimetableProps {
  readonly days: readonly OfferDay[]
  readonly facts: (offer: Appointment) => AppointmentFacts
  readonly withZone: boolean
  readonly withService: (offer: Appointment) => boolean
  readonly overlaps: (offer: Appointment) => boolean
  readonly isPresent: (offer: Appointment) => boolean
  readonly chosenKey: string | undefined
  readonly onChoose: (cell: OfferCell) => void
}

/** Guesses in pixels, until a line has been measured. */
const [dayHeight, lineHeight] = [44, 56]

/** The offers by day. Only the lines in view, and the one that has the focus, are in the document. */
export function OfferTimetable({
  days,
  facts,
  withZone,
  withService,
  overlaps,
  isPresent,
  chosenKey,
  onChoose,
}: OfferTimetableProps) {
  const { t } = useLingui()
  const hint = useId()
  const { list, top, columns } = useListFrame()
  const rows = useMemo(() => offerRows(days, columns), [days, columns])
  const { tabStop, tabStopRow, move, listProps, noteFocus, register } = useOfferFocus(rows)
  const rangeExtractor = useCallback(
    (range: Range) => {
      const seen = defaultRangeExtractor(range)
      return tabStopRow === undefined || seen.includes(tabStopRow) ? seen : [...seen, tabStopRow].sort((a, b) => a - b)
    },
    [tabStopRow],
  )
  const lines = useWindowVirtualizer<HTMLDivElement>({
    count: rows.length,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? dayHeight : lineHeight),
    getItemKey: (index) => `${columns} ${rows[index]?.key}`,
    scrollMargin: top,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 8,
    overscan: 6,
    rangeExtractor,
    useFlushSync: false,
  })

  const followKey = (event: KeyboardEvent) => {
    const row = move(event)
    if (row !== undefined) lines.scrollToIndex(row)
  }

  return (
    <Box
      ref={list}
      role="group"
      aria-label={t`Offers by day`}
      aria-describedby={hint}
      onKeyDown={followKey}
      {...listProps}
      sx={{ position: 'relative' }}
      style={{ height: lines.getTotalSize() }}
    >
      <VisuallyHidden id={hint}>
        <Trans>The arrow keys lead from offer to offer, Page Up and Page Down from day to day.</Trans>
      </VisuallyHidden>
      {lines.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index]
        return (
          row && (
            <Box
              key={key}
              ref={lines.measureElement}
              data-index={index}
              sx={{ position: 'absolute', insetInline: 0, top: 0 }}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              {row.kind === 'day' ? (
                <DayHeading day={row.day} />
              ) : (
                <Box sx={{ display: 'grid', columnGap: 1 }} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
                  {row.cells.map((cell) => (
                    <OfferButton
                      key={cell.key}
                      cell={cell}
                      facts={facts(cell.offer)}
                      withZone={withZone}
                      withService={withService(cell.offer)}
                      overlaps={overlaps(cell.offer)}
                      isPresent={isPresent(cell.offer)}
                      isChosen={cell.key === chosenKey}
                      isTabStop={cell.key === tabStop}
                      onChoose={onChoose}
                      onFocus={noteFocus}
                      register={register}
                    />
                  ))}
                </Box>
              )}
            </Box>
          )
        )
      })}
    </Box>
  )
}
