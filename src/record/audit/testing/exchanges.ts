import type { JournalEntry } from '../../journal.ts'
import { keepIntent, keepOutcome } from '../../keep-intent.ts'
import type { Intent } from '../../../scheduling/intent.ts'
import type { Outcome } from '../../../scheduling/outcome.ts'
import { base, nowInstant } from '../../../scheduling/testing/intents.ts'
import type { Transaction } from '../../../fhir/transaction.ts'
import type { AuditAbout, Exchange, ToldResult } from '../exchange.ts'

export const about: AuditAbout = {
  app: { clientId: 'slotline', registeredAt: 'https://ehr.example.org/fhir', host: 'apps.example.org' },
  user: { issuer: 'https://login.example.org', subject: 'u-77' },
  server: base,
  ehr: 'https://ehr.example.org/fhir',
}

export const requestId = '0b54c1a0-8b40-4b38-a4f5-2f0a6f1f9a11'
export const patientReference = { type: 'Patient', reference: 'https://ehr.example.org/fhir/Patient/romero' }
export const rawSearch =
  'POST https://clinic.example.org/fhir/Appointment/_search\naccept: application/fhir+json\n\npatient=Patient%2Fromero'

export type TellableExchange = Exchange & { readonly result: ToldResult }

/** A transaction that succeeded, about one patient. */
export function exchangeOf(transaction: Transaction, changes: Partial<TellableExchange> = {}): TellableExchange {
  const appointment = { type: 'Appointment', reference: `${base}/Appointment/a-7` }
  const names = transaction === 'ITI-116' || transaction === 'ITI-117' ? { appointment } : { request: rawSearch }
  return {
    requestId,
    transaction,
    about,
    atInstant: nowInstant,
    result: { code: '0' },
    patients: [patientReference],
    ...names,
    ...changes,
  }
}

/** A journal entry as the recorder leaves it once the answer has come; without an outcome, as it is before. */
export function entryOf(intent: Intent, outcome?: Outcome, id: string = requestId): JournalEntry {
  const answered = outcome ? [{ kind: 'answered', atInstant: nowInstant + 500, outcome: keepOutcome(outcome) } as const] : []
  return {
    id,
    server: base,
    patientId: 'romero',
    intent: keepIntent(intent),
    events: [{ kind: 'sent', atInstant: nowInstant }, ...answered],
  }
}
