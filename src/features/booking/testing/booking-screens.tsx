import { StrictMode } from 'react'
import { Route, Switch } from 'wouter'
import { cleanup } from '@testing-library/react'
import { afterEach, expect, vi } from 'vitest'
import type { Sim } from '../../../../mocks/sim.ts'
import type { Appointment } from '../../../fhir/types.ts'
import type { Connection } from '../../../queries/connection.tsx'
import { useRecordKeeper } from '../../../queries/record-keeper.ts'
import { recorderOf } from '../../../queries/recorder.ts'
import type { Draft } from '../../../record/storage/draft.ts'
import { findFirst } from '../../../scheduling/find-appointments.ts'
import type { FindCriteria } from '../../../scheduling/criteria.ts'
import { clinicNow, createClinicSim, renderInClinic } from '../../../testing/clinic.tsx'
import { BookScreen } from '../book-screen.tsx'
import { OutcomeScreen } from '../outcome-screen.tsx'

export const criteria: FindCriteria = { start: '2026-11-24T00:00:00-06:00', end: '2026-11-26T00:00:00-06:00' }

export function Screens() {
  return (
    <Switch>
      <Route path="/book/:draftId"><BookScreen /></Route>
      <Route path="/outcome/:entryId"><OutcomeScreen /></Route>
      <Route><p>Elsewhere</p></Route>
    </Switch>
  )
}

function RecordKeeper() {
  useRecordKeeper()
  return null
}

const opened: Connection[] = []

// A time that a test leaves held is given back when its screen goes. Waits for that, so that it doesn't reach the next test's clinic.
afterEach(async () => {
  cleanup()
  for (const connection of opened.splice(0)) {
    const drafts = await connection.drafts.ofPatient('pat-4217')
    const left = drafts.filter(({ held, sentAs, wasSent }) => held && !sentAs && !wasSent && held.expiry.untilInstant > Date.now())
    const released = async () => (await recorderOf(connection).all()).filter(({ entry }) => entry.intent.kind === 'release' && entry.events.length > 0)
    if (left.length > 0) await vi.waitFor(async () => expect(await released()).not.toEqual([]), { timeout: 10_000 })
  }
})

interface Disturbance {
  readonly disturb?: (sim: Sim) => void
  readonly connected?: (connection: Connection) => void
  /** Whether the page hears of other tabs, as it does in the app. */
  readonly keepsRecord?: boolean
}

/** The Book screen with a chosen time, in a clinic where `disturb` has set what goes wrong. */
export async function choose({ disturb, connected, keepsRecord = false, ...change }: Partial<Draft> & Disturbance = {}) {
  const sim = createClinicSim()
  disturb?.(sim)
  const offers = await freeTimes(sim)
  const offer = offers[3] ?? expect.fail('the clinic has free times')
  const clinic = await renderInClinic(<StrictMode>{keepsRecord && <RecordKeeper />}<Screens /></StrictMode>, {
    route: '/book/d1?from=2026-11-24',
    sim,
    before(connection) {
      opened.push(connection)
      connected?.(connection)
      return connection.drafts.save({
        id: 'd1',
        patientId: 'pat-4217',
        createdInstant: clinicNow,
        offer,
        criteria,
        reasonForVisit: '',
        note: '',
        search: '?from=2026-11-24',
        ...change,
      })
    },
  })
  return { ...clinic, offer, offers }
}

export async function freeTimes(sim: Sim): Promise<readonly Appointment[]> {
  const transport = async (request: Request) => (await sim.handle(request)) ?? expect.fail('the clinic answers')
  const { ihe } = await import('../../../scheduling/ihe/dialect.ts')
  const server = { base: 'https://clinic.test/fhir', transport, dialect: ihe, postSearch: true, sharesPatients: true, holdMinutes: 10, now: () => clinicNow }
  return (await findFirst(server, criteria)).appointments
}

/** The requests for an operation. */
export function sent(sim: Sim, operation: '$hold' | '$book') {
  return sim.inspect().requests.filter((request) => request.method === 'POST' && request.url.endsWith(operation))
}

/** Slows the journal down by 200 ms, so that the hold isn't sent yet. */
export function slowly(connection: Connection) {
  const recorder = recorderOf(connection)
  const { checkAgain } = recorder
  vi.spyOn(recorder, 'checkAgain').mockImplementation(async (id) => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    return checkAgain(id)
  })
}

/** The comment that goes with a `$book`. */
export function commentIn(body: string): unknown {
  const { parameter } = JSON.parse(body) as { readonly parameter: readonly { readonly name: string; readonly valueString?: string }[] }
  return parameter.find(({ name }) => name === 'comment')?.valueString
}

/** The operations that were asked for, in order. */
export function operations(sim: Sim) {
  return sim.inspect().requests.flatMap(({ url }) => /\$(?:hold|book)$/.exec(url)?.[0] ?? [])
}

/** Makes the answer to such a request wait until `resolve` is called. */
export function waitingAnswer(kind: 'hold' | 'release') {
  let resolve: () => void = () => undefined
  const answered = new Promise<void>((release) => (resolve = release))
  const connected = (connection: Connection) => {
    const recorder = recorderOf(connection)
    const { perform } = recorder
    vi.spyOn(recorder, 'perform').mockImplementation(async (id, patientId, intent) => {
      const recorded = await perform(id, patientId, intent)
      if (intent.kind === kind) await answered
      return recorded
    })
  }
  return { resolve: () => resolve(), connected }
}

/** A server that books another practitioner than it is asked for. */
export function substituting(sim: Sim): Sim {
  const booked = new Set<string>()
  return {
    ...sim,
    async handle(request) {
      const answer = await sim.handle(request)
      const isBooking = request.url.endsWith('$book')
      if (!answer || !(isBooking || booked.has(request.url))) return answer
      const text = await answer.text()
      const [, id = ''] = /"id":"([^"]+)"/.exec(text) ?? []
      if (isBooking) booked.add(request.url.replace('$book', id))
      return new Response(text.replace(/Practitioner\/\w+/, 'Practitioner/okafor'), answer)
    },
  }
}
