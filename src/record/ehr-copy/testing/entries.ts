import type { Appointment } from '../../../fhir/types.ts'
import type { Intent } from '../../../scheduling/intent.ts'
import { base, nowInstant } from '../../../scheduling/testing/intents.ts'
import type { Conclusion } from '../../conclusion.ts'
import type { JournalEntry } from '../../journal.ts'
import { keepIntent } from '../../keep-intent.ts'

export const ehrBase = 'https://ehr.example.org/fhir'
export const places = { record: ehrBase, patients: ehrBase }

/** An entry that was sent. Its other events don't matter to a copy: the conclusion says what they came to. */
export function entryOf(intent: Intent, id = `e-${intent.kind}`): JournalEntry {
  return { id, server: base, patientId: 'romero', intent: keepIntent(intent), events: [{ kind: 'sent', atInstant: nowInstant }] }
}

export function done(appointment: Appointment): Conclusion {
  return { kind: 'done', appointment, issues: [] }
}

/** An appointment as the server answers with it: under its own id, in a version. */
export function answered(appointment: Appointment, versionId = '1'): Appointment {
  return { ...appointment, meta: { versionId } }
}

export const refused: Conclusion = {
  kind: 'not-done',
  reason: 'refused',
  issues: [{ severity: 'error', code: 'business-rule', text: 'Closed that afternoon' }],
}

export const unknown: Conclusion = { kind: 'unknown', doubt: 'timeout', issues: [] }
