import { instantMs } from '../fhir/instants.ts'
import type { Appointment } from '../fhir/types.ts'
import { conclusionOf } from './conclude-entry.ts'
import { isChange, sentInstant, type JournalEntry } from './journal.ts'

/** Whether an appointment is there because another request asked for it. A time that was held for it may have become the booking. */
export function isAnothersDoing(appointment: Appointment, { id, intent }: JournalEntry, entries: readonly JournalEntry[]): boolean {
  return entries.some((other) => {
    const isOwn = other.id === id || (intent.kind === 'book' && !isChange(other))
    const conclusion = isOwn ? undefined : conclusionOf(other, true)
    return conclusion !== undefined && 'appointment' in conclusion && conclusion.appointment.id === (appointment.id ?? null)
  })
}

/** A computer whose zone is wrong may be hours off, and what was just booked must not seem old. */
const clocksDifferByMs = 24 * 3_600_000

/**
 * Whether the server has left an appointment untouched since well before the entry was sent. When it was created says less: a
 * proposal that becomes a booking may keep that.
 */
export function stoodBefore({ meta }: Appointment, entry: JournalEntry): boolean {
  const touched = instantMs(meta?.lastUpdated)
  return touched !== undefined && touched < sentInstant(entry) - clocksDifferByMs
}
