import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

interface ListFrame {
  readonly list: RefObject<HTMLDivElement | null>
  /** How far the list begins below the top of the page, in pixels. */
  readonly top: number
  /** How many columns fit side by side, at least one; undefined until that was measured. */
  readonly columns: number | undefined
}

/**
 * Where the list stands on the page and how many columns it has room for, as long as both change.
 * @param columnWidth pixels that a column needs
 * @param besides pixels that other things beside the columns take
 */
export function useListFrame(columnWidth: number, besides = 0): ListFrame {
  const list = useRef<HTMLDivElement>(null)
  const [frame, setFrame] = useState<Omit<ListFrame, 'list'>>({ top: 0, columns: undefined })
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => {
      const { top, width } = element.getBoundingClientRect()
      const columns = Math.max(1, Math.floor((width - besides) / columnWidth))
      const next = { top: Math.round(top + window.scrollY), columns }
      setFrame((before) => (before.top === next.top && before.columns === next.columns ? before : next))
    }
    measure()
    // What stands above the list grows and shrinks with notices; the page's height tells.
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [columnWidth, besides])
  return { list, ...frame }
}
