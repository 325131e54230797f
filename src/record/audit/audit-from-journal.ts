import type { Reference } from '../../fhir/types.ts'
import { correlationIdentifier } from '../../scheduling/correlation.ts'
import { subjectOf } from '../../scheduling/intent.ts'
import type { Outcome } from '../../scheduling/outcome.ts'
import { sentInstant, type JournalEntry } from '../journal.ts'
import type { AuditAbout, Exchange } from './exchange.ts'
import { resultOfOutcome, unanswered } from './result.ts'

/**
 * The exchange that a journal entry tells of; the entry's id is the X-Request-Id that went with it. What asking the server showed
 * later is left out: it doesn't change how the transaction ended. Undefined for an entry that was never sent.
 */
export function auditFromJournal(entry: JournalEntry, about: AuditAbout): Exchange | undefined {
  if (!entry.events.some(({ kind }) => kind === 'sent')) return undefined
  const answered = entry.events.find((event) => event.kind === 'answered')
  return {
    requestId: entry.id,
    transaction: entry.intent.kind === 'hold' ? 'ITI-116' : 'ITI-117',
    about: { ...about, server: entry.server },
    atInstant: answered?.atInstant ?? sentInstant(entry),
    result: answered ? resultOfOutcome(answered.outcome) : unanswered,
    patients: entry.patientId ? [{ type: 'Patient', reference: `${about.ehr}/Patient/${entry.patientId}` }] : [],
    ...appointmentOf(entry, answered?.outcome),
  }
}

/** The Appointment that the server answered with; else the one that was asked for, by its id or by the app's own identifier. */
function appointmentOf({ intent, server }: JournalEntry, outcome: Outcome | undefined): { appointment?: Reference } {
  const answered = outcome && 'appointment' in outcome ? outcome.appointment : undefined
  const id = answered?.id ?? subjectOf(intent).id
  if (id !== undefined) return { appointment: { type: 'Appointment', reference: `${server}/Appointment/${id}` } }
  if (intent.kind !== 'book') return {}
  return { appointment: { type: 'Appointment', identifier: correlationIdentifier(intent.correlationId) } }
}
