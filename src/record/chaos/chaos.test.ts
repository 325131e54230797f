import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histories } from './testing/history.ts'
import { digestAtOnce } from './testing/instant-digest.ts'
import type { Findings } from './testing/observer.ts'
import { play } from './testing/play.ts'
import { whatIsShown } from './testing/shown.ts'

/** `npm run test:chaos -- [histories] [seed]` plays more of them. */
const runs = Number(process.env['CHAOS_RUNS'] ?? 150)
const seed = Number(process.env['CHAOS_SEED'] ?? 20261122)

const nothing: Findings = { doubleBookings: [], wrongStatements: [], lostRecords: [], unasked: [] }

test('whatever goes wrong, nothing is booked twice, said wrongly, lost, or cancelled without having been asked for', async () => {
  digestAtOnce()
  const shown = await whatIsShown()
  const totals: Record<string, number> = { histories: 0 }
  const count = (name: string, more: number) => (totals[name] = (totals[name] ?? 0) + more)
  try {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { findings, counts } = await play(history, shown)
        count('histories', 1)
        for (const [name, more] of Object.entries(counts)) count(name, more)
        expect(findings).toEqual(nothing)
      }),
      { numRuns: runs, seed },
    )
  } finally {
    const said = Object.entries(totals).map(([name, total]) => `${name} ${total}`)
    process.stdout.write(`chaos: seed ${seed}, ${said.join(', ')}\n`)
  }
}, 24 * 3_600_000)
