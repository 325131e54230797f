import type { Reference, Timing } from '../../../fhir/types.ts'
import { addDays, dayOf } from '../../../i18n/clinic-time.ts'
import type { Zone } from '../../../i18n/clinic-zone.ts'
import type { FindCriteria, Token } from '../../../scheduling/criteria.ts'
import { rangeProblem, type DayPart, type SearchCriteria } from './search-criteria.ts'

interface Asking {
  /** Epoch milliseconds. */
  readonly nowInstant: number
  /** The zone in which the criteria's days are days. */
  readonly zone: Zone
  /** The patient as the Scheduling Server knows them; undefined where it doesn't know them by a reference. */
  readonly patient: Reference | undefined
}

/** Fills more than a screen but needs no long wait. Only a hint to the server. */
const pageSize = 50

const minuteMs = 60_000

/**
 * What `$find` is asked for (ITI-115 2:3.115.4.1.2): from the first day's beginning, or from now if that is later, until the last
 * day's end, both with the zone's offset. Undefined where the days make no valid range.
 */
export function findCriteria(criteria: SearchCriteria, { nowInstant, zone, patient }: Asking): FindCriteria | undefined {
  const now = Temporal.Instant.fromEpochMilliseconds(Math.ceil(nowInstant / minuteMs) * minuteMs).toZonedDateTimeISO(zone)
  if (rangeProblem(criteria, dayOf(now.toInstant(), zone))) return undefined
  const firstDay = beginningOf(criteria.from, zone)
  const end = beginningOf(addDays(criteria.to, 1), zone)
  const start = Temporal.ZonedDateTime.compare(now, firstDay) > 0 ? now : firstDay
  const timing = timingOf(criteria)
  return {
    start: withOffset(start),
    end: withOffset(end),
    specialty: criteria.specialty.map(tokenOf),
    visitType: criteria.visitType.map(tokenOf),
    reason: criteria.reason.map(tokenOf),
    practitioner: criteria.practitioner.map(referenceOf),
    organization: criteria.organization.map(referenceOf),
    location: criteria.location.map(referenceOf),
    patient: patient ? [patient] : [],
    ...(timing ? { timing } : {}),
    count: pageSize,
  }
}

const events = { morning: 'MORN', afternoon: 'AFT', evening: 'EVE' } as const satisfies Record<DayPart, string>

/**
 * Parts of the day as R4 EventTiming, because the clinic knows when its mornings are. `when` and `timeOfDay` exclude each other
 * (tim-10), and a `timeOfDay` would name a single time, not a part of the day.
 */
function timingOf({ time, day }: SearchCriteria): Timing | undefined {
  if (time.length === 0 && day.length === 0) return undefined
  return {
    repeat: {
      ...(day.length > 0 ? { dayOfWeek: [...day] } : {}),
      ...(time.length > 0 ? { when: time.map((part) => events[part]) } : {}),
    },
  }
}

function beginningOf(day: string, zone: Zone): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone)
}

function withOffset(time: Temporal.ZonedDateTime): string {
  return time.toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })
}

function tokenOf(text: string): Token {
  const bar = text.indexOf('|')
  return { system: text.slice(0, bar), code: text.slice(bar + 1) }
}

function referenceOf(reference: string): Reference {
  return { reference }
}
