import { startTransition, useEffect, useState } from 'react'

/**
 * The value, once a frame was painted with it: for what is worked out of thousands of offers and nobody waits for. A deferred
 * value would be worked with before that frame as often as not.
 */
export function useAfterPaint<T>(value: T, initial: T): T {
  const [painted, setPainted] = useState(() => initial)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // It runs before its frame is painted, and the timer thereafter.
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
