import type { BrowserContext } from '@playwright/test'
import { freshWindow } from '../browser.ts'
import { startClinicHost, type ClinicHost } from '../clinic-host.ts'
import { atMost, milliseconds, type Line, type Part } from '../report.ts'
import { countRoundTrips, type RoundTrips } from '../round-trips.ts'
import type { BenchSetting } from '../setting.ts'

/** Milliseconds; by far more than the app itself needs between two requests, so that nothing overlaps by chance. */
const countingDelay = 700
const roundTrip = 50

const cases = [
  { name: 'Launch, nothing cached', limit: 7, of: (all: Launches) => all.cold },
  { name: 'Launch, cached', limit: 6, of: (all: Launches) => all.warm },
  { name: 'Reload within the session', limit: 2, of: (all: Launches) => all.reload },
] as const

interface Launches {
  readonly cold: RoundTrips
  readonly warm: RoundTrips
  readonly reload: RoundTrips
}

/** From the EHR's click to the first offers: the app on one origin, the EHR on another. */
export async function startup({ browser, dist }: BenchSetting): Promise<Part> {
  const counted = await launches(dist, countingDelay, () => freshWindow(browser))
  const timed = await launches(dist, roundTrip, () => freshWindow(browser))
  return {
    title: 'Launch until the first $find answer: serial round trips',
    lines: cases.map(({ name, limit, of }): Line => {
      const { count } = of(counted)
      return {
        what: name,
        measured: `${count} (${milliseconds(of(timed).wallTime)} at ${roundTrip} ms each)`,
        goal: atMost(count, limit, String(limit)),
        ...(limit === 7 && { floor: '6 and a preflight', peers: 'fhirclient on two pages 9, a page written by hand 7 (given)' }),
      }
    }),
    note: cases.map(({ name, of }) => `${name}: ${of(counted).chain.join(' → ')}.`).join(' '),
  }
}

async function launches(dist: string, delay: number, open: () => Promise<BrowserContext>): Promise<Launches> {
  // A network's round trip.
  const clinic = await startClinicHost(dist, () => new Promise((resolve) => setTimeout(resolve, delay)))
  const window = await open()
  const page = await window.newPage()
  const launch = async (): Promise<RoundTrips> => {
    const url = await clinic.launchUrl()
    return countRoundTrips(page, () => page.goto(url, { waitUntil: 'commit' }))
  }
  const cold = await launch()
  await settled(clinic)
  const warm = await launch()
  await settled(clinic)
  const reload = await countRoundTrips(page, () => page.reload({ waitUntil: 'commit' }))
  await window.close()
  await clinic.close()
  return { cold, warm, reload }
}

/** Until the servers have heard nothing for a while: what a page begins late must not count as the next one's. */
async function settled(clinic: ClinicHost): Promise<void> {
  for (let heard = -1; heard !== clinic.heard(); ) {
    heard = clinic.heard()
    await new Promise((resolve) => setTimeout(resolve, 4_000))
  }
}
