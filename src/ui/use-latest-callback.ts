import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that stays the same and always calls the newest callback: for parts that are costly to render again. */
export function useLatestCallback<Args extends readonly unknown[]>(callback: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(callback)
  useLayoutEffect(() => {
    latest.current = callback
  })
  return useCallback((...args: Args) => latest.current(...args), [])
}
