import type { Fault } from './faults/faults.ts'

export interface Scenario {
  readonly name: ScenarioName
  /** One sentence that describes it to whoever chooses. */
  readonly sentence: string
  readonly faults: readonly Fault[]
  /** Rules of the server that differ from the usual ones. */
  readonly rules?: {
    readonly calendar?: 'usual' | 'closed' | 'crowded'
    readonly offersHold?: boolean
    /** Entries per page: without `_count`, and at most. */
    readonly page?: { readonly default: number; readonly max: number }
  }
}

const always = { times: 'always' } as const

const plans = {
  usual: { sentence: 'Everything works.', faults: [] },
  'no-hold': {
    sentence: 'The server does not hold appointments and does not announce $hold.',
    faults: [],
    rules: { offersHold: false },
  },
  slow: { sentence: 'Every answer takes three seconds.', faults: [{ on: 'any', kind: 'delay', milliseconds: 3000, ...always }] },
  'nothing-free': { sentence: 'No appointment is free, whatever is asked for.', faults: [], rules: { calendar: 'closed' } },
  'ten-thousand': {
    sentence: 'Searches answer up to 10,000 offers, all on one page.',
    faults: [],
    rules: { calendar: 'crowded', page: { default: 10_000, max: 10_000 } },
  },
  'many-pages': { sentence: 'Answers come in pages of five.', faults: [], rules: { page: { default: 5, max: 5 } } },
  'slow-pages': {
    sentence: 'Answers come in pages of twenty, and every page after the first takes two seconds.',
    faults: [{ on: 'find-page', kind: 'delay', milliseconds: 2000, ...always }],
    rules: { page: { default: 20, max: 20 } },
  },
  'page-loop': {
    sentence: 'The link to the next page leads to the same page again.',
    faults: [
      { on: 'find', kind: 'loop', ...always },
      { on: 'find-page', kind: 'loop', ...always },
    ],
  },
  'time-just-gone': {
    sentence: 'The first time that is booked or moved to has just been taken by somebody else.',
    faults: [
      { on: 'book-new', kind: 'taken' },
      { on: 'modify', kind: 'taken' },
    ],
  },
  'refuses-booking': {
    sentence: 'New bookings are refused by a rule of the clinic.',
    faults: [{ on: 'book-new', kind: 'refuse', diagnostics: 'This visit needs a referral, and none is on file.', ...always }],
  },
  'refuses-modify': {
    sentence: 'Changes to booked appointments are refused; booking and cancelling work.',
    faults: [{ on: 'modify', kind: 'refuse', diagnostics: 'Appointments can only be changed by telephone.', ...always }],
  },
  'awaiting-confirmation': {
    sentence: 'Bookings are accepted as requests that the clinic has yet to confirm.',
    faults: [{ on: 'book-new', kind: 'wrong-status', status: 'pending', ...always }],
  },
  'answer-lost': {
    sentence: 'The first booking, change or cancellation is done, but its answer never arrives.',
    faults: [{ on: 'book', kind: 'drop-after' }],
  },
  'request-lost': {
    sentence: 'The first booking, change or cancellation never reaches the server.',
    faults: [{ on: 'book', kind: 'drop-before' }],
  },
  'server-down': {
    sentence: 'The scheduling service is down (503) and asks to retry after 30 seconds.',
    faults: [{ on: 'scheduling', kind: 'status', status: 503, retryAfterSeconds: 30, ...always }],
  },
  garbage: {
    sentence: 'The scheduling service answers with web pages instead of FHIR.',
    faults: [{ on: 'scheduling', kind: 'html', ...always }],
  },
  hostile: {
    sentence: 'Every text of the server is an attack: markup, scripts, marks that turn text around, texts without end.',
    faults: [{ on: 'any', kind: 'hostile', ...always }],
  },
  'another-patient': {
    sentence: 'The server answers about another patient than the one asked for.',
    faults: [{ on: 'scheduling', kind: 'another-patient', ...always }],
  },
  'session-expires': {
    sentence: 'The session has expired when the first hold, booking, change or cancellation is sent (401).',
    faults: [{ on: 'write', kind: 'status', status: 401 }],
  },
  forbidden: {
    sentence: 'The user may look, but not hold, book, change or cancel (403).',
    faults: [{ on: 'write', kind: 'status', status: 403, ...always }],
  },
} as const satisfies Record<string, Omit<Scenario, 'name'>>

export type ScenarioName = keyof typeof plans

const scenarioNames = Object.keys(plans).filter((name): name is ScenarioName => name in plans)

export const isScenarioName = (name: unknown): name is ScenarioName => typeof name === 'string' && Object.hasOwn(plans, name)

export const scenario = (name: ScenarioName): Scenario => ({ name, ...plans[name] })

/** Every scenario, the usual one first. */
export const scenarios: readonly Scenario[] = scenarioNames.map(scenario)
