import { plausibleDay } from '../../../i18n/plausible-day.ts'
import { addDays, type DayKey } from '../../../i18n/clinic-time.ts'

export const dayParts = ['morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof dayParts)[number]

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** The criteria that hold several values, which count as alternatives in order of preference. */
export const listKinds = ['specialty', 'visitType', 'reason', 'practitioner', 'organization', 'location', 'time', 'day'] as const
export type ListKind = (typeof listKinds)[number]

/** The criteria in the form and in the address. Codes are `system|code`, actors `Type/id`; an empty list means any. */
export interface SearchCriteria {
  /** First and last day of the clinic's calendar, both included. */
  readonly from: DayKey
  readonly to: DayKey
  readonly specialty: readonly string[]
  readonly visitType: readonly string[]
  readonly reason: readonly string[]
  readonly practitioner: readonly string[]
  readonly organization: readonly string[]
  readonly location: readonly string[]
  readonly time: readonly DayPart[]
  readonly day: readonly Weekday[]
  /** The id of the appointment that is to be moved. */
  readonly moves: string | undefined
}

/** How many days ahead a search looks that names no last day. */
export const defaultDays = 14

/** Criteria for anything free from today on. */
export function anything(today: DayKey): SearchCriteria {
  return {
    from: today,
    to: addDays(today, defaultDays),
    specialty: [],
    visitType: [],
    reason: [],
    practitioner: [],
    organization: [],
    location: [],
    time: [],
    day: [],
    moves: undefined,
  }
}

/** Why these days can't be searched; undefined where they can. */
export function rangeProblem({ from, to }: Pick<SearchCriteria, 'from' | 'to'>, today: DayKey): RangeProblem | undefined {
  if (!isDay(from)) return 'no-first-day'
  if (!isDay(to)) return 'no-last-day'
  if (from > to) return 'reversed'
  return to < today ? 'past' : undefined
}

export type RangeProblem = 'no-first-day' | 'no-last-day' | 'reversed' | 'past'

/** Whether the text is a plausible day, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return plausibleDay(text) === text
}

/** Whether the text is a code with its system: both are required (ITI-115 2:3.115.4.1.2). */
export function isToken(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s|]+\|[^\s|]+(?: [^\s|]+)*$/i.test(text)
}

/** Days from the first to the last, both counted. */
export function lengthInDays({ from, to }: Pick<SearchCriteria, 'from' | 'to'>): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1
}
