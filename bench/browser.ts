import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'

/**
 * A browser without a window, whose heap can be swept and whose counts are exact.
 * @param further its arguments beside those
 */
export function startBrowser(...further: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: [...browserArguments, '--enable-precise-memory-info', ...further] })
}

/** A window as staff have it, with nothing cached or kept. */
export async function freshWindow(browser: Browser): Promise<BrowserContext> {
  const window = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US', timezoneId: 'America/Chicago' })
  // Only ends what hangs.
  window.setDefaultTimeout(120_000)
  return window
}
