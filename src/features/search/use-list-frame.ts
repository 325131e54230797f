import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

interface ListFrame {
  readonly list: RefObject<HTMLDivElement | null>
  /** How far the list begins below the top of the page, in pixels. */
  readonly top: number
  /** How many offers fit side by side; undefined until that was measured. */
  readonly columns: number | undefined
}

/** Narrower than this, in pixels, an offer's words would be broken too often. */
const offerWidth = 264

/** Where the list stands on the page and how many offers fit side by side, as long as both change. */
export function useListFrame(): ListFrame {
  const list = useRef<HTMLDivElement>(null)
  const [frame, setFrame] = useState<Omit<ListFrame, 'list'>>({ top: 0, columns: undefined })
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => {
      const { top, width } = element.getBoundingClientRect()
      const next = { top: Math.round(top + window.scrollY), columns: Math.max(1, Math.floor(width / offerWidth)) }
      setFrame((before) => (before.top === next.top && before.columns === next.columns ? before : next))
    }
    measure()
    // What stands above the list grows and shrinks with notices; the page's height tells.
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  return { list, ...frame }
}
