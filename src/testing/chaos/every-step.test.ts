import { expect, test } from 'vitest'
import type { ClinicFault } from './watched-clinic.ts'
import type { Step, Wish } from './arbitrary-history.ts'
import { digestAtOnce } from './synchronous-digest.ts'
import type { Death } from './killable-page.ts'
import { nothingWrong } from './no-findings.ts'
import { play } from './play-history.ts'
import { whatIsShown } from './first-offers.ts'
import { createTally } from './tally.ts'

/** With `npm run test:chaos`, each step sees each kind of death, with and without a lost answer; else the kinds take turns. */
const isThorough = process.env['CHAOS_RUNS'] !== undefined

const book: Wish = { kind: 'book', offer: 0, patient: 0, hasId: true }
const first = { which: 0, patient: 0 } as const
const ways: Readonly<Record<string, readonly Wish[]>> = {
  'a booking by reference': [book],
  'a booking by resource': [{ ...book, hasId: false }],
  'a hold and its booking': [{ kind: 'hold', offer: 0, patient: 0 }, { kind: 'book-held' }],
  'a hold and its release': [{ kind: 'hold', offer: 0, patient: 0 }, { kind: 'release' }],
  'a change of the time': [book, { kind: 'modify', offer: 1, ...first }],
  'a change of the note': [book, { kind: 'note', ...first }],
  'a cancellation': [book, { kind: 'cancel', ...first }],
  'a move in two steps': [book, { kind: 'move', offer: 1, ...first }],
  'a move in two steps, undone': [book, { kind: 'move', offer: 1, ...first }, { kind: 'undo', which: 0 }],
}
const deaths: readonly Death[] = [{ kind: 'before' }, { kind: 'during', ms: 3_000 }, { kind: 'after' }]
const lostAnswer: ClinicFault = { on: 'write', skip: 0, times: 1, trouble: { kind: 'drop-after' } }

/** The page dies at its `at`th step from the last wish on; then it is launched again, and the user asks for the same. */
function stepsOf(wishes: readonly Wish[], at: number, death: Death, fault: ClinicFault | undefined): Step[] {
  const asked = wishes.map((wish): Step => ({ kind: 'wish', tab: 0, wish, isHasty: false }))
  const last = asked.at(-1)
  return [
    ...asked.slice(0, -1),
    { kind: 'die', tab: 0, steps: at, death },
    ...(fault ? [{ kind: 'clinic-fault', fault } as const] : []),
    ...(last ? [last] : []),
    { kind: 'time', ms: 11_000 },
    { kind: 'launch', tab: 0 },
    { kind: 'time', ms: 60_000 },
    ...(last ? [last] : []),
  ]
}

test.each(Object.entries(ways))(
  'a page that dies at any step of %s leaves nothing wrong',
  async (_what, wishes) => {
    digestAtOnce()
    const shown = await whatIsShown()
    const tally = createTally()
    const endures = async (at: number, death: Death, sharesPatients: boolean, fault?: ClinicFault) => {
      const steps = stepsOf(wishes, at, death, fault)
      const played = await play({ steps, sharesPatients }, shown)
      tally.add(played)
      expect(played.findings, JSON.stringify({ steps, sharesPatients })).toEqual(nothingWrong)
      return played.counts.deaths > 0
    }
    for (let at = 0, isReached = true; isReached; at += 1) {
      const kinds = isThorough ? deaths : deaths.slice(at % 3).slice(0, 1)
      isReached = false
      for (const death of kinds) {
        isReached = (await endures(at, death, at % 2 === 0)) || isReached
        if (isThorough) await endures(at, death, at % 2 === 1, lostAnswer)
      }
    }
    process.stdout.write(`every step of ${_what}:\n${tally.report()}\n`)
  },
  3_600_000,
)
