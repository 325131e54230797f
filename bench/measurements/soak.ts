import { addDays } from '../../mocks/world/clinic-time.ts'
import type { Browser, CDPSession } from '@playwright/test'
import { bookOn, cancelAppointment, choosePatient, recordNumbers } from '../desk-work.ts'
import { freshWindow, startBrowser } from '../browser.ts'
import { startClinicHost, type ClinicHost } from '../clinic-host.ts'
import { heapParts, type HeapParts } from '../heap-parts.ts'
import type { BenchSetting } from '../setting.ts'
import { searchedDays } from '../offers-bundle.ts'
import { atMost, type Line, type Part } from '../report.ts'

const cycles = 500
/** By then everything that is loaded once is loaded. */
const settledAfter = 20
const mayGrowBy = 0.05

interface Held extends HeapParts {
  /** Bytes, after the garbage was collected. */
  readonly heap: number
  readonly nodes: number
  readonly listeners: number
}

interface Sample {
  readonly cycle: number
  readonly held: Held
}

/**
 * An eight-hour shift: one page, in which one patient after the other gets an appointment and has it cancelled. It is gone through
 * twice at the same time: as staff's browsers do, and in one that doesn't optimise code, which shows what is left of the growth then.
 */
export async function soak({ browser, clinic, dist }: BenchSetting): Promise<Part> {
  const plainBrowser = await startBrowser('--js-flags=--no-turbofan --no-maglev')
  const plainClinic = await startClinicHost(dist)
  try {
    const [usual, plain] = await Promise.all([shift(browser, clinic), shift(plainBrowser, plainClinic)])
    return {
      title: `A shift of ${cycles} cycles: search, hold, book, cancel, another patient`,
      lines: [
        grown('Heap', usual, (one) => one.heap, megabytes),
        grown('Heap, the browser not optimising code', plain, (one) => one.heap, megabytes),
        grown('Heap without compiled code', usual, (one) => one.heap - one.code, megabytes),
        grown('Objects, lists, texts and functions in it', usual, (one) => one.values, megabytes),
        grown('DOM nodes', usual, (one) => one.nodes, String),
        grown('Listeners', usual, (one) => one.listeners, String),
      ],
      note: `After each collection of garbage. On the way: ${onTheWay(usual)}. Not optimising code: ${onTheWay(plain)}.`,
    }
  } finally {
    await Promise.all([plainBrowser.close(), plainClinic.close()])
  }
}

async function shift(browser: Browser, clinic: ClinicHost): Promise<Sample[]> {
  const window = await freshWindow(browser)
  const page = await window.newPage()
  const devtools = await window.newCDPSession(page)
  const { from } = searchedDays(0)
  await page.goto(await clinic.launchUrl(null))
  const samples: Sample[] = []
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    await choosePatient(page, recordNumbers[cycle % recordNumbers.length] ?? '')
    const when = await bookOn(page, addDays(from, 56 + (cycle % 5)))
    await cancelAppointment(page, when)
    if (cycle === settledAfter || cycle === cycles || cycle % 100 === 0) samples.push({ cycle, held: await heldBy(devtools) })
  }
  await window.close()
  return samples
}

function grown(what: string, samples: readonly Sample[], of: (held: Held) => number, print: (value: number) => string): Line {
  const first = samples.find(({ cycle }) => cycle === settledAfter)
  const last = samples.at(-1)
  if (!first || !last) throw new Error(`A soak of ${cycles} cycles says nothing: it needs more than ${settledAfter}.`)
  const growth = of(last.held) / of(first.held)
  return {
    what: `${what}, at the end`,
    measured: print(of(last.held)),
    goal: atMost(growth, 1 + mayGrowBy, `1.05 × of cycle ${settledAfter}`),
    ratio: `${growth.toFixed(3)} ×`,
    floor: `${print(of(first.held))} at cycle ${settledAfter}`,
  }
}

const onTheWay = (samples: readonly Sample[]): string =>
  samples.map(({ cycle, held: { heap, nodes, listeners } }) => `${cycle}: ${megabytes(heap)}, ${nodes} nodes, ${listeners} listeners`).join('; ')

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`

/** What the page holds after an outcome, when the garbage is collected. */
async function heldBy(devtools: CDPSession): Promise<Held> {
  // What is kept by what is finalised is freed by the second collection.
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('Performance.enable')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN
  return { heap: metric('JSHeapUsedSize'), ...(await heapParts(devtools)), nodes: metric('Nodes'), listeners: metric('JSEventListeners') }
}
