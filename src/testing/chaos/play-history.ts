import { worldOf } from '../../../mocks/world/world.ts'
import { nowInstant } from '../../scheduling/testing/intents.ts'
import { conclusionOf } from '../../record/conclude-entry.ts'
import { isChange } from '../../record/journal.ts'
import { createFakeClock } from './fake-clock.ts'
import { grant } from './perform-wish.ts'
import type { History, Step } from './arbitrary-history.ts'
import { lostRecords, misaudited } from './lost-records.ts'
import { overlapping, type Findings } from './wrong-changes.ts'
import type { Shown } from './first-offers.ts'
import { createWorldOfChaos, patientIds, type ChaosWorld, type Tab } from './world.ts'

/** How a history ended, and how much happened in it. */
export interface Played {
  readonly findings: Findings
  readonly counts: Readonly<Record<'requests' | 'deaths' | 'entries' | 'searches' | 'open', number>>
  /** How often each kind of fault struck, by its name. */
  readonly faults: Readonly<Record<string, number>>
}

const clinicWorld = worldOf('2026-11-22')

/** Plays a history, then lets the trouble end, launches the app once more and waits. */
export async function play({ steps, sharesPatients }: History, shown: Shown): Promise<Played> {
  const clock = createFakeClock(nowInstant)
  const world = createWorldOfChaos(clock, clinicWorld, sharesPatients)
  const tabs = [world.openTab(), world.openTab()]
  const failures: string[] = []
  const counts = { requests: 0, deaths: 0, entries: 0, searches: 0, open: 0 }
  const beside: Record<string, number> = {}
  const struck = (name: string) => void (beside[name] = (beside[name] ?? 0) + 1)

  const run = (work: Promise<void>, what: string) =>
    void work.catch((error: unknown) => failures.push(`${what} failed: ${String(error)}`))
  const living = (index: number): Tab => {
    const current = tabs[index]
    if (current?.isAlive()) return current
    const tab = world.openTab()
    tabs[index] = tab
    run(tab.resume(), 'a launch')
    return tab
  }

  const take = async (step: Step, index: number): Promise<void> => {
    switch (step.kind) {
      case 'wish':
        run(grant(world, living(step.tab), step.wish, `e-${index}`, shown), `${step.wish.kind} e-${index}`)
        if (!step.isHasty) await clock.settle()
        return
      case 'die':
        living(step.tab).dieIn(step.steps, step.death)
        return
      case 'launch':
        tabs[step.tab]?.end()
        living(step.tab)
        return clock.settle()
      case 'time':
        await clock.settle()
        return clock.advance(step.ms)
      case 'clinic-fault':
        return world.clinic.fault(step.fault)
      case 'audit-fault':
        struck(`audit ${step.fault.kind}`)
        return world.repository.fault(step.fault)
      case 'ehr-fault':
        struck(`EHR ${step.fault.kind}`)
        return world.ehr.fault(step.fault)
      case 'slow':
        if (step.ms > 0) struck('slow audit and EHR')
        return world.slow(step.ms)
      case 'online':
        for (const index of tabs.keys()) run(living(index).resume(), 'a returning connection')
        return
    }
  }
  for (const [index, step] of steps.entries()) await take(step, index)

  await clock.settle()
  world.clinic.heal()
  world.repository.heal()
  world.slow(0)
  await clock.advance(60_000)
  for (const tab of tabs) tab.end()
  const last = world.openTab()
  for (let launch = 0; launch < 3; launch++) {
    run(last.resume(), 'the last launch')
    await clock.settle()
    await clock.advance(20 * 60_000)
  }
  world.judge()
  counts.requests = [...world.clinic.sent.values()].reduce((sum, one) => sum + one, 0)
  counts.deaths = world.deaths()
  counts.searches = world.searches.length
  counts.entries = world.entries().length
  counts.open = world.entries().filter((entry) => isChange(entry) && conclusionOf(entry, true)?.kind === 'unknown').length
  return { counts, faults: { ...world.clinic.struck(), ...beside }, findings: findingsOf(world, failures) }
}

function findingsOf(world: ChaosWorld, failures: readonly string[]): Findings {
  const { doubleBookings, wrongStatements, unasked } = world.findings
  const stored = world.clinic.stored()
  const { missing, doubled } = misaudited(world)
  const twice = [...world.clinic.sent].filter(([, times]) => times > 1).map(([id]) => `${id} was sent more than once`)
  return {
    doubleBookings: [...doubleBookings, ...twice, ...patientIds.flatMap((id) => overlapping(stored, id))],
    wrongStatements: [...wrongStatements],
    lostRecords: [...lostRecords(world), ...failures],
    auditMissing: missing,
    auditDoubled: doubled,
    unasked: [...unasked],
  }
}
