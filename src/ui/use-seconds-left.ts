import { useEffect, useRef, useState } from 'react'

/**
 * Whole seconds until an instant (epoch milliseconds), each second anew; 0 when it is over or there is none.
 * @param onEnd called once, when it is over
 * @param now the clock: epoch milliseconds
 */
export function useSecondsLeft(instant: number | undefined, onEnd?: () => void, now: () => number = Date.now): number {
  const [nowInstant, setNow] = useState(now)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    if (instant === undefined) return
    // Read anew from the clock on each tick: a browser slows the timers of a tab that isn't seen.
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
