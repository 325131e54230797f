import type { Appointment } from '../../fhir/types.ts'
import { bookedStatuses } from '../../scheduling/reconcile/find-booking.ts'
import { isSameVisit, sameTime } from '../../scheduling/reconcile/same-visit.ts'
import type { Conclusion } from '../../record/conclusion.ts'
import type { JournalEntry } from '../../record/journal.ts'
import { conclusionOf } from '../../record/conclude-entry.ts'
import { isOf, type Change, type Landing } from './watched-clinic.ts'

/** What an observer within the server knows at one moment. */
export interface Observed {
  readonly stored: readonly Appointment[]
  readonly landings: readonly Landing[]
}

interface Facts {
  readonly entry: JournalEntry
  /** What the requests of this very entry did. */
  readonly own: readonly Change[]
  readonly now: (id: string | undefined) => Appointment | undefined
  readonly stored: readonly Appointment[]
}

/**
 * What is wrong with what the journal says of an entry; undefined where the journal is right, or says nothing. "Done" is wrong when it
 * isn't so; "not done" is wrong when the entry's own request did it and that is still in effect.
 */
export function wrongStatement(entry: JournalEntry, { stored, landings }: Observed): string | undefined {
  const conclusion = conclusionOf(entry, true)
  if (!conclusion || conclusion.kind === 'unknown') return undefined
  const own = landings.filter(({ entryId }) => entryId === entry.id).flatMap(({ changes }) => changes)
  const facts: Facts = { entry, own, stored, now: (id) => stored.find((each) => each.id === id) }
  const isSo = conclusion.kind === 'not-done' ? didIt(facts) : isDone(facts, conclusion)
  if (isSo === (conclusion.kind !== 'not-done')) return undefined
  return `${entry.intent.kind} ${entry.id} is said to be ${conclusion.kind}, which is wrong`
}

/** Whether the entry's own request did what was asked, and that is still in effect. */
function didIt({ entry, own, now }: Facts): boolean {
  const { intent, patientId } = entry
  switch (intent.kind) {
    case 'book':
      return own.some(({ after }) => isLive(after) && isOf(after, patientId) && isLive(now(after.id)))
    case 'cancel':
      return own.some(({ after }) => after.id === intent.original.id && now(after.id)?.status === 'cancelled')
    case 'modify':
      return own.some(({ after }) => isOf(after, patientId) && now(after.id)?.meta?.versionId === after.meta?.versionId)
    case 'release':
      return own.some(({ after }) => after.status === 'cancelled' && now(after.id)?.status === 'cancelled')
    case 'hold':
      return own.some(({ after }) => after.status === 'pending' && now(after.id)?.meta?.versionId === after.meta?.versionId)
  }
}

function isDone({ entry, own, now, stored }: Facts, { kind }: Conclusion): boolean {
  const { intent, patientId } = entry
  const statuses = kind === 'done' ? bookedStatuses : ['pending', ...bookedStatuses]
  switch (intent.kind) {
    case 'book': {
      const isIt = (each: Appointment) => statuses.includes(each.status) && isOf(each, patientId)
      return own.some(({ after }) => isIt(after)) || stored.some((each) => isIt(each) && isSameVisit(intent.offer, each))
    }
    case 'cancel':
      return now(intent.original.id)?.status === 'cancelled'
    case 'modify': {
      const current = now(intent.original.id)
      return own.some(({ after }) => after.id === intent.original.id) || (!!current && sameTime(current, intent.changed))
    }
    case 'release':
      return own.length > 0 || !isLive(now(intent.held.id))
    case 'hold':
      return own.some(({ after }) => after.status === 'pending')
  }
}

function isLive(appointment: Appointment | undefined): boolean {
  return appointment !== undefined && ['pending', ...bookedStatuses].includes(appointment.status)
}
