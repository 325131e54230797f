import type { Appointment, Patient } from '../../fhir/types.ts'
import { instantMs } from '../../fhir/instants.ts'
import type { Intent } from '../../scheduling/intent.ts'
import { booking, cancellation, withoutId } from '../../scheduling/testing/sim-clinic.ts'
import { statusReasonCoding } from '../../scheduling/status-reason-list.ts'
import { isOf } from './watched-clinic.ts'
import type { Wish } from './arbitrary-history.ts'
import type { Shown } from './first-offers.ts'
import type { ChaosWorld, Tab } from './world.ts'

/** Does in a tab what the user wishes, as the screens do it. Does nothing where the appointment, offer or move for it is missing. */
export async function grant(world: ChaosWorld, tab: Tab, wish: Wish, id: string, { offers, patients }: Shown): Promise<void> {
  const patient = 'patient' in wish ? patients[wish.patient % patients.length] : undefined
  const offer = 'offer' in wish ? offers[wish.offer % offers.length] : undefined
  const booked = patient && 'which' in wish ? pick(bookedOf(world, patient), wish.which) : undefined
  const perform = (one: Patient | undefined, intent: Intent) => {
    world.asked.entries.add(id)
    return tab.recorder.perform(id, one?.id ?? '', intent)
  }
  switch (wish.kind) {
    case 'book':
      if (offer && patient) await perform(patient, booking(wish.hasId ? offer : withoutId(offer), patient))
      return
    case 'hold':
      if (offer && patient) await perform(patient, { kind: 'hold', offer, patient })
      return
    case 'book-held':
    case 'release': {
      const hold = (await tab.recorder.all()).find(({ entry }) => entry.intent.kind === 'hold')
      const holder = patients.find((one) => one.id === hold?.entry.patientId)
      if (hold?.conclusion.kind !== 'done' || !holder) return
      const held = hold.conclusion.appointment
      await perform(holder, wish.kind === 'release' ? { kind: 'release', held } : booking(held, holder, { held: true }))
      return
    }
    case 'cancel':
      if (booked && patient) await perform(patient, cancellation(booked, patient))
      return
    case 'note':
      if (booked && patient) {
        await perform(patient, { kind: 'modify', original: booked, changed: { ...booked, comment: `Note ${id}` }, patient })
      }
      return
    case 'modify':
      if (booked && patient && offer) {
        await perform(patient, { kind: 'modify', original: booked, changed: movedTo(booked, offer), patient })
      }
      return
    case 'move':
      if (!booked || !patient || !offer) return
      world.asked.entries.add(id)
      await tab.recorder.moves.begin(id, patient.id ?? '', {
        original: booked,
        booking: booking(offer, patient),
        reason: statusReasonCoding('patient-cancel'),
      })
      return
    case 'finish':
    case 'undo': {
      const move = pick(await tab.recorder.moves.all(), wish.which)
      const mover = patients.find((one) => one.id === move?.patientId)
      if (!move || !mover) return
      if (wish.kind === 'undo') world.asked.undone.add(move.id)
      await tab.recorder.moves[wish.kind](move.id, mover)
      return
    }
    case 'check': {
      const recorded = pick(await tab.recorder.all(), wish.which)
      if (recorded) await tab.recorder.checkAgain(recorded.entry.id)
      return
    }
    case 'resume':
      await tab.resume()
  }
}

function bookedOf({ clinic }: ChaosWorld, { id = '' }: Patient): Appointment[] {
  const booked = clinic.stored().filter((each) => each.status === 'booked' && isOf(each, id))
  // The latest one comes first: the user has most probably been working on it.
  return booked.sort((a, b) => (instantMs(b.meta?.lastUpdated) ?? 0) - (instantMs(a.meta?.lastUpdated) ?? 0))
}

function movedTo(booked: Appointment, { start = '', end = '', participant }: Appointment): Appointment {
  const patients = booked.participant.filter(({ actor }) => actor?.reference?.startsWith('Patient/'))
  return { ...booked, start, end, requestedPeriod: [{ start, end }], participant: [...patients, ...participant] }
}

function pick<T>(from: readonly T[], index: number): T | undefined {
  return from[index % from.length]
}
