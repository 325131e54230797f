import { startTransition, useEffect, useState } from 'react'

/**
 * The value, once a frame was painted after it changed: for results of thousands of offers that nobody waits for. With
 * `useDeferredValue` they would often be computed before that frame.
 */
export function useAfterPaint<T>(value: T, initial: T): T {
  const [painted, setPainted] = useState(() => initial)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // This callback runs before its frame is painted, the timer after that.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted(() => value)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [value])
  return painted
}
