import { addDays } from '../../mocks/world/clinic-time.ts'
import type { CDPSession } from '@playwright/test'
import { bookOn, cancelAppointment, choosePatient, recordNumbers } from '../desk-work.ts'
import { freshWindow } from '../browser.ts'
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

/** An eight-hour shift: one page, in which one patient after the other gets an appointment and has it cancelled. */
export async function soak({ browser, clinic }: BenchSetting): Promise<Part> {
  const window = await freshWindow(browser)
  const page = await window.newPage()
  const devtools = await window.newCDPSession(page)
  const { from } = searchedDays(0)
  await page.goto(await clinic.launchUrl(null))
  const held: { readonly cycle: number; readonly held: Held }[] = []
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    await choosePatient(page, recordNumbers[cycle % recordNumbers.length] ?? '')
    const when = await bookOn(page, addDays(from, 56 + (cycle % 5)))
    await cancelAppointment(page, when)
    if (cycle === settledAfter || cycle === cycles || cycle % 100 === 0) held.push({ cycle, held: await heldBy(devtools) })
  }
  await window.close()
  const first = held.find(({ cycle }) => cycle === settledAfter)?.held
  const last = held.at(-1)?.held
  if (!first || !last) throw new Error(`A soak of ${cycles} cycles says nothing: it needs more than ${settledAfter}.`)
  const kinds = [
    ['Heap', (one: Held) => one.heap, megabytes],
    ['Heap without compiled code', (one: Held) => one.heap - one.code, megabytes],
    ['Objects, lists, texts and functions in it', (one: Held) => one.values, megabytes],
    ['DOM nodes', (one: Held) => one.nodes, String],
    ['Listeners', (one: Held) => one.listeners, String],
  ] as const
  return {
    title: `A shift of ${cycles} cycles: search, hold, book, cancel, another patient`,
    lines: kinds.map(([name, of, print]): Line => {
      const growth = of(last) / of(first)
      return {
        what: `${name} at the end`,
        measured: print(of(last)),
        goal: atMost(growth, 1 + mayGrowBy, `1.05 × of cycle ${settledAfter}`),
        ratio: `${growth.toFixed(3)} ×`,
        floor: `${print(of(first))} at cycle ${settledAfter}`,
      }
    }),
    note: `After each collection of garbage. On the way: ${held.map(({ cycle, held: { heap, nodes, listeners } }) => `${cycle}: ${megabytes(heap)}, ${nodes} nodes, ${listeners} listeners`).join('; ')}.`,
  }
}

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
