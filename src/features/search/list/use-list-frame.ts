import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { ReadRoom } from './use-list-room.ts'

interface ListFrame {
  readonly list: RefObject<HTMLDivElement | null>
  /** How far the list begins below the top of the page, in pixels. */
  readonly top: number
  /** How many columns fit side by side, at least one; undefined until that is known. */
  readonly columns: number | undefined
  /** Whether the list itself was measured; before, it is assumed to be where its place was before the offers came. */
  readonly isMeasured: boolean
}

/** Pixels that a list's heading, its first offer and its bar take at least. */
const aboveList = 150

/**
 * Where the list stands on the page and how many columns it has room for, as long as both change.
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
    // Where something is known, what the observer says after the layout that comes anyway is early enough.
    if (!room()) measure()
    // What stands above the list grows and shrinks with notices; the page's height tells.
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
