import { t } from '@lingui/core/macro'
import { dateLocale } from '../../../i18n/locale.tsx'
import { formatShortDate } from '../../../i18n/clinic-time.ts'
import { optionFor, type ChoiceOption } from '../../../ui/choice/choice-option.ts'
import { isDay, type DayPart, type ListKind, type RangeProblem, type SearchCriteria, type Weekday } from './search-criteria.ts'
import type { SearchChoices } from './search-choices.ts'

/** "Mon 23 Nov – Fri 4 Dec", or the one day. */
export function rangeText({ from, to }: Pick<SearchCriteria, 'from' | 'to'>): string {
  if (!isDay(from) || !isDay(to)) return ''
  const [first, last] = [formatShortDate(from, dateLocale()), formatShortDate(to, dateLocale())]
  return from === to ? first : `${first} – ${last}`
}

/** The chosen values of one kind in words, the most wanted first. */
export function valueLabels(kind: ListKind, criteria: SearchCriteria, choices: SearchChoices): string[] {
  const options = kind === 'time' ? dayPartOptions() : kind === 'day' ? weekdayOptions() : choices[kind]
  return criteria[kind].map((value) => optionFor(options, value).label)
}

/** What to call a kind of criterion that limits nothing. */
export function anyText(kind: ListKind): string {
  switch (kind) {
    case 'specialty':
      return t`Any specialty`
    case 'visitType':
      return t`Any visit type`
    case 'reason':
      return t`Any reason`
    case 'practitioner':
      return t`Any practitioner`
    case 'organization':
      return t`Any organization`
    case 'location':
      return t`Any location`
    case 'time':
      return t`Any time of day`
    case 'day':
      return t`Any day of the week`
  }
}

export function dayPartOptions(): (ChoiceOption & { readonly value: DayPart })[] {
  return [
    { value: 'morning', label: t`Morning` },
    { value: 'afternoon', label: t`Afternoon` },
    { value: 'evening', label: t`Evening` },
  ]
}

export function weekdayOptions(): (ChoiceOption & { readonly value: Weekday })[] {
  return [
    { value: 'mon', label: t`Monday` },
    { value: 'tue', label: t`Tuesday` },
    { value: 'wed', label: t`Wednesday` },
    { value: 'thu', label: t`Thursday` },
    { value: 'fri', label: t`Friday` },
    { value: 'sat', label: t`Saturday` },
    { value: 'sun', label: t`Sunday` },
  ]
}

/** What is wrong with the days and what to do, and the field that shows the text. */
export function rangeProblemText(problem: RangeProblem): { readonly field: 'from' | 'to'; readonly text: string } {
  switch (problem) {
    case 'no-first-day':
      return { field: 'from', text: t`Choose the first day.` }
    case 'no-last-day':
      return { field: 'to', text: t`Choose the last day.` }
    case 'reversed':
      return { field: 'to', text: t`The last day lies before the first. Choose a later one.` }
    case 'past':
      return { field: 'to', text: t`These days are over. Choose today or a later day.` }
  }
}
