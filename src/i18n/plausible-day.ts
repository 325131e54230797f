import type { DayKey } from './clinic-time.ts'

/**
 * The text as a day, where it is one that an appointment may have. A date field gives the year 0002 while 2026 is typed:
 * days before 1900 or after 2200 are none.
 */
export function plausibleDay(text: string | null): DayKey | undefined {
  if (text === null || !/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text).toString()
  } catch {
    return undefined
  }
}
