import { createSim, type Sim } from '../../../mocks/sim.ts'
import { instantMs } from '../../fhir/instants.ts'
import type { Appointment, Patient } from '../../fhir/types.ts'
import { attempt } from '../attempt.ts'
import type { ChangeableServer } from '../server.ts'
import { findFirst } from '../find-appointments.ts'
import type { BookIntent, CancelIntent, Intent, ModifyIntent } from '../intent.ts'
import { searchAppointments } from '../search-appointments.ts'
import { readResource } from '../search-resources.ts'
import { statusReasonCoding } from '../status-reason-list.ts'
import { base, nowInstant, serverWith } from './intents.ts'

/** The simulated clinic, reached through the transactions, with two of its patients. */
export interface SimClinic {
  readonly sim: Sim
  readonly server: ChangeableServer
  readonly ida: Patient
  readonly maria: Patient
  advance(milliseconds: number): void
  /** Offers of the coming week, at times when Ida has nothing else. */
  offers(): Promise<readonly Appointment[]>
  anOffer(index?: number): Promise<Appointment>
  /** A move of one of Ida's appointments to another offer. */
  move(original: Appointment, index: number): Promise<ModifyIntent>
  /** Performs an intent that must succeed. */
  succeed(intent: Intent): Promise<Appointment>
  /** The Appointment that the server has stored, whatever it answers. */
  stored(id: string | undefined): Appointment | undefined
  bookedFor(patient: Patient, start: string | undefined): Appointment[]
}

export async function openClinic(): Promise<SimClinic> {
  let clock = nowInstant
  const sim = createSim({ base, clock: () => clock })
  const transport: ChangeableServer['transport'] = async (request) => {
    const response = await sim.handle(request)
    if (!response) throw new TypeError('Nobody is there')
    return response
  }
  const server = serverWith(transport, { now: () => clock })
  const ida = await readResource(server, 'Patient', 'pat-4217')

  const offers = async () => {
    const week = { start: '2026-11-23T00:00:00-06:00', end: '2026-11-28T00:00:00-06:00' }
    const hers = await searchAppointments(server, { patient: 'Patient/pat-4217', from: week.start, until: week.end })
    const { appointments } = await findFirst(server, { ...week, count: 50 })
    return appointments.filter((offer) => !hers.appointments.some((other) => overlap(offer, other)))
  }
  const anOffer = async (index = 0) => {
    const offer = (await offers())[index]
    if (!offer) throw new Error('Nothing is free')
    return offer
  }

  return {
    sim,
    server,
    ida,
    maria: await readResource(server, 'Patient', 'pat-4218'),
    advance: (milliseconds) => void (clock += milliseconds),
    offers,
    anOffer,
    async move(original, index) {
      const { start = '', end = '', participant } = await anOffer(index)
      const patients = original.participant.filter(({ actor }) => actor?.reference?.startsWith('Patient/'))
      const changed = { ...original, start, end, requestedPeriod: [{ start, end }], participant: [...patients, ...participant] }
      return { kind: 'modify', original, changed, patient: ida }
    },
    async succeed(intent) {
      const { outcome } = await attempt(server, intent)
      if (outcome.kind !== 'success') throw new Error(`${intent.kind} came to ${JSON.stringify(outcome)}`)
      return outcome.appointment
    },
    stored: (id) => sim.inspect().appointments.find((appointment) => appointment.id === id),
    bookedFor: (patient, start) =>
      sim
        .inspect()
        .appointments.filter(({ status }) => status === 'booked')
        .filter((each) => instantMs(each.start) === instantMs(start))
        .filter(({ participant }) => participant.some(({ actor }) => actor?.reference === `Patient/${patient.id ?? ''}`)),
  }
}

export function booking(offer: Appointment, patient: Patient, parts: Partial<BookIntent> = {}): BookIntent {
  return { kind: 'book', offer, held: false, patient, correlationId: crypto.randomUUID(), ...parts }
}

export function cancellation(original: Appointment, patient: Patient): CancelIntent {
  return { kind: 'cancel', original, patient, reason: statusReasonCoding('patient-cancel') }
}

export function withoutId({ id: _none, ...rest }: Appointment): Appointment {
  return rest
}

function overlap(a: Appointment, b: Appointment): boolean {
  const at = (text: string | undefined) => instantMs(text) ?? 0
  return at(a.start) < at(b.end) && at(b.start) < at(a.end)
}
