import { addDays, epochAt, localDate, weekdayOf, type Weekday } from './clinic-time.ts'
import type { Clinician } from './clinicians.ts'
import { overlaps, subtract, type Interval } from './interval.ts'
import { seedOf, seededRandom } from './random.ts'
import { sites, type Hours, type Site } from './sites.ts'

/** A stretch of time in which a clinician sees patients, and the place. */
export interface Block extends Interval {
  readonly site: Site
  /** Id of the room's Location. */
  readonly room: string
}

/** `from` and `to` are the first and last day of absence, `YYYY-MM-DD`. */
export interface Absence {
  readonly clinician: string
  readonly from: string
  readonly to: string
}

export interface Calendar {
  /** The clinician's working stretches that touch the window, in order of time. */
  blocks(clinician: Clinician, window: Interval): Block[]
  /** Overrides the visit type's own rhythm. */
  readonly everyMinutes?: number
}

const HOUR = 3_600_000
const EVERY_DAY: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export const closedCalendar: Calendar = { blocks: () => [] }

/** Opening hours, lunch, absences, and an hour or two a day that each clinician keeps for walk-ins and letters. */
export const usualCalendar = (absences: readonly Absence[]): Calendar =>
  calendarOf((clinician, date) => workingDay(clinician, date, absences))

/** Everybody works every day from early till late, and a visit may start every minute: for very long answers. */
export const crowdedCalendar: Calendar = {
  everyMinutes: 1,
  ...calendarOf((clinician, date) => {
    const [duty] = EVERY_DAY.flatMap((day) => clinician.week[day] ?? [])
    const site = sites.find(({ id }) => id === duty?.site)
    return duty && site ? [{ ...stretch(date, ['07:00', '20:00'], site), site, room: duty.room }] : []
  }),
}

function calendarOf(plan: (clinician: Clinician, date: string) => readonly Block[]): Calendar {
  const days = new Map<string, readonly Block[]>()
  const dayOf = (clinician: Clinician, date: string): readonly Block[] => {
    const key = `${clinician.id} ${date}`
    const known = days.get(key) ?? plan(clinician, date)
    days.set(key, known)
    return known
  }
  return {
    blocks(clinician, window) {
      const found: Block[] = []
      // One more day on both sides, because the window's ends fall on different dates in different zones.
      const last = addDays(localDate(window.end, 'UTC'), 1)
      for (let date = addDays(localDate(window.start, 'UTC'), -1); date <= last; date = addDays(date, 1)) {
        found.push(...dayOf(clinician, date).filter((block) => overlaps(block, window)))
      }
      return found
    },
  }
}

function workingDay(clinician: Clinician, date: string, absences: readonly Absence[]): Block[] {
  const weekday = weekdayOf(date)
  const duty = clinician.week[weekday]
  const site = sites.find(({ id }) => id === duty?.site)
  const opening = site?.opening[weekday]
  if (!duty || !site || !opening) return []
  if (absences.some((absence) => absence.clinician === clinician.id && absence.from <= date && date <= absence.to)) return []
  return subtract(stretch(date, opening, site), [
    stretch(date, site.lunch, site),
    ...keptFree(clinician, date, opening, site),
  ]).map((interval) => ({ ...interval, site, room: duty.room }))
}

const stretch = (date: string, [from, to]: Hours, site: Site): Interval => ({
  start: epochAt(date, from, site.zone),
  end: epochAt(date, to, site.zone),
})

function keptFree(clinician: Clinician, date: string, opening: Hours, site: Site): Interval[] {
  const random = seededRandom(seedOf(`${clinician.id} ${date}`))
  const { start, end } = stretch(date, opening, site)
  const hours = Math.floor((end - start) / HOUR)
  return Array.from({ length: hours > 4 ? 2 : 1 }, () => {
    const from = start + Math.floor(random() * hours) * HOUR
    return { start: from, end: from + HOUR }
  })
}
