import { useCallback, useRef, type RefCallback } from 'react'

/** Where a list of offers has its place, in pixels: how wide, and how far below the top of the page. */
export interface ListRoom {
  readonly width: number
  readonly top: number
}

/** Undefined as long as nothing was laid out. */
export type ReadRoom = () => ListRoom | undefined

/** Measures where offers will stand while they are waited for, so that they are laid out once when they come. */
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
