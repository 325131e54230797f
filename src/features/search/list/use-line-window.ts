import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefCallback } from 'react'
import { flushSync } from 'react-dom'
import { onPageScroll, pageScroll, scrollPage } from '../../../ui/page-scroll.ts'
import { lineAt, lineOffsets, withMeasured, type LineHeights, type LineOffsets } from './line-offsets.ts'
import type { OfferRows } from './offer-rows.ts'
import { useAfterPaint } from '../../../ui/use-after-paint.ts'
import { dayBarHeight } from './use-day-in-view.ts'

interface LineWindow {
  /** The lines that are to be in the document, in order. */
  readonly lines: readonly number[]
  /** The first of those that follow each other; one that stands apart has a place of its own. */
  readonly first: number
  readonly offsets: LineOffsets
  readonly isApart: (row: number) => boolean
  /** For each line's element, which says its key as `data-line` and of a heading also `data-heading`. */
  readonly measure: RefCallback<HTMLElement>
  readonly bringIntoView: (row: number) => void
}

interface WindowProps {
  readonly rows: OfferRows
  /** How far the list begins below the top of the page, in pixels. */
  readonly top: number
  /** Whether that was measured. */
  readonly isPlaced: boolean
  /** A line that is always in the document, in view or not. */
  readonly kept: number | undefined
}

/** What a line usually is, in pixels. */
const usual: LineHeights = { day: 46, offers: 48, measured: new Map() }
/** Pixels beyond the window in which lines are there already, and after how many the window is looked at anew. */
const [beyond, step] = [150, 48]
/** Pixels between a line that was brought into view and the edge of the window, or the bar that names the day. */
const edge = 8

/**
 * Which lines of a list that scrolls with the page are in the document. Lines stand one below the other as they come; only what is
 * above them is computed, and when that changes, the page is scrolled so that the line in view stays where it is.
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
    // Where the list's beginning is in view, what comes before it is to be seen.
    if (from <= 0) return
    const row = lineAt(before.offsets, from)
    const now = before.rows === rows ? row : rows.rowLike(before.rows.at(row))
    if (now === undefined) return
    const shift = top + (offsets[now] ?? 0) - before.top - (before.offsets[row] ?? 0)
    if (shift === 0) return
    scrollPage(pageScroll() + shift)
  }, [rows, offsets, top, isPlaced])

  // Told after the lines were laid out and before they are painted: what is placed once more is never seen where it was.
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

  // What is in view is painted first.
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

/** What part of the page is in the window, in pixels. */
function seenNow() {
  return { from: pageScroll(), height: window.innerHeight }
}
