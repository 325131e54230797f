import type { Appointment } from '../../src/fhir/types.ts'
import type { Interaction } from '../fhir-server/interaction.ts'
import type { ReceivedRequest } from '../fhir-server/server.ts'

/**
 * Which requests a fault strikes. `book` is every $book; `book-new`, `modify` and `cancel` are its kinds. `write` is $hold and
 * $book; `scheduling` is everything about appointments; `any` is everything.
 */
export type FaultTarget =
  | 'find'
  | 'find-page'
  | 'hold'
  | 'book'
  | 'book-new'
  | 'modify'
  | 'cancel'
  | 'search'
  | 'read'
  | 'metadata'
  | 'write'
  | 'scheduling'
  | 'any'

/**
 * What goes wrong. Where a fault replaces the answer, `commits` says whether the server did its work first; by default it did
 * not.
 */
export type FaultEffect =
  /** Answers a Bundle with only this OperationOutcome, HTTP 200. */
  | {
      readonly kind: 'refuse'
      readonly code?: 'business-rule' | 'not-found' | 'conflict' | 'processing'
      readonly diagnostics?: string
    }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The server does its work, and answers this much later. */
  | { readonly kind: 'delay-answer'; readonly milliseconds: number }
  /** The connection breaks before the server did anything. */
  | { readonly kind: 'drop-before' }
  /** The connection breaks after the server did its work. */
  | { readonly kind: 'drop-after' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number; readonly commits?: boolean }
  | { readonly kind: 'html' | 'broken-json' | 'empty' | 'other-resource'; readonly commits?: boolean }
  /** Answers with the appointment in this status. `pending` and `booked` are also stored; others leave everything as it was. */
  | { readonly kind: 'wrong-status'; readonly status: Appointment['status'] }
  /** Somebody else takes the time just before the request. */
  | { readonly kind: 'taken' }
  /** The next link leads to the same page again. */
  | { readonly kind: 'loop' }
  /** The next link leads to another server. */
  | { readonly kind: 'foreign-next' }
  /**
   * In this order: the bare Appointment instead of a Bundle; a Parameters resource with a `return` part; HTTP 201; no
   * `total`; another Bundle type; a Slot besides the Appointment.
   */
  | { readonly kind: 'bare' | 'parameters' | 'created' | 'no-total' | 'transaction-response' | 'extra-slot' }
  /** An issue of this severity besides a success. */
  | { readonly kind: 'extra-issue'; readonly severity: 'fatal' | 'error' | 'warning' | 'information' }
  /** Does its work, and answers about another patient: in every Appointment, and under another id where a record was read. */
  | { readonly kind: 'another-patient' }
  /** Every text for people is an attack: markup, script, marks that turn text around, a name that never ends. */
  | { readonly kind: 'hostile' }
  /** The server does its work, but answers only with an informational OperationOutcome. */
  | { readonly kind: 'notice-only' }

export type Fault = FaultEffect & {
  readonly on: FaultTarget
  /** The first matching request that it strikes (1 is the next one); default 1. */
  readonly nth?: number
  /** How many requests it strikes; default 1. */
  readonly times?: number | 'always'
}

interface Waiting {
  readonly fault: Fault
  readonly seen: number
}

export interface SavedFaults {
  readonly added: readonly Waiting[]
  readonly scenario: readonly number[]
}

/** The faults that still wait, with the number of requests that each has seen. */
export interface Faults {
  add(fault: Fault): void
  /** The faults that strike this request, added ones before the scenario's. Counts the request. */
  take(interaction: Interaction, request: ReceivedRequest, ofScenario: readonly Fault[]): Fault[]
  /** Restarts the counts of the scenario's faults. */
  forgetScenario(): void
  save(): SavedFaults
}

export function createFaults(saved?: SavedFaults): Faults {
  let added: readonly Waiting[] = saved?.added ?? []
  let scenarioSeen: readonly number[] = saved?.scenario ?? []
  return {
    add(fault) {
      added = [...added, { fault, seen: 0 }]
    },
    take(interaction, request, ofScenario) {
      const targets = targetsOf(interaction, request)
      const count = ({ fault, seen }: Waiting): Waiting => ({ fault, seen: targets.has(fault.on) ? seen + 1 : seen })
      added = added.map(count)
      const staged = ofScenario.map((fault, index) => count({ fault, seen: scenarioSeen[index] ?? 0 }))
      scenarioSeen = staged.map(({ seen }) => seen)
      return [...added, ...staged]
        .filter(({ fault, seen }) => targets.has(fault.on) && strikes(fault, seen))
        .map(({ fault }) => fault)
    },
    forgetScenario() {
      scenarioSeen = []
    },
    save: () => ({ added, scenario: scenarioSeen }),
  }
}

function strikes({ nth = 1, times = 1 }: Fault, seen: number): boolean {
  return seen >= nth && (times === 'always' || seen < nth + times)
}

function targetsOf(interaction: Interaction, { body }: ReceivedRequest): ReadonlySet<FaultTarget> {
  switch (interaction.kind) {
    case 'metadata':
      return new Set(['metadata', 'any'])
    case 'find':
    case 'find-page':
      return new Set([interaction.kind, 'scheduling', 'any'])
    case 'hold':
      return new Set(['hold', 'write', 'scheduling', 'any'])
    case 'book':
      return new Set(['book', bookIntent(body), 'write', 'scheduling', 'any'])
    case 'search':
    case 'read':
      return new Set([interaction.kind, ...(interaction.type === 'Appointment' ? (['scheduling'] as const) : []), 'any'])
    default:
      return new Set(['any'])
  }
}

/** Guesses the kind of a $book from its unchecked body. A malformed body counts as a new booking. */
function bookIntent(body: string): 'book-new' | 'modify' | 'cancel' {
  const status = /"resourceType"\s*:\s*"Appointment"/.test(body) && /"status"\s*:\s*"(booked|cancelled)"/.exec(body)?.[1]
  return status === 'booked' ? 'modify' : status === 'cancelled' ? 'cancel' : 'book-new'
}
