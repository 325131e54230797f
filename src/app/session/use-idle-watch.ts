import { useCallback, useEffect, useRef, useState } from 'react'

const warningMs = 60_000

/** Events that only a person causes. Focus events aren't among them, because the app moves the focus itself. */
const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const

interface IdleOptions {
  /** Minutes without activity until the time is over; 0 for never. */
  readonly minutes: number
  /** Called with the time of the last sign of life, every few seconds at most, and when the page is left; epoch milliseconds. */
  readonly onActivity: (instant: number) => void
  /** Called once, when the time is over. */
  readonly onLapse: () => void
}

interface IdleState {
  /** When the time will be over, in epoch milliseconds; set only in the last minute. */
  readonly warnedUntil: number | undefined
  /** To be called when the user says that they are there. In the last minute nothing else counts: the mouse may just have been bumped. */
  readonly stay: () => void
}

/**
 * Watches whether somebody is at work in this tab. It reads the wall clock on each check, since browsers slow down the timers of
 * hidden tabs, and no timer runs while the computer sleeps.
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
  // Sets the state only when it changes. React queues every call, and there would be one with each move of the mouse, for hours.
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

    /** Checks the clock. Returns whether a sign of life still counts. */
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
    // A sign after the time is over, such as the first touch after the computer slept, no longer counts.
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
