/**
 * How far the page is scrolled, in pixels, as it was last told. To ask the window itself in the middle of a render would make the
 * browser lay out what has changed so far.
 */
let from = window.scrollY
const listeners = new Set<() => void>()

function note(): void {
  from = window.scrollY
  for (const listener of listeners) listener()
}
window.addEventListener('scroll', note, { passive: true })

export function pageScroll(): number {
  return from
}

/** Scrolls, and tells so at once: the browser's own event comes with the next frame. */
export function scrollPage(to: number): void {
  window.scrollTo(window.scrollX, to)
  note()
}

export function onPageScroll(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
