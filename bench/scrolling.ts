import type { Page } from '@playwright/test'

/** Milliseconds between frames while the page was scrolled by gestures for some seconds. */
export async function framesWhileScrolling(page: Page): Promise<readonly number[]> {
  const devtools = await page.context().newCDPSession(page)
  await page.evaluate(startCounting)
  for (const direction of [-1, -1, 1]) {
    await devtools.send('Input.synthesizeScrollGesture', { x: 700, y: 500, yDistance: direction * 6_000, speed: 4_000 })
  }
  await devtools.detach()
  return page.evaluate(() => frameTimes)
}

declare global {
  var frameTimes: number[]
}

/** Runs in the page. */
function startCounting(): void {
  globalThis.frameTimes = []
  let before = performance.now()
  const count = (now: number) => {
    frameTimes.push(now - before)
    before = now
    requestAnimationFrame(count)
  }
  requestAnimationFrame(count)
}
