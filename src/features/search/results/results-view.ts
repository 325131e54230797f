import type { DayKey } from '../../../i18n/clinic-time.ts'
import type { OfferFilter } from '../offers/offer-traits.ts'
import { dayParts, isDay } from '../criteria/search-criteria.ts'

/** How the offers found are shown. It stands in the address beside the criteria; changing it starts no search. */
export interface ResultsView extends OfferFilter {
  readonly kind: 'list' | 'week'
  /** A day of the week that is shown; undefined for the first week that has offers. */
  readonly week: DayKey | undefined
}

export const plainView: ResultsView = { kind: 'list', week: undefined, site: undefined, person: undefined, part: undefined }

const names = { kind: 'view', week: 'week', site: 'shown-site', person: 'shown-person', part: 'shown-time' } as const
const allNames: readonly string[] = Object.values(names)
const longestKey = 200

/** Reads the query of `/find` and `/book/[draft]`. Ignores what can't be read; never throws. */
export function readView(search: string): ResultsView {
  const query = new URLSearchParams(search)
  const key = (name: string) => [query.get(name) ?? ''].find((text) => text !== '' && text.length <= longestKey)
  return {
    kind: query.get(names.kind) === 'week' ? 'week' : 'list',
    week: [query.get(names.week) ?? ''].find(isDay),
    site: key(names.site),
    person: key(names.person),
    part: dayParts.find((part) => part === query.get(names.part)),
  }
}

/** The query with this view in place of its own. The part with the criteria stays unchanged to the letter. */
export function withView(search: string, view: ResultsView): string {
  const query = new URLSearchParams()
  if (view.kind !== plainView.kind) query.set(names.kind, view.kind)
  for (const name of ['week', 'site', 'person', 'part'] as const) {
    const value = view[name]
    if (value !== undefined) query.set(names[name], value)
  }
  return joined([...criteriaParts(search), ...(query.size > 0 ? [query.toString()] : [])])
}

/** The part of the query that holds the criteria. */
export function withoutView(search: string): string {
  return joined(criteriaParts(search))
}

function criteriaParts(search: string): string[] {
  return search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !allNames.includes(part.split('=')[0] ?? ''))
}

function joined(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}
