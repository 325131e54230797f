import { useEffect, useRef, useState } from 'react'

/**
 * Whole seconds until a time in milliseconds since 1970, each second anew; 0 when it is over.
 * @param onEnd called once, when it is over
 * @param now the clock, in milliseconds since 1970
 */
export function useSecondsLeft(until: number, onEnd?: () => void, now: () => number = Date.now): number {
  const [left, setLeft] = useState(() => secondsBetween(now(), until))
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    // Read anew from the clock on each tick: a browser slows the timers of a tab that isn't seen.
    function tick() {
      const seconds = secondsBetween(now(), until)
      setLeft(seconds)
      if (seconds > 0) return
      clearInterval(timer)
      end.current?.()
    }
    const timer = setInterval(tick, 1000)
    tick()
    return () => clearInterval(timer)
  }, [until, now])
  return left
}

function secondsBetween(now: number, until: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000))
}
