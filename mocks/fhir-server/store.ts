import type { Appointment, Patient } from '../../src/fhir/types.ts'
import { overlaps, type Interval } from '../world/interval.ts'
import type { World } from '../world/world.ts'

/** Statuses in which an appointment uses up the time of its practitioner, room and patient. */
const OCCUPYING: ReadonlySet<Appointment['status']> = new Set(['pending', 'booked', 'arrived', 'checked-in', 'fulfilled'])

interface Occupation extends Interval {
  readonly appointment: string
}

export interface LiveHold {
  readonly appointment: string
  /** Epoch milliseconds. */
  readonly until: number
}

/** All changes since the world's first state, as JSON. */
export interface SavedStore {
  readonly appointments: readonly Appointment[]
  readonly holds: readonly LiveHold[]
  readonly patients: readonly Patient[]
  readonly counter: number
}

/** The server's records: appointments with their versions, live holds, and patients that were registered by a booking. */
export interface Store {
  appointment(id: string): Appointment | undefined
  appointments(): readonly Appointment[]
  patient(id: string): Patient | undefined
  patients(): readonly Patient[]
  /** Stores a new version of an appointment. It is held until `holdUntil` (epoch milliseconds); without that, a hold on it ends. */
  put(appointment: Appointment, holdUntil?: number): Appointment
  register(patient: Patient): Patient
  newAppointmentId(): string
  holds(): readonly LiveHold[]
  /** The first appointment, other than `except`, that occupies the actor (`Practitioner/…`) during that time. */
  occupant(actor: string, when: Interval, except?: string): Appointment | undefined
  occupations(actor: string): readonly Interval[]
  /** Cancels every hold that has run out. */
  expireHolds(): void
  /** Returns a function that undoes all changes since. */
  checkpoint(): () => void
  save(): SavedStore
}

const MAX_SAVED = 400

export function createStore(world: World, clock: () => number, saved?: SavedStore): Store {
  let changed = new Map((saved?.appointments ?? []).map((appointment) => [appointment.id ?? '', appointment]))
  let holds = new Map((saved?.holds ?? []).map(({ appointment, until }) => [appointment, until]))
  let registered = new Map((saved?.patients ?? []).map((patient) => [patient.id ?? '', patient]))
  let counter = saved?.counter ?? 0
  let occupations: Map<string, Occupation[]> | undefined
  const initial = new Map(world.appointments.map((appointment) => [appointment.id ?? '', appointment]))
  const known = new Map(world.patients.map((patient) => [patient.id ?? '', patient]))

  const now = (): string => new Date(clock()).toISOString()
  const appointments = (): Appointment[] => [...new Map([...initial, ...changed]).values()]
  const appointment = (id: string): Appointment | undefined => changed.get(id) ?? initial.get(id)

  function put(next: Appointment, holdUntil?: number): Appointment {
    const id = next.id ?? ''
    const version = Number(appointment(id)?.meta?.versionId ?? 0) + 1
    const stored: Appointment = { ...next, meta: { ...next.meta, versionId: String(version), lastUpdated: now() } }
    changed.set(id, stored)
    if (holdUntil === undefined) holds.delete(id)
    else holds.set(id, holdUntil)
    occupations = undefined
    return stored
  }

  function occupationsOf(actor: string): readonly Occupation[] {
    occupations ??= indexByActor(appointments())
    return occupations.get(actor) ?? []
  }

  return {
    appointment,
    appointments,
    patient: (id) => registered.get(id) ?? known.get(id),
    patients: () => [...world.patients, ...registered.values()],
    put,
    register(patient) {
      counter += 1
      const stored: Patient = { ...patient, id: `new-${counter}`, active: true, meta: { versionId: '1', lastUpdated: now() } }
      registered.set(`new-${counter}`, stored)
      return stored
    },
    newAppointmentId() {
      counter += 1
      return `b-${String(counter).padStart(4, '0')}`
    },
    holds: () => [...holds].map(([id, until]) => ({ appointment: id, until })),
    occupant(actor, when, except) {
      const found = occupationsOf(actor).find((other) => other.appointment !== except && overlaps(other, when))
      return found && appointment(found.appointment)
    },
    occupations: occupationsOf,
    expireHolds() {
      for (const [id, until] of holds) {
        const held = appointment(id)
        if (held && until <= clock()) put({ ...held, status: 'cancelled' })
      }
    },
    checkpoint() {
      const before = { changed: new Map(changed), holds: new Map(holds), registered: new Map(registered), counter }
      return () => {
        ;({ changed, holds, registered, counter } = before)
        occupations = undefined
      }
    },
    save: () => ({
      appointments: worthKeeping([...changed.values()]),
      holds: [...holds].map(([id, until]) => ({ appointment: id, until })),
      patients: [...registered.values()],
      counter,
    }),
  }
}

/** The appointments to save. If there are too many, those of ended holds are dropped first: they name no patient. */
function worthKeeping(changed: readonly Appointment[]): readonly Appointment[] {
  if (changed.length <= MAX_SAVED) return changed
  const named = changed.filter(
    ({ status, participant }) =>
      status !== 'cancelled' || participant.some(({ actor }) => actor?.reference?.startsWith('Patient/')),
  )
  return named.slice(-MAX_SAVED)
}

function indexByActor(appointments: readonly Appointment[]): Map<string, Occupation[]> {
  const index = new Map<string, Occupation[]>()
  for (const { id = '', status, start, end, participant } of appointments) {
    if (!OCCUPYING.has(status) || !start || !end) continue
    const occupation = { appointment: id, start: Date.parse(start), end: Date.parse(end) }
    for (const { actor } of participant) {
      if (!actor?.reference) continue
      const others = index.get(actor.reference)
      if (others) others.push(occupation)
      else index.set(actor.reference, [occupation])
    }
  }
  return index
}
