import type { Timing } from '../../src/fhir/types.ts'
import { localDate, localMinutes, weekdayOf } from '../world/clinic-time.ts'
import type { Offer } from './offers.ts'

const DAY_PARTS: Readonly<Record<string, readonly [from: number, to: number]>> = {
  MORN: [6, 12],
  'MORN.early': [6, 9],
  'MORN.late': [9, 12],
  NOON: [11, 13],
  AFT: [12, 18],
  'AFT.early': [12, 15],
  'AFT.late': [15, 18],
  EVE: [18, 22],
  'EVE.early': [18, 20],
  'EVE.late': [20, 22],
  NIGHT: [22, 24],
}
const MINUTES: Readonly<Record<string, number>> = { s: 1 / 60, min: 1, h: 60, d: 1440 }

/**
 * Whether the offer begins at one of the preferred times, on the site's own clock. Considers days of the week, parts of the day
 * (`when`), times of day (an offer may start within `duration` after them, else within an hour), and bounds.
 */
export function suits({ start, end, site }: Offer, { repeat = {} }: Timing): boolean {
  const { dayOfWeek, when, timeOfDay, duration = 1, durationUnit = 'h', boundsPeriod } = repeat
  const weekday = weekdayOf(localDate(start, site.zone))
  const minute = localMinutes(start, site.zone)
  const span = duration * (MINUTES[durationUnit] ?? 60)
  const inPart = (part: string): boolean => {
    const [from, to] = DAY_PARTS[part] ?? [0, 24]
    return from * 60 <= minute && minute < to * 60
  }
  const afterTime = (time: string): boolean => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    return hours * 60 + minutes <= minute && minute < hours * 60 + minutes + span
  }
  return (
    (dayOfWeek?.includes(weekday) ?? true) &&
    (when?.some(inPart) ?? true) &&
    (timeOfDay?.some(afterTime) ?? true) &&
    (boundsPeriod?.start === undefined || start >= Date.parse(boundsPeriod.start)) &&
    (boundsPeriod?.end === undefined || end <= Date.parse(boundsPeriod.end) + (boundsPeriod.end.includes('T') ? 0 : 86_400_000))
  )
}
