import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { ReadRoom } from './use-list-room.ts'

interface ListFrame {
  readonly list: RefObject<HTMLDivElement | null>
  /** How far the list begins below the top of the page, in pixels. */
  readonly top: number
  /** How many columns fit side by side, at least one; undefined until it is known. */
  readonly columns: number | undefined
  /** Whether the list itself was measured. Until then its place is estimated from the room that was measured before the offers came. */
  readonly isMeasured: boolean
}

/** Pixels that the list's heading, the earliest offer and the bar above the list take at least. */
const aboveList = 150

/**
 * Where the list stands on the page and how many columns it has room for. Follows changes of both.
 * @param columnWidth pixels that a column needs
 * @param besides pixels that other things beside the columns take
 */
export function useListFrame(room: ReadRoom, columnWidth: number, besides = 0): ListFrame {
  const list = useRef<HTMLDivElement>(null)
  const [frame, setFrame] = useState<Omit<ListFrame, 'list'>>(() => {
    const known = room()
    return known
      ? { top: known.top + aboveList, columns: columnsIn(known.width - besides, columnWidth), isMeasured: false }
      : { top: 0, columns: undefined, isMeasured: false }
  })
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => {
      const { top, width } = element.getBoundingClientRect()
      const next = { top: Math.round(top + window.scrollY), columns: columnsIn(width - besides, columnWidth), isMeasured: true }
      setFrame((before) => (before.isMeasured && before.top === next.top && before.columns === next.columns ? before : next))
    }
    // Measures at once only if the room is unknown. Otherwise the observer's first call, after the next layout, is early enough.
    if (!room()) measure()
    // Notices above the list come and go and move it. The page's height, which changes then, is observed for that.
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [room, columnWidth, besides])
  return { list, ...frame }
}

function columnsIn(width: number, columnWidth: number): number {
  return Math.max(1, Math.floor(width / columnWidth))
}
