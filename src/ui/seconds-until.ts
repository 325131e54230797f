import { useEffect, useState } from 'react'

/** Whole seconds until an instant (epoch milliseconds), counted down; 0 when it is over or there is none. */
export function useSecondsUntil(instant: number | undefined): number {
  const [now, setNow] = useState(() => Date.now())
  const left = instant === undefined ? 0 : Math.max(0, Math.ceil((instant - now) / 1000))
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => setNow(Date.now()), 1000)
    return () => clearTimeout(timer)
  }, [left, now])
  return left
}
