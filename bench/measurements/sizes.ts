import type { Browser } from '@playwright/test'
import type { BenchSetting } from '../setting.ts'
import { freshWindow } from '../browser.ts'
import { openMrsSizes } from '../openmrs.ts'
import { atMost, kilobytes, times, type Part } from '../report.ts'
import { gzipSizes, loadedScripts, total, untilOffersLimit, watchScripts } from '../requested-scripts.ts'

const launchPageLimit = 22_000

/** How much JavaScript crosses the network, gzipped. */
export async function sizes({ browser, clinic, pages }: BenchSetting): Promise<Part> {
  const alone = await pageSize(browser, await pages.url('libraries-alone'))
  const medplum = await pageSize(browser, await pages.url('medplum-scheduler'))
  const openMrs = await openMrsSizes(browser)

  const window = await freshWindow(browser)
  const page = await window.newPage()
  await page.goto(await clinic.launchUrl(), { waitUntil: 'commit' })
  await page.getByRole('region', { name: 'Available appointments' }).getByRole('button', { name: /day / }).first().waitFor()
  const requested = await gzipSizes(await page.evaluate(loadedScripts))
  await window.close()
  const launchPage = await launchPageSize(browser, await clinic.launchUrl())

  const sum = total(requested)
  const largest = [...requested].sort(([, a], [, b]) => b - a).slice(0, 6)
  return {
    title: 'JavaScript over the network (gzip)',
    lines: [
      {
        what: 'From the redirect page until the first offers are on the screen, the audit trail included',
        measured: `${kilobytes(sum)} in ${requested.size} files`,
        goal: atMost(sum, untilOffersLimit, '205 kB'),
        ratio: `${times(sum / alone)} the floor`,
        floor: `${kilobytes(alone)} (React, MUI, Query alone)`,
        peers: `Medplum Scheduler ${kilobytes(medplum)}; OpenMRS ≥ ${kilobytes(openMrs.shell + openMrs.appointments)} (shell ${kilobytes(openMrs.shell)} and the entry of its appointments app)`,
      },
      {
        what: 'launch.html',
        measured: kilobytes(launchPage),
        goal: atMost(launchPage, launchPageLimit, '22 kB'),
      },
    ],
    note: `All that the app’s page loads, whether launch.html fetched it ahead or not. The largest: ${largest.map(([url, size]) => `${url.replace(/^.*\//, '')} ${kilobytes(size)}`).join(', ')}.`,
  }
}

/** All that the page loads until nothing more comes. */
async function pageSize(browser: Browser, url: string): Promise<number> {
  const window = await freshWindow(browser)
  const scripts = watchScripts(window)
  const page = await window.newPage()
  await page.goto(url, { waitUntil: 'networkidle' })
  const sizes = await scripts.sizes()
  await window.close()
  return total(sizes)
}

/** What `launch.html` runs; what it only fetches ahead for the app is not its own. */
async function launchPageSize(browser: Browser, url: string): Promise<number> {
  const window = await freshWindow(browser)
  const scripts = watchScripts(window)
  const page = await window.newPage()
  // The EHR never answers, so that the page stays.
  await page.route(/\.well-known|\/metadata|\/auth\//, () => undefined)
  await page.goto(url)
  const own = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src),
  )
  const imported = new Set([...own, ...(await page.evaluate(importedModules, own))])
  const sizes = await scripts.sizes()
  await window.close()
  return total(new Map([...sizes].filter(([address]) => imported.has(address))))
}

/** Runs in the page: what these modules import statically, all the way down. */
async function importedModules(entries: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  const waiting = [...entries]
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    const text = await (await fetch(url)).text()
    for (const [, path = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)) {
      const module = new URL(path, url).href
      if (!found.has(module)) waiting.push(module)
      found.add(module)
    }
  }
  return [...found]
}
