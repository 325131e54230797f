import { addDays, type DayKey } from '../../../i18n/clinic-time.ts'
import { dayParts, defaultDays, isDay, isToken, listKinds, weekdays } from './search-criteria.ts'
import type { ListKind, SearchCriteria } from './search-criteria.ts'

const names: Readonly<Record<ListKind, string>> = {
  specialty: 'specialty',
  visitType: 'visit-type',
  reason: 'reason',
  practitioner: 'practitioner',
  organization: 'organization',
  location: 'location',
  time: 'time',
  day: 'day',
}

/**
 * Reads the query of `/find` and `/book/[draft]`. Ignores each field that can't be read; never throws.
 * @param today the clinic's day, with which a search begins that names no other
 */
export function readCriteria(search: string, today: DayKey): SearchCriteria {
  const query = new URLSearchParams(search)
  const day = (name: string) => [query.get(name) ?? ''].find(isDay)
  const listed = (kind: ListKind, isValid: (value: string) => boolean) => [...new Set(query.getAll(names[kind]))].filter(isValid)
  const among = <T extends string>(kind: ListKind, all: readonly T[]) => {
    const wanted = query.getAll(names[kind])
    return all.filter((value) => wanted.includes(value))
  }
  const from = day('from') ?? today
  return {
    from,
    to: day('to') ?? addDays(from, defaultDays),
    specialty: listed('specialty', isToken),
    visitType: listed('visitType', isToken),
    reason: listed('reason', isToken),
    practitioner: listed('practitioner', isReferenceTo('Practitioner')),
    organization: listed('organization', isReferenceTo('Organization')),
    location: listed('location', isReferenceTo('Location')),
    time: among('time', dayParts),
    day: among('day', weekdays),
    moves: [query.get('moves') ?? ''].find((id) => idPattern.test(id)),
  }
}

/** The query that `readCriteria` reads as these criteria, with its question mark. */
export function criteriaQuery(criteria: SearchCriteria): string {
  const query = new URLSearchParams({ from: criteria.from, to: criteria.to })
  for (const kind of listKinds) {
    for (const value of criteria[kind]) query.append(names[kind], value)
  }
  if (criteria.moves !== undefined) query.set('moves', criteria.moves)
  return `?${query}`
}

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/

function isReferenceTo(type: string) {
  return (value: string) => value.startsWith(`${type}/`) && idPattern.test(value.slice(type.length + 1))
}
