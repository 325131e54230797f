import { useCallback, useEffect, useRef, useState } from 'react'

const warningMs = 60_000

/** What only a person does. Moving the focus isn't among it: the app does so itself. */
const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const

interface IdleOptions {
  /** Minutes after which nobody counts as being there; 0 for never. */
  readonly minutes: number
  /** Called with the time of the last sign of life, every few seconds at most, and when the page is left; epoch milliseconds. */
  readonly onActivity: (instant: number) => void
  /** Called once, when the time is over. */
  readonly onLapse: () => void
}

interface IdleState {
  /** Set in the last minute: when the time will be over, in epoch milliseconds. */
  readonly warnedUntil: number | undefined
  /** The user says that they are there. In the last minute nothing else counts: a mouse that is bumped is nobody. */
  readonly stay: () => void
}

/**
 * Watches over whether somebody is at work in this tab. It goes by the clock on the wall, read each time anew: browsers slow
 * down the timers of hidden tabs, and none runs while the computer sleeps.
 */
export function useIdleWatch(options: IdleOptions): IdleState {
  const { minutes } = options
  const [warnedUntil, setWarnedUntil] = useState<number>()
  const current = useRef(options)
  useEffect(() => {
    current.current = options
  })
  const lastInstant = useRef(0)
  const shown = useRef<number>(undefined)
  // React keeps what it is told of a state that doesn't change, and it would be told with each move of the mouse, for hours.
  const warn = useCallback((until: number | undefined) => {
    if (until !== shown.current) setWarnedUntil(until)
    shown.current = until
  }, [])

  const stay = useCallback(() => {
    lastInstant.current = Date.now()
    current.current.onActivity(lastInstant.current)
    warn(undefined)
  }, [warn])

  useEffect(() => {
    if (minutes === 0) return
    let isOver = false
    let told = 0
    lastInstant.current = Date.now()

    /** Whether a sign of life still counts. */
    function check(): boolean {
      const now = Date.now()
      const until = lastInstant.current + minutes * 60_000
      if (isOver) return false
      if (now >= until) {
        isOver = true
        current.current.onLapse()
        return false
      }
      const isWarned = now >= until - warningMs
      warn(isWarned ? until : undefined)
      return !isWarned
    }
    function tell() {
      if (lastInstant.current === told || isOver) return
      told = lastInstant.current
      current.current.onActivity(told)
    }
    // A sign that comes after the time is over, such as the first touch after the computer slept, comes too late.
    const note = () => {
      if (check()) lastInstant.current = Date.now()
    }
    const timers = [setInterval(check, 1_000), setInterval(tell, 5_000)]
    tell()
    for (const sign of signsOfLife) addEventListener(sign, note, { capture: true, passive: true })
    document.addEventListener('visibilitychange', check)
    for (const event of ['focus', 'pageshow']) addEventListener(event, check)
    addEventListener('pagehide', tell)
    return () => {
      for (const timer of timers) clearInterval(timer)
      for (const sign of signsOfLife) removeEventListener(sign, note, { capture: true })
      document.removeEventListener('visibilitychange', check)
      for (const event of ['focus', 'pageshow']) removeEventListener(event, check)
      removeEventListener('pagehide', tell)
    }
  }, [minutes, warn])

  return { warnedUntil, stay }
}
