/** What the tests of this folder share: a clinic in which this user has done something already. */
import { expect } from 'vitest'
import type { Sim } from '../../../../mocks/sim.ts'
import type { Appointment, Patient } from '../../../fhir/types.ts'
import type { Connection } from '../../../queries/connection.tsx'
import { findFirst } from '../../../scheduling/find-appointments.ts'
import type { BookIntent } from '../../../scheduling/intent.ts'
import { readResource } from '../../../scheduling/search-resources.ts'
import { statusReasonSystem } from '../../../scheduling/status-reasons.ts'
import { renderInClinic, createClinicSim, clinicBase, type Clinic } from '../../../testing/clinic.tsx'
import { ActivityScreen } from '../activity-screen.tsx'
import { recorderOf } from '../../../queries/recorder.ts'

/** A user at work: every request goes through the product's own recorder. */
export interface Desk {
  readonly connection: Connection
  readonly sim: Sim
  /** Books the patient's n-th free time of Tuesday 24 November 2026. */
  book(id: string, nth?: number, patientId?: string): Promise<void>
  hold(id: string): Promise<void>
  /**
   * Moves the patient's visit of Thursday 3 December 2026 to the first free time of 24 November, in two steps.
   * @param bookedAs the id of a journal entry that books the new time beforehand, independently of the move
   */
  move(id: string, bookedAs?: string): Promise<void>
}

type Options = Omit<Parameters<typeof renderInClinic>[1], 'route' | 'before' | 'sim'>

/** The Activity screen after `work` was done. */
export async function activityAfter(
  work: (desk: Desk) => Promise<void>,
  { route = '/activity', ...options }: Options & { readonly route?: string } = {},
): Promise<Clinic> {
  const sim = createClinicSim()
  return renderInClinic(<ActivityScreen />, {
    route,
    sim,
    ...options,
    config: { clinicTimeZone: 'America/Chicago', ...options.config },
    before: (connection) => work(deskOf(connection, sim)),
  })
}

function deskOf(connection: Connection, sim: Sim): Desk {
  const { ehr } = connection
  const recorder = recorderOf(connection)
  return {
    connection,
    sim,
    async book(id, nth = 0, patientId = 'pat-4217') {
      const patient = await readResource(ehr, 'Patient', patientId)
      await recorder.perform(id, patientId, await bookingOf(connection, patient, nth))
    },
    async hold(id) {
      const patient = await readResource(ehr, 'Patient', 'pat-4217')
      await recorder.perform(id, 'pat-4217', { kind: 'hold', offer: await offerOf(connection, 5), patient })
    },
    async move(id, bookedAs) {
      const patient = await readResource(ehr, 'Patient', 'pat-4217')
      const request = {
        original: visitToMove(sim),
        booking: await bookingOf(connection, patient, 0),
        reason: { system: statusReasonSystem, code: 'personal' },
      }
      if (bookedAs !== undefined) await recorder.perform(bookedAs, 'pat-4217', request.booking)
      await recorder.moves.begin(id, 'pat-4217', request)
    },
  }
}

async function offerOf({ server }: Connection, nth: number): Promise<Appointment> {
  const page = await findFirst(server, { start: '2026-11-24T00:00:00-06:00', end: '2026-11-25T00:00:00-06:00' })
  return page.appointments[nth] ?? expect.fail('the clinic has free times')
}

async function bookingOf(connection: Connection, patient: Patient, nth: number): Promise<BookIntent> {
  return { kind: 'book', offer: await offerOf(connection, nth), held: false, patient, correlationId: crypto.randomUUID() }
}

/** Ida Romero's visit with Dr. Brandt on Thursday 3 December 2026, 09:40 in Chicago. */
export function visitToMove(sim: Sim): Appointment {
  return appointmentsOf(sim, 'pat-4217').find(({ start }) => start?.startsWith('2026-12-03')) ?? expect.fail('she has that visit')
}

export function appointmentsOf(sim: Sim, patientId: string): Appointment[] {
  return sim
    .inspect()
    .appointments.filter(({ participant }) => participant.some(({ actor }) => actor?.reference === `Patient/${patientId}`))
}

/** The answer to the desk's next booking gets lost, and the first question about it fails: its outcome is unknown. */
export function loseTheNextAnswer(sim: Sim): void {
  sim.fault({ on: 'book', kind: 'drop-after' })
  // The first read is that of the patient.
  sim.fault({ on: 'read', kind: 'status', status: 500, nth: 2 })
}

/** How many `$book` requests reached the clinic. */
export function bookRequests(sim: Sim): number {
  return sim.inspect().requests.filter(({ url }) => url.endsWith('/$book')).length
}

/** A colleague at another desk books the change. */
export async function someoneElseChanges(sim: Sim, change: Appointment): Promise<void> {
  const parameter = [{ name: 'appointment-resource', resource: change }]
  const answer = await sim.handle(
    new Request(`${clinicBase}/Appointment/$book`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Parameters', parameter }),
    }),
  )
  if (answer?.status !== 200) throw new Error(`The clinic refused: ${await answer?.text()}`)
}
