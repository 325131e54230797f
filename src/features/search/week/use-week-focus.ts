import { useCallback, useLayoutEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { isMovingKey } from '../list/offer-moves.ts'
import type { RegisterButton } from '../list/use-offer-focus.ts'
import { nearestStop, stopAfter, type Stop } from './week-stops.ts'

interface WeekFocus {
  /** The id of the stop that Tab leads to. */
  readonly tabStop: string | undefined
  readonly followKey: (event: KeyboardEvent) => void
  /** Focuses that stop, as soon as it is in the document. */
  readonly goTo: (stop: Stop) => void
  readonly gridProps: { readonly onFocus: () => void; readonly onBlur: (event: FocusEvent) => void }
  readonly noteFocus: (id: string) => void
  readonly register: RegisterButton
}

const start = { id: '', column: 0, hour: 0 }

/**
 * One tab stop in the grid, and keys between all stops. When the focused offer is gone, as in another week, the focus goes to the
 * stop nearest to its day and hour.
 * @param isWhole false while some of the stops aren't painted yet; the focus waits until its stop is
 * @param onPage called for the keys that lead to another week
 */
export function useWeekFocus(stops: readonly Stop[], isWhole: boolean, onPage: (by: 1 | -1) => void): WeekFocus {
  const buttons = useRef(new Map<string, HTMLButtonElement>())
  const hasFocus = useRef(false)
  const [aim, setAim] = useState<Stop>(start)
  const current = useMemo(() => stops.find(({ id }) => id === aim.id) ?? nearestStop(stops, aim), [stops, aim])
  const tabStop = current?.id

  useLayoutEffect(() => {
    const button = tabStop === undefined ? undefined : buttons.current.get(tabStop)
    if (hasFocus.current && button && button !== document.activeElement) button.focus()
  }, [tabStop, stops, isWhole])

  const followKey = (event: KeyboardEvent) => {
    if (!current || !isMovingKey(event.key) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const next = stopAfter(stops, current, event.key)
    if (next) setAim(next)
    else {
      setAim({ ...current, id: '' })
      onPage(event.key === 'PageDown' ? 1 : -1)
    }
  }

  return {
    tabStop,
    followKey,
    goTo: setAim,
    gridProps: {
      onFocus: () => {
        hasFocus.current = true
      },
      // Not called when the focused element is removed from the document. The effect above handles that.
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) hasFocus.current = false
      },
    },
    noteFocus: useCallback((id) => setAim((before) => stops.find((stop) => stop.id === id) ?? before), [stops]),
    register: useCallback((id, button) => {
      if (button) buttons.current.set(id, button)
      else buttons.current.delete(id)
    }, []),
  }
}
