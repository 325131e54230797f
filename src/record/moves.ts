import { instantMs } from '../fhir/instants.ts'
import type { Appointment, Coding, Patient } from '../fhir/types.ts'
import type { SchedulingServer } from '../scheduling/attempt.ts'
import { ProtocolError } from '../scheduling/failure.ts'
import { bookedStatuses } from '../scheduling/find-booking.ts'
import type { BookIntent, Intent } from '../scheduling/intent.ts'
import { isSameVisit } from '../scheduling/same-visit.ts'
import { readResource } from '../scheduling/search-resources.ts'
import type { Truth } from '../scheduling/truth.ts'
import type { Asked, Journal, JournalEntry, MoveLink } from './journal.ts'
import type { Locks } from './locks.ts'
import { isHalfDone, moveOf, type Move } from './move-stage.ts'
import type { Recorded } from './recorded.ts'

/** An appointment to move to a free time without changing it: for servers that refuse changes. */
export interface MoveRequest {
  /** As it was read from the server. */
  readonly original: Appointment
  /** The new time; its patient, reason, note and correlation are those of the booking. */
  readonly booking: BookIntent
  /** Why the old appointment is cancelled, as the server is told. */
  readonly reason: Coding
}

/** Why a move could not be taken further just now. Nothing was sent that could make it worse. */
export type Hindrance =
  /** The server doesn't show how the appointments stand. */
  | 'not-readable'
  /** The old appointment isn't any more what was to be moved: somebody changed it, or it has begun. */
  | 'old-changed'
  /** The new time isn't booked any more. */
  | 'new-gone'
  /** The old appointment isn't booked any more: giving the new time back would leave the patient without any. */
  | 'old-gone'

export interface MoveResult {
  readonly move: Move
  readonly hindrance?: Hindrance
}

/**
 * Moves in two recorded steps (book the new time, then cancel the old one; never the other way round), and the ways out of
 * every half-done state. Before each step the server is asked how things stand. Steps of one move wait for each other in all
 * tabs. Undefined for a move that the journal doesn't have.
 */
export interface Moves {
  /** @param id of the move, and of the journal entry of its first step */
  begin(id: string, patientId: string, request: MoveRequest): Promise<MoveResult>
  /** Cancels the old appointment, once it is certain that the new one is booked. */
  finish(id: string, patient: Patient): Promise<MoveResult | undefined>
  /** Gives the new time back, once it is certain that the old one stands. */
  undo(id: string, patient: Patient): Promise<MoveResult | undefined>
  read(id: string): Promise<Move | undefined>
  /** Newest first. */
  all(): Promise<Move[]>
}

interface Means {
  readonly server: SchedulingServer
  readonly locks: Locks
  readonly send: (asked: Asked) => Promise<Recorded>
  readonly withhold: Journal['withhold']
  readonly entries: () => Promise<JournalEntry[]>
  /** What an entry came to, or the earlier one that it repeats. */
  readonly read: (entry: JournalEntry) => Promise<Recorded>
}

export function createMoves({ server, locks, send, withhold, entries, read }: Means): Moves {
  const all = async (): Promise<Move[]> => {
    const steps = (await entries()).filter((entry) => entry.move !== undefined)
    const recorded = await Promise.all(steps.map(async (entry) => ({ ...(await read(entry)), entry })))
    const ids = [...new Set(steps.map(({ move }) => move?.id))]
    return ids.flatMap((id) => moveOf(recorded.filter(({ entry }) => entry.move?.id === id)) ?? [])
  }
  const find = async (id: string) => (await all()).find((move) => move.id === id)

  /** One at a time for each appointment that is moved; the steps take the locks of their own appointments. */
  const alone = <T>(patientId: string, original: Appointment, work: () => Promise<T>) =>
    locks.run(['slotline', 'move', server.base, patientId, original.id ?? ''].join(':'), work)

  const outcome = async (before: Move, hindrance?: Hindrance): Promise<MoveResult> => {
    const move = (await find(before.id)) ?? before
    return hindrance ? { move, hindrance } : { move }
  }

  const withholdAs = (asked: Asked, truth: Truth) =>
    withhold(asked, { kind: 'withheld', atInstant: server.now(), because: { kind: 'already-so', truth } })

  const cancel = async (move: Move, step: MoveLink['step'], original: Appointment, patient: Patient) => {
    const asked = cancellation(server.base, move, step, original, patient)
    return original.status === 'cancelled' ? withholdAs(asked, { kind: 'done', appointment: original }) : send(asked)
  }

  const cancelOld = async (move: Move, patient: Patient): Promise<MoveResult> => {
    const old = await current(server, move.original)
    if (!old) return outcome(move, 'not-readable')
    if (old.status !== 'cancelled' && !isAsItWas(move.original, old)) return outcome(move, 'old-changed')
    await cancel(move, 'cancel-old', old, patient)
    return outcome(move)
  }

  /** Runs a way out of a half-done move, as the journal and the server have both of its appointments by then. */
  const resolve = async (
    id: string,
    wayOut: (move: Move, old: Appointment, replacement: Appointment) => Promise<MoveResult>,
  ): Promise<MoveResult | undefined> => {
    const known = await find(id)
    return (
      known &&
      alone(known.patientId, known.original, async () => {
        const move = (await find(id)) ?? known
        if (!isHalfDone(move) || move.stage === 'booking-unknown') return { move }
        const [old, replacement] = [await current(server, move.original), await current(server, move.replacement)]
        return old && replacement ? wayOut(move, old, replacement) : outcome(move, 'not-readable')
      })
    )
  }

  return {
    begin: (id, patientId, { original, booking, reason }) =>
      alone(patientId, original, async () => {
        const move: MoveLink = { id, step: 'book-new', original, reason }
        const asked: Asked = { id, server: server.base, patientId, intent: booking, move }
        // To move a visit to where it is would end with cancelling it; so would an old offer that has become this very appointment.
        const isItself = isSameVisit(booking.offer, original) || booking.offer.id === (original.id ?? null)
        await (isItself ? withholdAs(asked, { kind: 'not-done', current: original }) : send(asked))
        const begun = await find(id)
        if (!begun) throw new Error('the journal lost the move that it was just given')
        return begun.stage === 'both-booked' ? cancelOld(begun, booking.patient) : { move: begun }
      }),
    finish: (id, patient) =>
      resolve(id, async (move, old, replacement) => {
        if (old.status === 'cancelled' || bookedStatuses.includes(replacement.status)) return cancelOld(move, patient)
        // Still to be confirmed: until then the old appointment is the only one that counts.
        if (replacement.status !== 'cancelled') return outcome(move, replacement.status === 'pending' ? undefined : 'new-gone')
        await cancel(move, 'cancel-new', replacement, patient)
        return outcome(move, 'new-gone')
      }),
    undo: (id, patient) =>
      resolve(id, async (move, old, replacement) => {
        if (old.status === 'cancelled') await cancel(move, 'cancel-old', old, patient)
        else if (!bookedStatuses.includes(old.status)) return outcome(move, 'old-changed')
        else await cancel(move, 'cancel-new', replacement, patient)
        return outcome(move, old.status === 'cancelled' ? 'old-gone' : undefined)
      }),
    read: find,
    all,
  }
}

/** As the server has it now; undefined where it doesn't say. */
async function current(server: SchedulingServer, { id }: Appointment): Promise<Appointment | undefined> {
  if (id === undefined) return undefined
  try {
    return await readResource(server, 'Appointment', id)
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function isAsItWas(before: Appointment, now: Appointment): boolean {
  return (
    now.status === before.status && instantMs(now.start) === instantMs(before.start) && instantMs(now.end) === instantMs(before.end)
  )
}

function cancellation(server: string, move: Move, step: MoveLink['step'], original: Appointment, patient: Patient): Asked {
  const reason = move.steps[0].entry.move?.reason ?? { code: 'other' }
  const intent: Intent = { kind: 'cancel', original, patient, reason }
  const link: MoveLink = { id: move.id, step, original: move.original, reason }
  return { id: crypto.randomUUID(), server, patientId: move.patientId, intent, move: link }
}
