import { createWaves, type Sent } from '../../e2e/waves.ts'
import { offerSelector } from '../app-window.ts'
import { freshWindow } from '../browser.ts'
import { startClinicHost } from '../clinic-host.ts'
import { atMost, milliseconds, type Line, type Part } from '../report.ts'
import type { BenchSetting } from '../setting.ts'

/** Milliseconds that an answer takes where time is measured: a network's round trip. */
const roundTrip = 50

const cases = [
  { name: 'Launch, nothing cached', key: 'cold', limit: 7 },
  { name: 'Launch, cached', key: 'warm', limit: 6 },
  { name: 'Reload within the session', key: 'reload', limit: 2 },
] as const

type Each<T> = Readonly<Record<(typeof cases)[number]['key'], T>>

/** From the EHR's click to the first offers: the app on one origin, the EHR on another. */
export async function startup(setting: BenchSetting): Promise<Part> {
  const waves = await counted(setting)
  const times = await timed(setting)
  return {
    title: 'Launch until the first $find answer: serial round trips, counted at the servers',
    lines: cases.map(({ name, key, limit }): Line => {
      const count = waves[key].length
      return {
        what: name,
        measured: `${count} (offers after ${milliseconds(times[key])} at ${roundTrip} ms each)`,
        goal: atMost(count, limit, String(limit)),
        ...(limit === 7 && { floor: '6 and a preflight', peers: 'fhirclient on two pages 9, a page written by hand 7 (given)' }),
      }
    }),
    note: cases.map(({ name, key }) => `${name}: ${waves[key].map(leading).join(' → ')}.`).join(' '),
  }
}

async function counted({ browser, dist }: BenchSetting): Promise<Each<readonly (readonly Sent[])[]>> {
  const waves = createWaves()
  const clinic = await startClinicHost(dist, waves.hold)
  const window = await freshWindow(browser)
  const page = await window.newPage()
  const launch = async () => {
    const url = await clinic.launchUrl()
    const found = await waves.untilFound(() => page.goto(url, { waitUntil: 'commit' }))
    await waves.settled()
    return found
  }
  const [cold, warm] = [await launch(), await launch()]
  const reload = await waves.untilFound(() => page.reload({ waitUntil: 'commit' }))
  await window.close()
  await clinic.close()
  return { cold, warm, reload }
}

/** Milliseconds until offers are on the screen. */
async function timed({ browser, dist }: BenchSetting): Promise<Each<number>> {
  const clinic = await startClinicHost(dist, () => new Promise((resolve) => setTimeout(resolve, roundTrip)))
  const window = await freshWindow(browser)
  const page = await window.newPage()
  const until = async (begin: () => Promise<unknown>) => {
    await page.goto('about:blank')
    const began = performance.now()
    await begin()
    await page.locator(offerSelector).first().waitFor()
    return performance.now() - began
  }
  const launch = async () => {
    const url = await clinic.launchUrl()
    return until(() => page.goto(url, { waitUntil: 'commit' }))
  }
  const cold = await launch()
  const warm = await launch()
  const { href } = new URL(page.url())
  const reload = await until(() => page.goto(href, { waitUntil: 'commit' }))
  await window.close()
  await clinic.close()
  return { cold, warm, reload }
}

/** What of a round trip the next one most likely waited for: the last one that was sent. */
function leading(wave: readonly Sent[]): string {
  const last = wave.at(-1)
  return last ? `${last.method} ${last.path.replace(/-[\w-]{8}\.js$/, '.js')}` : ''
}
