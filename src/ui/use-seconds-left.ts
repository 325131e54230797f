import { useEffect, useRef, useState } from 'react'

/**
 * Whole seconds until an instant (epoch milliseconds), updated each second; 0 once the instant has passed, or without one.
 * @param onEnd called once, when the instant has passed
 * @param now the clock, in epoch milliseconds
 */
export function useSecondsLeft(instant: number | undefined, onEnd?: () => void, now: () => number = Date.now): number {
  const [nowInstant, setNow] = useState(now)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (instant === undefined) return
    // Each tick reads the clock, because browsers slow down the timers of hidden tabs.
    const tick = () => {
      const newInstant = now()
      setNow(newInstant)
      if (secondsBetween(newInstant, instant) > 0) return
      clearInterval(timer)
      end.current?.()
    }
    const timer = setInterval(tick, 1000)
    tick()
    return () => clearInterval(timer)
  }, [instant, now])
  return secondsBetween(nowInstant, instant)
}

function secondsBetween(fromInstant: number, toInstant = fromInstant): number {
  return Math.max(0, Math.ceil((toInstant - fromInstant) / 1000))
}
