import { createAuditRepository } from '../../../mocks/audit/audit-repository.ts'
import { createEhrRecord } from '../../../mocks/ehr-record/ehr-record.ts'
import type { World } from '../../../mocks/world/world.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import { base, serverWith } from '../../scheduling/testing/intents.ts'
import { createAudit } from '../../record/audit/audit.ts'
import { about } from '../../record/audit/testing/exchanges.ts'
import { recordInEhr } from '../../record/ehr-copy/record-in-ehr.ts'
import { createJournal, type JournalEntry } from '../../record/journal.ts'
import { createRecorder, type Recorder } from '../../record/recorder.ts'
import { conclusionOf } from '../../record/conclude-entry.ts'
import { createClinicTruth } from './watched-clinic.ts'
import type { FakeClock } from './fake-clock.ts'
import { openMortal, type Browser, type Mortal } from './killable-page.ts'
import { bookedBesides, doubleBooking, unaskedFor, type AskedFor } from './wrong-changes.ts'
import { wrongStatement } from './wrong-statements.ts'

export const patientIds = ['pat-4217', 'pat-4218'] as const
export const repositoryBase = 'https://arr.example.org/fhir'
export const ehrBase = 'https://ehr.example.org/fhir'

/** One tab with everything that a launched session has in it. */
export interface Tab extends Mortal {
  readonly recorder: Recorder
  /** What a launch and a returning connection start. */
  resume(): Promise<void>
}

/** One user's browser, the three servers that it talks to, and an observer who sees all of it. */
export function createWorldOfChaos(clock: FakeClock, clinicWorld: World, sharesPatients: boolean) {
  const kept: Browser['kept'] = new Map()
  const findings = {
    doubleBookings: new Set<string>(),
    wrongStatements: new Set<string>(),
    lostRecords: new Set<string>(),
    unasked: new Set<string>(),
  }
  const asked: { entries: Set<string>; undone: Set<string> } & AskedFor = { entries: new Set(), undone: new Set(), journal: () => entries() }
  const entries = () => [...(kept.get('journal')?.values() ?? [])] as JournalEntry[]
  const entryOf = (id: string) => kept.get('journal')?.get(id) as JournalEntry | undefined

  const judgeOne = (entry: JournalEntry) => {
    const wrong = wrongStatement(entry, { stored: clinic.stored(), landings: clinic.landings })
    if (wrong) findings.wrongStatements.add(wrong)
  }
  /**
   * Judges what is said to be not done: it must never come true. What is said to be done is judged when that is written; it may be
   * undone later.
   */
  const judge = () => entries().filter((entry) => conclusionOf(entry, true)?.kind === 'not-done').forEach(judgeOne)
  const isChanged = (id: string | undefined) =>
    clinic.landings.some(
      ({ entryId, changes }) => entryOf(entryId)?.intent.kind === 'modify' && changes.some(({ after }) => after.id === id),
    )
  const judgeSent = (entryId: string) => {
    const besides = bookedBesides(entryOf(entryId), clinic.stored())
    if (besides) findings.doubleBookings.add(besides)
  }
  const clinic = createClinicTruth(clock, clinicWorld, judgeSent, (entryId, landing) => {
    const entry = entryOf(entryId)
    const isFirst = !clinic.landings.some((other) => other.entryId === entryId)
    if (!landing) {
      const double = isFirst ? doubleBooking(entry, clinic.stored(), isChanged) : undefined
      if (double) findings.doubleBookings.add(double)
      return
    }
    for (const one of unaskedFor(entry, landing, patientIds, asked, clinic.stored())) findings.unasked.add(one)
    // What was called "not done" may have come true just now.
    judge()
  })

  let deaths = 0
  const browser: Browser = {
    kept,
    tails: new Map(),
    tabs: new Set(),
    onDeath: () => void (deaths += 1),
    onKept(shelf, value) {
      if (shelf === 'journal' && saysSomething(value as JournalEntry)) judgeOne(value as JournalEntry)
    },
  }
  const repository = createAuditRepository({ base: repositoryBase, clock: clock.now })
  const ehr = createEhrRecord({ base: ehrBase, patients: patientIds, clock: clock.now })
  let slowMs = 0
  const reached = (handle: (request: Request) => Promise<Response | undefined>): Transport => async (request) => {
    clock.stir()
    if (slowMs > 0) await clock.sleep(slowMs)
    return (await handle(request)) ?? Promise.reject(new TypeError('Nobody answers'))
  }
  /** The searches that pages made, and whether each page lived to write them down. */
  const searches: { readonly requestId: string; readonly isAlive: () => boolean }[] = []

  function openTab(): Tab {
    const page = openMortal(browser, clock)
    const journal = createJournal(page.vault)
    const { vault, locks, news } = page
    const { outbox, watch } = createAudit({
      about: { ...about, server: base, ehr: ehrBase },
      journal,
      vault,
      locks,
      repository: repositoryBase,
      transport: page.carried(reached(repository.handle)),
      now: clock.now,
      later: page.later,
      random: () => 0.5,
      onSettled: ({ requestId, ...settlement }) => recorder.note(requestId, { kind: 'audited', ...settlement }),
    })
    const carried = page.carried(clinic.transport, clinic.orphaned)
    const transport = watch((request) => {
      const requestId = request.headers.get('x-request-id')
      const isAudited = /\/Appointment\/(_search|\$find)$/.test(request.url)
      if (requestId && isAudited) searches.push({ requestId, isAlive: page.isAlive })
      return carried(request)
    })
    const server = serverWith(transport, { now: clock.now, sharesPatients })
    const recorder = createRecorder(journal, server, { locks, news, audits: true, copies: true, steadyNow: server.now })
    const copies = recordInEhr(recorder, {
      ehr: { base: ehrBase, transport: page.carried(reached(ehr.handle)), postSearch: true, now: clock.now },
      patients: ehrBase,
      vault,
      locks,
      after: (ms, work) => page.later(work, ms),
      random: () => 0.5,
    })
    return {
      ...page,
      recorder,
      async resume() {
        await recorder.resume()
        await copies.resume()
        await outbox.flush()
      },
    }
  }
  return { clinic, repository, ehr, findings, asked, entries, openTab, judge, searches, deaths: () => deaths, slow: (ms: number) => void (slowMs = ms) }
}

export type ChaosWorld = ReturnType<typeof createWorldOfChaos>

/** Whether the last event says something of what was done; notes about audit and copy don't. */
function saysSomething({ events }: JournalEntry): boolean {
  const last = events.at(-1)
  return last?.kind === 'answered' || last?.kind === 'checked' || last?.kind === 'withheld'
}
