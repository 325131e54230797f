import type { Appointment, Patient } from '../fhir/types.ts'
import { actorType } from '../fhir/references.ts'
import type { HoldExpiry } from '../scheduling/hold-expiry.ts'
import type { Intent } from '../scheduling/intent.ts'
import type { Outcome } from '../scheduling/outcome.ts'
import type { Truth } from '../scheduling/truth.ts'
import { concludeOutcome, concludeTruth, settlingMs, type Conclusion } from './conclusion.ts'
import type { Vault } from './vault.ts'

/** What happened to an intent, in order. Nothing is ever changed or taken out. Times are epoch milliseconds. */
export type JournalEvent =
  | { readonly kind: 'sent'; readonly atInstant: number }
  | {
      readonly kind: 'answered'
      readonly atInstant: number
      readonly outcome: Outcome
      /** Of a hold that succeeded. */
      readonly hold?: HoldExpiry
    }
  | { readonly kind: 'checked'; readonly atInstant: number; readonly truth: Truth }

/** The intent without names or birth dates: of the patient only the id is kept. */
export type KeptIntent = Intent extends infer One
  ? One extends { patient: Patient }
    ? Omit<One, 'patient'> & { readonly patient: { readonly resourceType: 'Patient'; readonly id: string } }
    : One
  : never

export interface JournalEntry {
  readonly id: string
  /** FHIR base URL of the server it was sent to. */
  readonly server: string
  readonly patientId: string
  readonly intent: KeptIntent
  readonly events: readonly JournalEvent[]
}

export interface Journal {
  /** Written before the request is sent. */
  begin(id: string, server: string, patientId: string, intent: Intent, atInstant: number): Promise<JournalEntry>
  append(entry: JournalEntry, event: JournalEvent): Promise<JournalEntry>
  read(id: string): Promise<JournalEntry | undefined>
  /** All entries, newest first. */
  all(): Promise<JournalEntry[]>
}

export function createJournal(vault: Vault): Journal {
  const write = async (entry: JournalEntry) => {
    await vault.put('journal', entry.id, entry)
    return entry
  }
  return {
    begin: (id, server, patientId, intent, atInstant) =>
      write({ id, server, patientId, intent: keep(intent), events: [{ kind: 'sent', atInstant }] }),
    append: (entry, event) => write({ ...entry, events: [...entry.events, event] }),
    read: async (id) => (await vault.get('journal', id)) as JournalEntry | undefined,
    async all() {
      const entries = (await vault.all('journal')) as JournalEntry[]
      return entries.sort((a, b) => sentInstant(b) - sentInstant(a))
    },
  }
}

export function sentInstant(entry: JournalEntry): number {
  return entry.events[0]?.atInstant ?? 0
}

/** When the hold that the entry asked for ends; one whose answer was lost is given the usual time from when it was sent. */
export function holdOf(entry: JournalEntry, holdMinutes: number): HoldExpiry {
  const said = entry.events.map((event) => (event.kind === 'answered' ? event.hold : undefined)).find(Boolean)
  return said ?? { untilInstant: sentInstant(entry) + holdMinutes * 60_000, source: 'estimate' }
}

/**
 * Where an entry stands after all that happened to it. Undefined while its request is under way for the first time.
 * @param abandoned true once nobody waits for the answer any more: the page that sent it is gone
 */
export function conclusionOf(entry: JournalEntry, abandoned: boolean): Conclusion | undefined {
  const start: Conclusion | undefined = abandoned ? { kind: 'unknown', doubt: 'aborted', issues: [] } : undefined
  return entry.events.reduce<Conclusion | undefined>((before, event) => {
    switch (event.kind) {
      case 'sent':
        return before
      case 'answered':
        return concludeOutcome(event.outcome, event.atInstant)
      case 'checked': {
        const open: Conclusion = before ?? { kind: 'unknown', doubt: 'aborted', issues: [] }
        const isDone = event.truth.kind === 'done' || event.truth.kind === 'awaiting-confirmation'
        // Of an answer that settled the matter, asking can only overturn a refusal.
        if (open.kind !== 'unknown') return open.kind === 'not-done' && isDone ? concludeTruth(event.truth, open) : open
        const settled = event.atInstant - sentInstant(entry) >= settlingMs(open.doubt)
        return event.truth.kind === 'not-done' && !settled ? open : concludeTruth(event.truth, open)
      }
    }
  }, start)
}

function keep(intent: Intent): KeptIntent {
  switch (intent.kind) {
    case 'hold':
    case 'book': {
      const offer = withoutNames(intent.offer)
      return intent.kind === 'hold' ? { ...intent, offer } : { ...intent, offer, patient: idOnly(intent.patient) }
    }
    case 'release':
      return { ...intent, held: withoutNames(intent.held) }
    case 'modify':
      return {
        ...intent,
        original: withoutNames(intent.original),
        changed: withoutNames(intent.changed),
        patient: idOnly(intent.patient),
      }
    case 'cancel':
      return { ...intent, original: withoutNames(intent.original), patient: idOnly(intent.patient) }
  }
}

function idOnly(patient: Patient): { resourceType: 'Patient'; id: string } {
  return { resourceType: 'Patient', id: patient.id ?? '' }
}

/** The display of a Patient actor is the patient's name; the reference says enough. */
export function withoutNames(appointment: Appointment): Appointment {
  const { text: _narrative, contained: _contained, ...kept } = appointment
  if (!kept.participant) return kept
  return {
    ...kept,
    participant: kept.participant.map((participant) => {
      if (actorType(participant.actor) !== 'Patient' || !participant.actor) return participant
      const { display: _name, ...actor } = participant.actor
      return { ...participant, actor }
    }),
  }
}
