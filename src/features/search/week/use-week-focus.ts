import { useCallback, useLayoutEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { isMovingKey } from '../list/offer-moves.ts'
import type { RegisterButton } from '../list/use-offer-focus.ts'
import { nearestStop, stopAfter, type Stop } from './week-stops.ts'

interface WeekFocus {
  /** What Tab leads to. */
  readonly tabStop: string | undefined
  readonly followKey: (event: KeyboardEvent) => void
  /** Leads the focus there, once it is there. */
  readonly goTo: (stop: Stop) => void
  readonly gridProps: { readonly onFocus: () => void; readonly onBlur: (event: FocusEvent) => void }
  readonly noteFocus: (id: string) => void
  readonly register: RegisterButton
}

const start = { id: '', column: 0, hour: 0 }

/**
 * One stop for Tab in the grid, and keys between all others. Where the offer that had the focus is gone, as in another week, the
 * one nearest to its day and hour has it.
 * @param isWhole false while some of the stops aren't painted yet: the focus then waits for its own
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
      // Not called when what has the focus is taken out of the document: that is what the effect above is for.
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
