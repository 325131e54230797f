import { useCallback, useLayoutEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { offerKey } from '../offers/offer-key.ts'
import { isMovingKey, placeAfter } from './offer-moves.ts'
import type { OfferRows, Place } from './offer-rows.ts'

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
export function useOfferFocus(rows: OfferRows): OfferFocus {
  const buttons = useRef(new Map<string, HTMLButtonElement>())
  const hasFocus = useRef(false)
  const [current, setCurrent] = useState<string>()

  const place = useMemo(
    (): Place | undefined => rows.placeOf(current) ?? (rows.count > 0 ? { row: 1, column: 0 } : undefined),
    [rows, current],
  )
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
    return rows.isHeading(next.row - 1) ? next.row - 1 : next.row
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

function keyAt(rows: OfferRows, place: Place | undefined): string | undefined {
  const offer = rows.offerAt(place)
  return offer && offerKey(offer)
}
