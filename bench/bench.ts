import { buildSandbox } from '../scripts/sandbox-build.mjs'
import { startBrowser } from './browser.ts'
import { startClinicHost } from './clinic-host.ts'
import { grid } from './measurements/grid.ts'
import { interaction } from './measurements/interaction.ts'
import { list } from './measurements/list.ts'
import { scaling } from './measurements/scaling.ts'
import { sizes } from './measurements/sizes.ts'
import { soak } from './measurements/soak.ts'
import { startup } from './measurements/startup.ts'
import { startPageHost } from './page-host.ts'
import { tableOf, unmet, type Part } from './report.ts'
import type { BenchSetting } from './setting.ts'

const measurements: Readonly<Record<string, (setting: BenchSetting) => Promise<Part>>> = {
  sizes,
  startup,
  list,
  grid,
  interaction,
  scaling,
  soak,
}

/**
 * Measures the parts that are named, or all, and prints a table for each as soon as it is done.
 * @param words names of parts; `--print-only` to take unmet goals as they are
 * @returns the exit code: 0, 1 when a goal isn't met, 2 when there is no such part
 */
export async function bench(words: readonly string[]): Promise<number> {
  const wanted = words.filter((word) => word !== '--print-only')
  const unknown = wanted.filter((name) => !Object.hasOwn(measurements, name))
  if (unknown.length > 0) {
    print(`There is no part ${unknown.join(', ')}; there are ${Object.keys(measurements).join(', ')}.`)
    return 2
  }
  const { dist } = await buildSandbox()
  const browser = await startBrowser()
  const clinic = await startClinicHost(dist)
  const pages = await startPageHost(browser)
  const parts: Part[] = []
  try {
    for (const [name, measure] of Object.entries(measurements)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue
      const part = await measure({ browser, clinic, pages, dist })
      parts.push(part)
      print(tableOf(part))
    }
  } finally {
    await browser.close()
    await Promise.all([clinic.close(), pages.close()])
  }
  const missed = unmet(parts)
  for (const { what, measured, goal } of missed) print(`Not met: ${what}: ${measured}, the goal is ${goal?.text ?? ''}`)
  if (missed.length === 0) print('Every goal is met.')
  return missed.length === 0 || words.includes('--print-only') ? 0 : 1
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)
