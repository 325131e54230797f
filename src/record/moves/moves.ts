import type { Appointment, Coding, Patient } from '../../fhir/types.ts'
import type { SchedulingServer } from '../../scheduling/server.ts'
import type { BookIntent, Intent } from '../../scheduling/intent.ts'
import { hasOthersInstead, isSameVisit } from '../../scheduling/reconcile/same-visit.ts'
import type { Truth } from '../../scheduling/reconcile/truth.ts'
import type { Asked, Journal, JournalEntry, MoveLink, WithheldBecause } from '../journal.ts'
import type { Locks } from '../locks.ts'
import { appointmentNow, whyNotToMove, type AppointmentNow } from './appointment-now.ts'
import { isHalfDone, moveOf, type Move } from './move-stage.ts'
import type { Recorded } from '../recorded.ts'

/** An appointment to move to a free time without changing it: for servers that refuse changes. */
export interface MoveRequest {
  /** As it was read from the server. */
  readonly original: Appointment
  /** The booking of the new time, with its patient, reason, note and correlation id. */
  readonly booking: BookIntent
  /** Why the old appointment is cancelled, as the server is told. */
  readonly reason: Coding
}

/** Why a move could not be taken further just now. Nothing was sent that could make it worse. */
export type Hindrance =
  /** The server doesn't show how the appointments stand. */
  | 'not-readable'
  /** The old appointment is no longer what was to be moved: somebody changed it, or it has begun. */
  | 'old-changed'
  /** The new appointment is no longer what was booked: somebody changed it, or it has begun. */
  | 'new-changed'
  /** The new time isn't booked any more. */
  | 'new-gone'
  /** The old appointment isn't booked any more: without the new one the patient would have none. */
  | 'old-gone'

export interface MoveResult {
  readonly move: Move
  readonly hindrance?: Hindrance
}

/**
 * Moves in two recorded steps (book the new time, then cancel the old one; never the other way round), and the ways out of every
 * half-done state. Before each step the server is asked how things stand. Steps of one move wait for each other in all tabs. The
 * answer is undefined for a move that the journal doesn't have.
 */
export interface Moves {
  /**
   * Books the new time, once it is certain that the old appointment stands as it was and that no other move of it is open.
   * @param id the id of the move, and of the journal entry of its first step
   */
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
  /** @param lastObjection a last reason not to send; asked for only where no earlier request is the answer */
  readonly send: (asked: Asked, lastObjection?: () => Promise<WithheldBecause | undefined>) => Promise<Recorded>
  readonly withhold: Journal['withhold']
  readonly entries: () => Promise<JournalEntry[]>
  /** The entry with what it came to; for one that repeats an earlier entry, the earlier one. */
  readonly read: (entry: JournalEntry) => Promise<Recorded>
}

export function createMoves({ server, locks, send, withhold, entries, read }: Means): Moves {
  /** Each step of all moves, with what it came to by itself or as the earlier step that it repeats. */
  const stepsOfMoves = async () => {
    const steps = (await entries()).filter((entry) => entry.move !== undefined)
    return Promise.all(steps.map(async (entry) => ({ entry, cameTo: await read(entry) })))
  }
  const movesAmong = (steps: Awaited<ReturnType<typeof stepsOfMoves>>): Move[] => {
    const own = steps.filter((step) => step.entry.move?.step !== 'book-new' || begunAs(step) === step.entry.move.id)
    const ids = [...new Set(own.map(({ entry }) => entry.move?.id))]
    const recorded = own.map(({ entry, cameTo }) => ({ ...cameTo, entry }))
    return ids.flatMap((id) => moveOf(recorded.filter(({ entry }) => entry.move?.id === id)) ?? [])
  }
  const find = async (id: string) => {
    const steps = await stepsOfMoves()
    const first = steps.find(({ entry }) => entry.id === id)
    const movedAs = first && begunAs(first)
    return movesAmong(steps).find((move) => move.id === movedAs)
  }

  /** Moves of one appointment run one at a time; their steps take the locks of their own appointments. */
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

  const nowOf = (before: Appointment, patient: Patient) => appointmentNow(server, before, patient)

  /** Why no new time may be booked for an appointment: another move of it is open, or the appointment doesn't stand as it was. */
  const objectionToMove = async (original: Appointment, patient: Patient): Promise<WithheldBecause | undefined> => {
    const open = movesAmong(await stepsOfMoves()).find((move) => isHalfDone(move) && isOf(move, original))
    return open ? { kind: 'earlier-open', entryId: open.id } : whyNotToMove(original, await nowOf(original, patient))
  }
  const isOf = ({ steps: [first], original: { id } }: Move, original: Appointment) =>
    id !== undefined && id === original.id && first.entry.server === server.base

  /** Cancels the old appointment. To be called once the new time is booked. */
  const cancelOld = async (move: Move, old: AppointmentNow | undefined, patient: Patient): Promise<MoveResult> => {
    if (!old) return outcome(move, 'not-readable')
    const isAsItWas = old.is === 'cancelled' || (old.is !== 'changed' && old.is !== 'moved' && old.now.status === move.original.status)
    if (!isAsItWas) return outcome(move, 'old-changed')
    await cancel(move, 'cancel-old', old.now, patient)
    return outcome(move)
  }

  /** Somebody has cancelled both: nothing is left to finish or to undo. */
  const bothGone = async (move: Move, old: AppointmentNow, replacement: AppointmentNow, patient: Patient): Promise<MoveResult> => {
    await cancel(move, 'cancel-old', old.now, patient)
    await cancel(move, 'cancel-new', replacement.now, patient)
    return outcome(move)
  }

  /** Runs a way out of a half-done move, with the move and both of its appointments read anew. */
  const resolve = async (
    id: string,
    patient: Patient,
    wayOut: (move: Move, old: AppointmentNow, replacement: AppointmentNow) => Promise<MoveResult>,
  ): Promise<MoveResult | undefined> => {
    const known = await find(id)
    return (
      known &&
      alone(known.patientId, known.original, async () => {
        const move = (await find(id)) ?? known
        if (!isHalfDone(move) || move.stage === 'booking-unknown') return { move }
        const [old, replacement] = [await nowOf(move.original, patient), await nowOf(move.replacement, patient)]
        if (!old || !replacement) return outcome(move, 'not-readable')
        // A cancellation of unknown outcome has to be found out first, however the other appointment stands.
        if (move.stage === 'undoing-unknown' && replacement.is !== 'cancelled') return outcome(move)
        if (move.stage === 'cancelling-unknown' && old.is !== 'cancelled') return outcome(move)
        if (replacement.is === 'changed' || replacement.is === 'moved') return outcome(move, 'new-changed')
        if (old.is === 'cancelled' && replacement.is === 'cancelled') return bothGone(move, old, replacement, patient)
        return wayOut(move, old, replacement)
      })
    )
  }

  return {
    begin: (id, patientId, { original, booking, reason }) =>
      alone(patientId, original, async () => {
        const move: MoveLink = { id, step: 'book-new', original, reason }
        const asked: Asked = { id, server: server.base, patientId, intent: booking, move }
        // Moving a visit to its own time would end with cancelling it; so would booking an old offer that has become this very appointment.
        const isItself = isSameVisit(booking.offer, original) || booking.offer.id === (original.id ?? null)
        await (isItself ? withholdAs(asked, { kind: 'not-done', current: original }) : send(asked, () => objectionToMove(original, booking.patient)))
        const begun = await find(id)
        if (!begun) throw new Error('the journal lost the move that it was just given')
        // Where the server booked another practitioner or place, people decide which appointment stays.
        const isAsWished = begun.stage === 'both-booked' && !hasOthersInstead(booking.offer, begun.replacement)
        return isAsWished ? cancelOld(begun, await nowOf(original, booking.patient), booking.patient) : { move: begun }
      }),
    finish: (id, patient) =>
      resolve(id, patient, async (move, old, replacement) => {
        if (replacement.is === 'booked' || replacement.is === 'begun') return cancelOld(move, old, patient)
        // The new time is still to be confirmed: until then only the old appointment counts.
        if (replacement.is === 'pending') return outcome(move, old.is === 'cancelled' ? 'old-gone' : undefined)
        if (old.is === 'changed') return outcome(move, 'old-changed')
        await cancel(move, 'cancel-new', replacement.now, patient)
        return outcome(move, 'new-gone')
      }),
    undo: (id, patient) =>
      resolve(id, patient, async (move, old, replacement) => {
        if (old.is !== 'cancelled' && old.is !== 'booked' && old.is !== 'begun') return outcome(move, 'old-changed')
        if (old.is === 'cancelled') {
          if (replacement.is !== 'pending') await cancel(move, 'cancel-old', old.now, patient)
          return outcome(move, 'old-gone')
        }
        if (replacement.is === 'begun') return outcome(move, 'new-changed')
        await cancel(move, 'cancel-new', replacement.now, patient)
        return outcome(move)
      }),
    read: find,
    all: async () => movesAmong(await stepsOfMoves()),
  }
}

/** The id of the move that a first step begins; where it repeats the first step of an earlier move, that move's id. */
function begunAs({ entry, cameTo }: { readonly entry: JournalEntry; readonly cameTo: Recorded }): string | undefined {
  const earlier = cameTo.entry.move
  return earlier?.step === 'book-new' ? earlier.id : entry.move?.id
}

function cancellation(server: string, move: Move, step: MoveLink['step'], original: Appointment, patient: Patient): Asked {
  const reason = move.steps[0].entry.move?.reason ?? { code: 'other' }
  const intent: Intent = { kind: 'cancel', original, patient, reason }
  const link: MoveLink = { id: move.id, step, original: move.original, reason }
  return { id: crypto.randomUUID(), server, patientId: move.patientId, intent, move: link }
}
