import { expect, test as base } from '@playwright/test'
import { startClinicHost, type ClinicHost } from '../bench/clinic-host.ts'
import { screenOf } from './screen.ts'
import { createWaves, type Sent, type Waves } from './waves.ts'

/** The app on one origin, the EHR on another, and a network that answers wave by wave. */
const test = base.extend<{ clinic: ClinicHost; waves: Waves }>({
  waves: async ({}, use) => use(createWaves()),
  clinic: async ({ waves }, use) => {
    const clinic = await startClinicHost(process.env['SLOTLINE_DIST'] ?? '', waves.hold)
    await use(clinic)
    await clinic.close()
  },
})

test('the first offers come after 7 round trips, 6 at the next launch, 2 at a reload, and nothing moves but words in their line', async ({ page, clinic, waves }) => {
  await page.addInitScript(sumShifts)
  const launch = async () => {
    const url = await clinic.launchUrl()
    return waves.untilFound(() => page.goto(url, { waitUntil: 'commit' }))
  }
  const settled = async () => {
    await expect(screenOf(page).offer.first()).toBeVisible()
    await waves.settled()
    expect(await page.evaluate(() => window.shift)).toBeLessThan(0.005)
  }

  const cold = await launch()
  expect(cold.length, listed(cold)).toBeLessThanOrEqual(7)
  expect(cold.flat().filter(({ path }) => path.endsWith('/.well-known/smart-configuration')), listed(cold)).toHaveLength(1)
  await settled()
  const warm = await launch()
  expect(warm.length, listed(warm)).toBeLessThanOrEqual(6)
  await settled()
  await page.setViewportSize({ width: 400, height: 800 })
  const reload = await waves.untilFound(() => page.reload({ waitUntil: 'commit' }))
  expect(reload.length, listed(reload)).toBeLessThanOrEqual(2)
  const together = reload.at(-1)?.map(({ path }) => path.replace(/.*\/fhir\//, ''))
  expect(together).toEqual(expect.arrayContaining(['Patient/pat-4217', 'metadata', 'Appointment/$find']))
  await settled()
})

/** One line for each wave, for the report of a test that failed. */
function listed(waves: readonly (readonly Sent[])[]): string {
  return waves.map((wave, index) => `${index + 1}: ${wave.map(({ method, path }) => `${method} ${path}`).join(', ')}`).join('\n')
}

/**
 * Runs in the page from its start: sums how much of it moves without the user doing anything. Moves of the body itself don't count:
 * while the page is empty, browsers give it a margin until the styles come.
 */
function sumShifts(): void {
  interface Shift extends PerformanceEntry {
    readonly value: number
    readonly hadRecentInput: boolean
    readonly sources: readonly { readonly node?: Node }[]
  }
  window.shift = 0
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      if (!hadRecentInput && !sources.some(({ node }) => node === document.body)) window.shift += value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

declare global {
  interface Window {
    /** The sum of layout shifts, as browsers score them. */
    shift: number
  }
}
