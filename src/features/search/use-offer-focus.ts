import { useCallback, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { isMovingKey, placeAfter, placeOf, type Place } from './offer-moves.ts'
import type { OfferRow } from './offer-rows.ts'

interface OfferFocus {
  /** The offer that Tab leads to. */
  readonly tabStop: string | undefined
  /** Its line, which must always be rendered; undefined where there are no offers. */
  readonly tabStopRow: number | undefined
  /** Follows a key that leads to another offer; gives the line to be brought into view. */
  readonly move: (event: KeyboardEvent) => number | undefined
  /** For the list's element. */
  readonly listProps: { readonly onFocus: () => void; readonly onBlur: (event: FocusEvent) => void }
  /** For each offer's button. */
  readonly noteFocus: (key: string) => void
  readonly register: RegisterButton
}

export type RegisterButton = (key: string, button: HTMLButtonElement | null) => void

/**
 * One stop for Tab in a list of thousands, and the arrow keys between them (ARIA practices, roving tabindex). The focus
 * stays on its offer while pages arrive and move it to another line.
 */
export function useOfferFocus(rows: readonly OfferRow[]): OfferFocus {
  const buttons = useRef(new Map<string, HTMLButtonElement>())
  const hasFocus = useRef(false)
  const [current, setCurrent] = useState<string>()

  const first = rows.findIndex((row) => row.kind === 'offers')
  const found = placeOf(rows, current)
  const place: Place | undefined = found ?? (first < 0 ? undefined : { row: first, column: 0 })
  const tabStop = keyAt(rows, place)

  useLayoutEffect(() => {
    const button = tabStop === undefined ? undefined : buttons.current.get(tabStop)
    if (hasFocus.current && button && button !== document.activeElement) button.focus({ preventScroll: true })
  }, [tabStop, rows])

  const move = (event: KeyboardEvent) => {
    if (!place || !isMovingKey(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined
    event.preventDefault()
    const next = placeAfter(rows, place, event.key)
    setCurrent(keyAt(rows, next))
    // The first line brings its day's heading into view.
    return rows[next.row - 1]?.kind === 'day' ? next.row - 1 : next.row
  }

  return {
    tabStop,
    tabStopRow: place?.row,
    move,
    listProps: {
      onFocus: () => {
        hasFocus.current = true
      },
      // Not called when a line is taken out from under the focus: that is what the effect above is for.
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) hasFocus.current = false
      },
    },
    noteFocus: setCurrent,
    register: useCallback((key, button) => {
      if (button) buttons.current.set(key, button)
      else buttons.current.delete(key)
    }, []),
  }
}

function keyAt(rows: readonly OfferRow[], place: Place | undefined): string | undefined {
  const row = place && rows[place.row]
  return row?.kind === 'offers' ? row.cells[place?.column ?? 0]?.key : undefined
}
