import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useCallback, type ReactNode } from 'react'
import type { Appointment } from '../../../fhir/types.ts'
import { formatDate, formatTime } from '../../../i18n/clinic-time.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import type { RegisterButton } from '../list/use-offer-focus.ts'
import type { HourCell, HourRow } from './week-hours.ts'
import { cellId, moreId, splitCell } from './week-stops.ts'

interface WeekHourProps {
  readonly row: HourRow
  /** `cellId` of the hour whose other offers are shown. */
  readonly open: string | undefined
  readonly onOpen: (cell: HourCell) => void
  readonly tabStop: string | undefined
  readonly onFocus: (id: string) => void
  readonly register: RegisterButton
  readonly children: (offer: Appointment) => ReactNode
}

/** An hour of the days shown. The offers of a cell that don't fit can be opened below the row, over the whole width. */
export function WeekHour({ row, open, onOpen, tabStop, onFocus, register, children }: WeekHourProps) {
  const opened = row.cells.find((cell) => cellId(cell) === open)
  return (
    <>
      <tr>
        <th scope="row">{hourText(row.hour)}</th>
        {row.cells.map((cell) => {
          const [shown, others] = splitCell(cell)
          const id = moreId(cell)
          return (
            <td key={cell.dayKey} className={cell.clock === 'skipped' ? 'skipped' : undefined}>
              {cell.clock && <ClockNote clock={cell.clock} />}
              {shown.map(children)}
              {others.length > 0 && (
                <More
                  {...{ id, cell, register, onOpen, onFocus }}
                  count={others.length}
                  isOpen={cell === opened}
                  isTabStop={id === tabStop}
                />
              )}
            </td>
          )
        })}
      </tr>
      {opened && splitCell(opened)[1].length > 0 && (
        <tr>
          <td className="others" colSpan={row.cells.length + 1}>
            <h4>{cellText(opened)}</h4>
            <div className="all">{splitCell(opened)[1].map(children)}</div>
          </td>
        </tr>
      )}
    </>
  )
}

function ClockNote({ clock }: { readonly clock: NonNullable<HourCell['clock']> }) {
  return (
    <div className="note">
      {clock === 'skipped' ? <Trans>The clock skips this hour</Trans> : <Trans>This hour comes twice</Trans>}
    </div>
  )
}

interface MoreProps {
  readonly id: string
  readonly cell: HourCell
  readonly count: number
  readonly isOpen: boolean
  readonly isTabStop: boolean
  readonly onOpen: (cell: HourCell) => void
  readonly onFocus: (id: string) => void
  readonly register: RegisterButton
}

function More({ id, cell, count, isOpen, isTabStop, onOpen, onFocus, register }: MoreProps) {
  const { t } = useLingui()
  const ref = useCallback((button: HTMLButtonElement | null) => register(id, button), [register, id])
  const words = t`${plural(count, { one: '# more', other: '# more' })}`
  return (
    <button
      className="more"
      type="button"
      ref={ref}
      tabIndex={isTabStop ? 0 : -1}
      aria-expanded={isOpen}
      aria-label={`${words}, ${cellText(cell)}`}
      onClick={() => onOpen(cell)}
      onFocus={() => onFocus(id)}
    >
      {words}
    </button>
  )
}

/** "09:00", without any zone. */
function hourText(hour: number): string {
  return formatTime(Temporal.Instant.fromEpochMilliseconds(hour * 3_600_000), 'UTC', dateLocale())
}

function cellText({ dayKey, hour }: HourCell): string {
  return `${formatDate(dayKey, dateLocale())}, ${hourText(hour)}–${hourText(hour + 1)}`
}
