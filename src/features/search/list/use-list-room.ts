import { useCallback, useRef, type RefCallback } from 'react'

/** The room for a list of offers, in pixels: its width, and its distance from the top of the page. */
export interface ListRoom {
  readonly width: number
  readonly top: number
}

/** Returns undefined until the place was laid out. */
export type ReadRoom = () => ListRoom | undefined

/** Measures where the offers will stand while they are still loading, so that they need only one layout when they come. */
export function useListRoom(): { readonly ref: RefCallback<HTMLElement>; readonly room: ReadRoom } {
  const measured = useRef<ListRoom>(undefined)
  const ref = useCallback((place: HTMLElement | null) => {
    if (!place) return undefined
    const observer = new ResizeObserver(() => {
      const { width, top } = place.getBoundingClientRect()
      measured.current = { width, top: top + window.scrollY }
    })
    observer.observe(place)
    return () => observer.disconnect()
  }, [])
  const room = useCallback(() => measured.current, [])
  return { ref, room }
}
