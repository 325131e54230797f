import { useCallback, useLayoutEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { offerKey } from '../offers/offer-key.ts'
import { isMovingKey, placeAfter } from './offer-moves.ts'
import type { OfferRows, Place } from './offer-rows.ts'

interface OfferFocus {
  /** The offer that Tab leads to. */
  readonly tabStop: string | undefined
  /** The tab stop's line, which must always be rendered; undefined where there are no offers. */
  readonly tabStopRow: number | undefined
  /** Follows a key that leads to another offer. Returns the line to bring into view. */
  readonly move: (event: KeyboardEvent) => number | undefined
  /** For the list's element. */
  readonly listProps: { readonly onFocus: () => void; readonly onBlur: (event: FocusEvent) => void }
  /** For each offer's button. */
  readonly noteFocus: (key: string) => void
  readonly register: RegisterButton
}

export type RegisterButton = (key: string, button: HTMLButtonElement | null) => void

/**
 * One tab stop in a list of thousands of offers, and arrow keys between them (ARIA practices, roving tabindex). The focus
 * stays on its offer while further pages arrive and move that to another line.
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
    // For the first line of a day, brings the day's heading into view too.
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
      // Not called when the line with the focus is removed from the document. The effect above handles that.
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
