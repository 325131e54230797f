import { t } from '@lingui/core/macro'
import { isolated } from '../fhir/text/isolated.ts'
import { plainText } from '../fhir/text/plain-text.ts'
import { formatter } from './formatters.ts'

/** How many characters are shown of a text that stands in place of a date. */
const longest = 32

const pattern = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/

/**
 * Completed years of life on the day `today` (YYYY-MM-DD) for a FHIR `date` (YYYY, YYYY-MM or YYYY-MM-DD). Undefined where a birth
 * date without month or day leaves the number open, where it lies in the future, and for text that is no date.
 */
export function ageOn(birthDate: string, today: string): number | undefined {
  const born = bounds(birthDate)
  const day = Temporal.PlainDate.from(today)
  if (!born || Temporal.PlainDate.compare(born.earliest, day) > 0) return undefined
  const most = born.earliest.until(day, { largestUnit: 'years' }).years
  const least = born.latest.until(day, { largestUnit: 'years' }).years
  return most === least ? most : undefined
}

/**
 * The age for people: "68"; below two years in months, weeks or days ("14 months", "5 weeks", "3 days"); "67 or 68" where an
 * incomplete birth date leaves it open. Undefined where no age can be told.
 */
export function formatAge(birthDate: string, today: string): string | undefined {
  const years = ageOn(birthDate, today)
  if (years !== undefined && years >= 2) return String(years)
  const born = bounds(birthDate)
  const day = Temporal.PlainDate.from(today)
  if (!born || Temporal.PlainDate.compare(born.latest, day) > 0) return undefined
  if (!born.earliest.equals(born.latest)) return openAge(born, day)
  const months = born.earliest.until(day, { largestUnit: 'months' }).months
  if (months >= 3) return t`${months} months`
  const days = born.earliest.until(day, { largestUnit: 'days' }).days
  if (days >= 14) return t`${Math.floor(days / 7)} weeks`
  return days === 1 ? t`1 day` : t`${days} days`
}

/** "4 Mar 1958", "Mar 1958" or "1958", as much as is known; text that isn't a FHIR `date` is given back, short and visible. */
export function formatBirthDate(birthDate: string, locale: string): string {
  const parts = pattern.exec(birthDate)
  const born = bounds(birthDate)
  if (!parts || !born) return isolated(plainText(birthDate, longest))
  if (!parts[2]) return birthDate
  const moment = born.earliest.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds
  return formatter(parts[3] ? 'date' : 'month', locale, 'UTC').format(moment)
}

interface Bounds {
  readonly earliest: Temporal.PlainDate
  readonly latest: Temporal.PlainDate
}

function openAge(born: Bounds, today: Temporal.PlainDate): string {
  const least = born.latest.until(today, { largestUnit: 'years' }).years
  const most = born.earliest.until(today, { largestUnit: 'years' }).years
  return least === most ? String(most) : t`${least} or ${most}`
}

function bounds(birthDate: string): Bounds | undefined {
  const parts = pattern.exec(birthDate)
  if (!parts) return undefined
  const [, year, month, day] = parts
  try {
    const earliest = Temporal.PlainDate.from(`${year}-${month ?? '01'}-${day ?? '01'}`)
    if (day) return { earliest, latest: earliest }
    const latest = earliest.add(month ? { months: 1 } : { years: 1 }).subtract({ days: 1 })
    return { earliest, latest }
  } catch {
    return undefined
  }
}
