import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { freshWindow } from './browser.ts'
import type { ClinicHost } from './clinic-host.ts'
import { offersBundle, searchedDays } from './offers-bundle.ts'

export interface AppWindow {
  readonly window: BrowserContext
  readonly page: Page
  /** How many offers were found. */
  readonly offers: number
  /** From the text of the `$find` answer until its first offers were painted, in milliseconds. */
  readonly fromText: number
}

declare global {
  var answerFind: (text: string) => void
  var isFindWaiting: () => boolean
}

const script = (name: string) => ({ path: fileURLToPath(new URL(`pages/${name}`, import.meta.url)) })

/** What the first offers are, by the names that the design promises. */
export const offerSelector = '[aria-label="Offers by day"] button'

/**
 * Launches the app as it is deployed and gives its first search so many offers, once nothing else is to do. The caller closes
 * the window.
 */
export async function appWithOffers(browser: Browser, clinic: ClinicHost, offers: number): Promise<AppWindow> {
  const window = await freshWindow(browser)
  await window.addInitScript(script('until-painted.js'))
  await window.addInitScript(script('hold-find.js'))
  const page = await window.newPage()
  await page.goto(await clinic.launchUrl())
  await page.getByRole('form', { name: 'Search criteria' }).waitFor()
  await page.waitForFunction(() => isFindWaiting())
  const { from, to } = searchedDays(offers)
  await page.evaluate((hash) => {
    answerFind('{"resourceType":"Bundle","type":"searchset","total":0}')
    location.hash = hash
  }, `/find?from=${from}&to=${to}`)
  await page.waitForFunction(() => isFindWaiting())
  // Everything that the app asks for beside the offers has come by then.
  await page.waitForLoadState('networkidle')
  const text = await offersBundle(offers)
  const fromText = await page.evaluate(([text, selector]) => untilPainted(() => answerFind(text), selector), [text, offerSelector] as const)
  return { window, page, offers, fromText }
}
