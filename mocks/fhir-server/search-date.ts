import { addDays, epochAt } from '../world/clinic-time.ts'
import type { Interval } from '../world/interval.ts'
import { malformed } from './refusal.ts'

const VALUE =
  /^(eq|ne|ge|le|gt|lt|sa|eb)?(\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?)?)?)$/

/**
 * Whether a date or instant satisfies a FHIR date parameter such as `ge2026-03-04`. A value without a time means that whole
 * day, month or year in the given zone. Refuses with 400 any other value, also a time without an offset.
 */
export function matchesDate(own: string, wanted: string, zone: string): boolean {
  const [, prefix = 'eq', date] = VALUE.exec(wanted) ?? []
  if (!date) throw malformed(`“${wanted}” is not a date to search for.`, undefined, 'value')
  const range = rangeOf(date, zone)
  const { start, end } = rangeOf(own, zone)
  switch (prefix) {
    case 'ne':
      return start < range.start || end > range.end
    case 'ge':
      return end > range.start
    case 'le':
      return start < range.end
    case 'gt':
      return end > range.end
    case 'lt':
      return start < range.start
    case 'sa':
      return start >= range.end
    case 'eb':
      return end <= range.start
    default:
      return start >= range.start && end <= range.end
  }
}

/** The stretch of time that a partial date, or an instant (one millisecond), stands for. */
function rangeOf(text: string, zone: string): Interval {
  if (text.includes('T')) return { start: Date.parse(text), end: Date.parse(text) + 1 }
  const [year = '', month, day] = text.split('-')
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`
  if (Number.isNaN(Date.parse(first))) throw malformed(`“${text}” is not a date.`, undefined, 'value')
  const next = day
    ? addDays(first, 1)
    : month
      ? firstOfNextMonth(year, month)
      : `${String(Number(year) + 1).padStart(4, '0')}-01-01`
  return { start: epochAt(first, '00:00', zone), end: epochAt(next, '00:00', zone) }
}

const firstOfNextMonth = (year: string, month: string): string =>
  new Date(Date.UTC(Number(year), Number(month), 1)).toISOString().slice(0, 10)
