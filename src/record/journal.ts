import type { Appointment, Coding } from '../fhir/types.ts'
import type { HoldExpiry } from '../scheduling/hold-expiry.ts'
import type { Intent } from '../scheduling/intent.ts'
import type { Outcome } from '../scheduling/outcome.ts'
import type { Truth } from '../scheduling/reconcile/truth.ts'
import { keepIntent, withoutNames, type KeptIntent } from './keep-intent.ts'
import type { Vault } from './storage/vault.ts'

/** Why something that was asked for was never sent. */
export type WithheldBecause =
  /** The same was asked for before, perhaps in another tab; the outcome of that entry answers this one too. */
  | { readonly kind: 'same-request'; readonly entryId: string }
  /** The outcome of another change of the same appointment isn't known yet. */
  | { readonly kind: 'earlier-open'; readonly entryId: string }
  /** The appointment to be moved can't be read, isn't what it was, or isn't booked any more: so no new time is booked for it. */
  | { readonly kind: 'old-not-shown' | 'old-changed' | 'old-gone' }
  /** The server shows that nothing is left to be done, or that this must not be done. */
  | { readonly kind: 'already-so'; readonly truth: Truth }
  /** A held time could not be read before it was to be given back; it may be somebody else's by now. */
  | { readonly kind: 'not-seen' }

/** What became of the copy in the EHR. */
export type CopyResult =
  | { readonly kind: 'recorded'; readonly reference?: string }
  /** The copy was not taken; `words` say why, in the EHR's words if it gave any. */
  | { readonly kind: 'failed'; readonly words: readonly string[] }

/** What happened to an intent, in order. Events are never changed or taken out. Times are epoch milliseconds. */
export type JournalEvent =
  /** Written before the request goes out: from here on the server may have carried it out. */
  | { readonly kind: 'sent'; readonly atInstant: number }
  | { readonly kind: 'withheld'; readonly atInstant: number; readonly because: WithheldBecause }
  | {
      readonly kind: 'answered'
      readonly atInstant: number
      readonly outcome: Outcome
      /** When the hold ends, if the intent was a hold that succeeded. */
      readonly hold?: HoldExpiry
    }
  /** `atInstant` is when the question was asked. */
  | { readonly kind: 'checked'; readonly atInstant: number; readonly truth: Truth }
  /** The audit repository has the transaction's AuditEvent; or the event was set aside, and `setAside` says why. */
  | { readonly kind: 'audited'; readonly atInstant: number; readonly setAside?: readonly string[] }
  | {
      readonly kind: 'copied'
      readonly atInstant: number
      readonly result: CopyResult
      /** How many events the entry had when the copy was made; absent: all events before this one. */
      readonly upTo?: number
    }
  /** The user has taken the entry out of Slotline's hands; `reason` says why. */
  | { readonly kind: 'dismissed'; readonly atInstant: number; readonly reason: string }

/** Ties the entries of one safe move together: book the new time, then cancel the old one; or cancel the new one to undo it. */
export interface MoveLink {
  /** The move's id, which is that of its first entry. */
  readonly id: string
  readonly step: 'book-new' | 'cancel-old' | 'cancel-new'
  /** The appointment that is moved, as it was before. */
  readonly original: Appointment
  /** Why the old one is cancelled. */
  readonly reason: Coding
}

export interface JournalEntry {
  readonly id: string
  /** FHIR base URL of the server that the intent is for. */
  readonly server: string
  readonly patientId: string
  readonly intent: KeptIntent
  readonly events: readonly JournalEvent[]
  readonly move?: MoveLink
}

/** What is to be done, for whom and where. */
export interface Asked {
  readonly id: string
  readonly server: string
  readonly patientId: string
  readonly intent: Intent
  readonly move?: MoveLink
}

export interface Journal {
  /** Writes an entry before its request is sent. An entry that exists already stays as it is. */
  begin(id: string, server: string, patientId: string, intent: Intent, atInstant: number, move?: MoveLink): Promise<JournalEntry>
  /** Writes down that something was asked for and why it isn't sent. */
  withhold(asked: Asked, event: Extract<JournalEvent, { kind: 'withheld' }>): Promise<JournalEntry>
  /** Adds an event to the entry as it is kept, with what other tabs have added meanwhile; returns the result. */
  append(entry: JournalEntry, event: JournalEvent): Promise<JournalEntry>
  read(id: string): Promise<JournalEntry | undefined>
  /** All entries, newest first. */
  all(): Promise<JournalEntry[]>
  /** Takes an entry out for good. */
  forget(id: string): Promise<void>
}

export function createJournal(vault: Vault): Journal {
  const write = (entry: JournalEntry, change: (kept: JournalEntry) => JournalEntry) =>
    // An entry that the browser cleared meanwhile is restored from the one at hand.
    vault.update('journal', entry.id, (kept) => change((kept as JournalEntry | undefined) ?? entry)) as Promise<JournalEntry>
  return {
    begin: (id, server, patientId, intent, atInstant, move) =>
      write(entryOf({ id, server, patientId, intent, ...(move ? { move } : {}) }, { kind: 'sent', atInstant }), (kept) => kept),
    withhold: (asked, event) => write(entryOf(asked, event), (kept) => kept),
    append: (entry, event) => write(entry, (kept) => ({ ...kept, events: [...kept.events, event] })),
    read: async (id) => (await vault.get('journal', id)) as JournalEntry | undefined,
    async all() {
      const entries = (await vault.all('journal')) as JournalEntry[]
      return entries.sort((a, b) => sentInstant(b) - sentInstant(a))
    },
    forget: (id) => vault.delete('journal', id),
  }
}

/** When the entry's request was sent or, if withheld, asked for. Epoch milliseconds. */
export function sentInstant(entry: JournalEntry): number {
  return entry.events[0]?.atInstant ?? 0
}

/** When the hold that the entry asked for ends. Where no answer said so, `holdMinutes` after it was sent is the estimate. */
export function holdOf(entry: JournalEntry, holdMinutes: number): HoldExpiry {
  const said = entry.events.map((event) => (event.kind === 'answered' ? event.hold : undefined)).find(Boolean)
  return said ?? { untilInstant: sentInstant(entry) + holdMinutes * 60_000, source: 'estimate' }
}

function entryOf({ id, server, patientId, intent, move }: Asked, event: JournalEvent): JournalEntry {
  const kept = move && { ...move, original: withoutNames(move.original) }
  return { id, server, patientId, intent: keepIntent(intent), events: [event], ...(kept ? { move: kept } : {}) }
}

/** Whether the entry stands for a transaction: a withheld one never reached the server. */
export function wasSent(entry: JournalEntry): boolean {
  return entry.events.some((event) => event.kind === 'sent')
}

/** Whether the entry changes what is booked; a hold and its release don't. */
export function isChange({ intent }: JournalEntry): boolean {
  return intent.kind === 'book' || intent.kind === 'modify' || intent.kind === 'cancel'
}

/** Whether the user has taken the entry out of Slotline's hands. */
export function isDismissed(entry: JournalEntry): boolean {
  return entry.events.some((event) => event.kind === 'dismissed')
}
