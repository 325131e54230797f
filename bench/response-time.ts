import type { Page } from '@playwright/test'

declare global {
  var eventTimes: number[]
}

/**
 * How long the page needed to paint what follows from what the user did: the longest of the events, as the browser itself
 * reports them for Interaction to Next Paint. Milliseconds, in steps of 8; 16 stands for that or less.
 */
export async function responseTime(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(watchEvents)
  await act()
  return page.evaluate(longestEvent)
}

/** Runs in the page. */
function watchEvents(): void {
  globalThis.eventTimes = []
  const observer = new PerformanceObserver((list) => eventTimes.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
}

/** Runs in the page. Events are reported with the frame after the one that they led to. */
async function longestEvent(): Promise<number> {
  for (let frame = 0; frame < 5; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => setTimeout(resolve, 100))
  return Math.max(16, ...eventTimes)
}
