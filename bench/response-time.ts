import type { Page } from '@playwright/test'

declare global {
  var eventTimes: number[]
  var followed: Promise<number>
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

/**
 * How long after the event what `selector` names was painted, in milliseconds. The browser itself reports neither an event that
 * no hand caused, as those of a native list, nor more than the next frame, which may come before what a transition shows.
 */
export async function timeUntil(page: Page, selector: string, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(followNextEvent, selector)
  await act()
  return page.evaluate(() => followed)
}

/** Runs in the page. */
function followNextEvent(selector: string): void {
  globalThis.followed = new Promise((resolve) => {
    const follow = ({ type, target, timeStamp }: Event) => {
      // What was typed before is told as changed, too, when the focus leaves it.
      if (type === 'change' && !(target instanceof HTMLSelectElement)) return
      removeEventListener('click', follow, true)
      removeEventListener('change', follow, true)
      const observer = new MutationObserver(() => {
        if (document.querySelector(selector) === null) return
        observer.disconnect()
        // A message that is sent in a frame arrives after that was painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - timeStamp)
          port2.postMessage(undefined)
        })
      })
      observer.observe(document, { childList: true, subtree: true, attributes: true })
    }
    addEventListener('click', follow, true)
    addEventListener('change', follow, true)
  })
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
