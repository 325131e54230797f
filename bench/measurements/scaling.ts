import { appWithOffers, timeOfPages } from '../app-window.ts'
import { atMost, milliseconds, type Part } from '../report.ts'
import type { BenchSetting } from '../setting.ts'
import { growthExponent, median } from '../statistics.ts'

/** The last is about the most that the app reads in one answer: 32 MB, beyond which it refuses. */
const amounts = [100, 1_000, 10_000, 30_000] as const
/** More than an answer may hold comes in pages. */
const paged = { size: 10_000, amounts: [10_000, 30_000, 100_000] } as const
const rounds = 3
/** Below that is noise: 1 means that twice as many cost twice as much. */
const linear = 1.05

/** How the cost of an answer grows with its offers: parsing, grouping and drawing, in the launched app. */
export async function scaling({ browser, clinic, pages }: BenchSetting): Promise<Part> {
  const points: { readonly size: number; readonly cost: number }[] = []
  const floors: { readonly size: number; readonly cost: number }[] = []
  for (const size of amounts) {
    const taken: number[] = []
    const plain: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const { window, fromText } = await appWithOffers(browser, clinic, size)
      await window.close()
      taken.push(fromText)
      plain.push(await pages.measure('plain-rows', 'fromText', size))
    }
    points.push({ size, cost: median(taken) })
    floors.push({ size, cost: median(plain) })
  }
  const inPages: { readonly size: number; readonly cost: number }[] = []
  for (const size of paged.amounts) {
    const taken: number[] = []
    for (let round = 0; round < rounds; round += 1) taken.push(await timeOfPages(browser, clinic, size, paged.size))
    inPages.push({ size, cost: median(taken) })
  }
  const overall = growthExponent(points)
  const ofPages = growthExponent(inPages)
  // Where few offers are shown, most of the time is the app's own start of a frame: the last steps are steeper.
  const steepest = Math.max(...points.slice(1).map((_, index) => growthExponent(points.slice(index, index + 2))))
  const print = (all: typeof points) => all.map(({ size, cost }) => `${size.toLocaleString('en')}: ${milliseconds(cost)}`).join(', ')
  return {
    title: 'Growth from 100 to 100,000 offers',
    lines: [
      {
        what: 'Exponent of Bundle text to first paint',
        measured: overall.toFixed(2),
        goal: atMost(overall, linear, 'linear (1)'),
        floor: `${growthExponent(floors).toFixed(2)} (parse and 30 plain rows)`,
      },
      {
        what: 'Its steepest step',
        measured: steepest.toFixed(2),
        goal: atMost(steepest, linear, 'linear (1)'),
      },
      {
        what: 'Exponent of all offers found, from 10,000 to 100,000 in pages of 10,000',
        measured: ofPages.toFixed(2),
        goal: atMost(ofPages, linear, 'linear (1)'),
      },
    ],
    note: `Slotline, one answer: ${print(points)}; in pages: ${print(inPages)}. Floor ${print(floors)}. Medians of ${rounds}.`,
  }
}
