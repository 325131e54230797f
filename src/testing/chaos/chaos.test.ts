// Loaded before: what a page downloads while it works must not end after the history does.
import '../../fhir/text/redactor.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histories } from './arbitrary-history.ts'
import { digestAtOnce } from './synchronous-digest.ts'
import { nothingWrong } from './no-findings.ts'
import { play } from './play-history.ts'
import { whatIsShown } from './first-offers.ts'
import { createTally } from './tally.ts'

/** `npm run test:chaos -- [histories] [seed]` plays more histories. */
const runs = Number(process.env['CHAOS_RUNS'] ?? 150)
const seed = Number(process.env['CHAOS_SEED'] ?? 20261122)

test('whatever goes wrong, nothing is booked twice, said wrongly, lost, or cancelled without having been asked for', async () => {
  digestAtOnce()
  const shown = await whatIsShown()
  const tally = createTally()
  try {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const played = await play(history, shown)
        tally.add(played)
        expect(played.findings).toEqual(nothingWrong)
      }),
      { numRuns: runs, seed },
    )
  } finally {
    process.stdout.write(`chaos: seed ${seed}\n${tally.report()}\n`)
  }
}, 24 * 3_600_000)
