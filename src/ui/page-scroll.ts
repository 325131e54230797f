/**
 * How far the page was scrolled at the last scroll event, in pixels. Reading it from the window during a render would force the
 * browser to lay out what has changed so far.
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

/** Scrolls, and calls the listeners at once: the browser's own event comes only with the next frame. */
export function scrollPage(to: number): void {
  window.scrollTo(window.scrollX, to)
  note()
}

export function onPageScroll(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
