import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { freshWindow } from './browser.ts'
import type { ClinicHost } from './clinic-host.ts'
import { offersBundle, offersPage, searchedDays } from './offers-bundle.ts'

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
  var followingPages: string[]
  /** The address of the last `$find` request. */
  var askedFind: string
}

const script = (name: string) => ({ path: fileURLToPath(new URL(`pages/${name}`, import.meta.url)) })

/** What the first offers are, by the names that the design promises. */
export const offerSelector = '[aria-label="Offers by day"] button'

/**
 * Launches the app as it is deployed and gives its first search so many offers, once nothing else is to do. The caller closes
 * the window.
 */
export async function appWithOffers(browser: Browser, clinic: ClinicHost, offers: number): Promise<AppWindow> {
  const { window, page } = await appThatSearches(browser, clinic, offers)
  const path = clinic.serveText(await offersBundle(offers))
  const fromText = await page.evaluate(measureFromText, { path, selector: offerSelector })
  return { window, page, offers, fromText }
}

/** How long the app takes for so many offers in pages of that size, from the first page's text until it says how many were found. */
export async function timeOfPages(browser: Browser, clinic: ClinicHost, offers: number, size: number): Promise<number> {
  const { window, page } = await appThatSearches(browser, clinic, offers)
  const { origin } = new URL(await page.evaluate(() => askedFind))
  const pages = Math.ceil(offers / size)
  for (let number = pages - 1; number >= 0; number -= 1) {
    const text = await offersPage({
      total: offers,
      first: number * size,
      size: Math.min(size, offers - number * size),
      ...(number + 1 < pages ? { next: `${origin}/fhir/Appointment/$find?bench-page=${number + 1}` } : {}),
    })
    const path = clinic.serveText(text)
    await page.evaluate(async ({ number, path }) => void (followingPages[number] = await (await fetch(path)).text()), { number, path })
  }
  const time = await page.evaluate(untilSaid, `${offers.toLocaleString('en')} offers found`)
  await window.close()
  return time
}

/**
 * Runs in the page. The text comes as the floor's does: handed over by the driver it would leave two copies on the app's heap, and the
 * browser would sweep that before it paints.
 */
async function measureFromText({ path, selector }: { path: string; selector: string }): Promise<number> {
  const text = await (await fetch(path)).text()
  return untilPainted(() => answerFind(text), selector)
}

/** Runs in the page. */
async function untilSaid(words: string): Promise<number> {
  const began = performance.now()
  const said = () => [...document.querySelectorAll('[role="status"]')].some(({ textContent }) => textContent === words)
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!said()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document, { childList: true, subtree: true, characterData: true })
    answerFind(followingPages[0] ?? '')
  })
  return performance.now() - began
}

/** The launched app, whose search for the days of so many offers waits for its answer. */
async function appThatSearches(browser: Browser, clinic: ClinicHost, offers: number): Promise<Pick<AppWindow, 'window' | 'page'>> {
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
  return { window, page }
}
