import { expect, test } from '@playwright/test'
import { startClinicHost } from '../bench/clinic-host.ts'
import { gzipSizes, loadedScripts, total, untilOffersLimit } from '../bench/requested-scripts.ts'
import { screenOf } from './screen.ts'

/** Today's number of files. One more may cost a round trip, whatever its size: it should come after the first offers. */
const untilOffersFiles = 7

test('from the redirect page until the first offers, the JavaScript is within its budget', async ({ page }) => {
  const clinic = await startClinicHost(process.env['SLOTLINE_DIST'] ?? '')
  await page.addInitScript(keepIdleTimeAway)
  await page.goto(await clinic.launchUrl())
  await expect(screenOf(page).offer.first()).toBeVisible()
  // Scripts requested before the first offers count, even if they arrive later.
  await page.waitForLoadState('networkidle')
  const sizes = await gzipSizes(await page.evaluate(loadedScripts))
  await clinic.close()

  const listed = [...sizes].map(([url, size]) => `${size} ${url.replace(/^.*\//, '')}`).join('\n')
  expect([...sizes.keys()].some((url) => url.includes('/first-screen-')), listed).toBe(true)
  expect(total(sizes), listed).toBeLessThanOrEqual(untilOffersLimit)
  expect(sizes.size, listed).toBeLessThanOrEqual(untilOffersFiles)
})

/**
 * Runs in the page: timers of a second or longer never end. Such timers start downloads for later screens, after a time without
 * work or when the first offers take too long, as they may on a busy machine.
 */
function keepIdleTimeAway(): void {
  const schedule = window.setTimeout.bind(window)
  window.setTimeout = ((task: () => void, delay = 0) => (delay >= 1_000 ? 0 : schedule(task, delay))) as typeof window.setTimeout
}
