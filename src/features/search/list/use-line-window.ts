import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefCallback } from 'react'
import { flushSync } from 'react-dom'
import { onPageScroll, pageScroll, scrollPage } from '../../../ui/page-scroll.ts'
import { lineAt, lineOffsets, withMeasured, type LineHeights, type LineOffsets } from './line-offsets.ts'
import type { OfferRows } from './offer-rows.ts'
import { useAfterPaint } from '../../../ui/use-after-paint.ts'
import { dayBarHeight } from './use-day-in-view.ts'

interface LineWindow {
  /** The lines that belong in the document, in order. */
  readonly lines: readonly number[]
  /** The first of the consecutive lines. A line apart from them is positioned by its own offset. */
  readonly first: number
  readonly offsets: LineOffsets
  readonly isApart: (row: number) => boolean
  /** The ref of each line's element, which has its key in `data-line` and, for a heading, also `data-heading`. */
  readonly measure: RefCallback<HTMLElement>
  readonly bringIntoView: (row: number) => void
}

interface WindowProps {
  readonly rows: OfferRows
  /** How far the list begins below the top of the page, in pixels. */
  readonly top: number
  /** Whether `top` was measured. */
  readonly isPlaced: boolean
  /** A line that is always in the document, in view or not. */
  readonly kept: number | undefined
}

/** Usual heights of lines, in pixels. */
const usual: LineHeights = { day: 46, offers: 48, measured: new Map() }
/** Pixels beyond the window in which lines are in the document too, and pixels of scrolling after which the lines are chosen anew. */
const [beyond, step] = [150, 48]
/** Pixels between a line brought into view and the edge of the window, or the bar that names the day. */
const edge = 8

/**
 * Which lines of a list that scrolls with the page are in the document. The browser lays these lines out; only the height above them
 * is computed, and when that changes, the page is scrolled so that the line in view stays where it is.
 */
export function useLineWindow({ rows, top, isPlaced, kept }: WindowProps): LineWindow {
  const [heights, setHeights] = useState(usual)
  const offsets = useMemo(() => lineOffsets(rows, heights), [rows, heights])
  const [seen, setSeen] = useState(seenNow)

  const look = useCallback(() => {
    const next = seenNow()
    setSeen((before) => (Math.abs(before.from - next.from) < step && before.height === next.height ? before : next))
  }, [])
  useLayoutEffect(() => {
    const forget = onPageScroll(look)
    window.addEventListener('resize', look)
    return () => {
      forget()
      window.removeEventListener('resize', look)
    }
  }, [look])

  const placed = useRef<{ readonly rows: OfferRows; readonly offsets: LineOffsets; readonly top: number }>(undefined)
  useLayoutEffect(() => {
    const before = placed.current
    placed.current = isPlaced ? { rows, offsets, top } : undefined
    if (!isPlaced || before === undefined || before.rows.count === 0) return
    const from = pageScroll() - before.top
    // While the list's beginning is in view, lines that come before it shall be seen.
    if (from <= 0) return
    const row = lineAt(before.offsets, from)
    const now = before.rows === rows ? row : rows.rowLike(before.rows.at(row))
    if (now === undefined) return
    const shift = top + (offsets[now] ?? 0) - before.top - (before.offsets[row] ?? 0)
    if (shift === 0) return
    scrollPage(pageScroll() + shift)
  }, [rows, offsets, top, isPlaced])

  // The observer is called after layout and before paint, so a line that must move is never seen in its former place.
  const [observer] = useState(
    () =>
      new ResizeObserver((entries) => {
        const measurements = entries.map(({ target, borderBoxSize }) => {
          const { line, heading } = (target as HTMLElement).dataset
          return [Number(line), heading !== undefined, borderBoxSize[0]?.blockSize ?? 0] as const
        })
        flushSync(() => setHeights((before) => withMeasured(before, measurements)))
      }),
  )
  const measure = useCallback(
    (line: HTMLElement | null) => {
      if (line === null) return undefined
      observer.observe(line)
      return () => observer.unobserve(line)
    },
    [observer],
  )

  // Paints the lines in view first, those beyond the window afterwards.
  const margin = useAfterPaint(beyond, 0)
  const first = lineAt(offsets, seen.from - top - margin)
  const last = rows.count === 0 ? -1 : lineAt(offsets, seen.from - top + seen.height + margin)
  const isApart = (row: number) => row < first || row > last
  const lines = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  if (kept !== undefined && isApart(kept)) {
    if (kept < first) lines.unshift(kept)
    else lines.push(kept)
  }

  return {
    lines,
    first,
    offsets,
    isApart,
    measure,
    bringIntoView(row) {
      const [from, until] = [top + (offsets[row] ?? 0) - edge - dayBarHeight, top + (offsets[row + 1] ?? 0) + edge]
      if (from < pageScroll()) scrollPage(from)
      else if (until > pageScroll() + window.innerHeight) scrollPage(until - window.innerHeight)
    },
  }
}

/** The part of the page in the window, in pixels. */
function seenNow() {
  return { from: pageScroll(), height: window.innerHeight }
}
