/** Adds the few browser interfaces that jsdom lacks and our parts use. They answer as a wide, light, motionless screen would. */
export function fillJsdomGaps(): void {
  window.matchMedia ??= (query) => {
    const list = new EventTarget()
    return Object.assign(list, {
      matches: query.includes('min-width') || query.includes('prefers-reduced-motion'),
      media: query,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    })
  }
  window.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
  window.scrollTo = () => undefined
  Element.prototype.scrollIntoView ??= () => undefined
}
