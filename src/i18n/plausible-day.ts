import type { DayKey } from './clinic-time.ts'

/**
 * The text as a day; undefined where no appointment may have that day. A date field gives the year 0002 while 2026 is typed, so only
 * the years 1900 to 2199 count.
 */
export function plausibleDay(text: string | null): DayKey | undefined {
  if (text === null || !/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text).toString()
  } catch {
    return undefined
  }
}
