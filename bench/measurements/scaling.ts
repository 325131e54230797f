import { appWithOffers } from '../app-window.ts'
import { atMost, milliseconds, type Part } from '../report.ts'
import type { BenchSetting } from '../setting.ts'
import { growthExponent, median } from '../statistics.ts'

/** The last is about the most that the app reads in one answer: 32 MB, beyond which it refuses. */
const amounts = [100, 1_000, 10_000, 30_000] as const
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
  const overall = growthExponent(points)
  // Where few offers are shown, most of the time is the app's own start of a frame: the last steps are steeper.
  const steepest = Math.max(...points.slice(1).map((_, index) => growthExponent(points.slice(index, index + 2))))
  const print = (all: typeof points) => all.map(({ size, cost }) => `${size.toLocaleString('en')}: ${milliseconds(cost)}`).join(', ')
  return {
    title: 'Growth from 100 to 30,000 offers in one answer',
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
    ],
    note: `Slotline ${print(points)}. Floor ${print(floors)}. Medians of ${rounds}.`,
  }
}
