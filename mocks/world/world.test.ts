import { beforeAll, describe, expect, it } from 'vitest'
import { epochAt, localDate, localMinutes } from './clinic-time.ts'
import { overlaps } from './interval.ts'
import { createWorld, worldOf, type World } from './world.ts'

const NOW = Date.parse('2026-03-04T15:00:00Z')

describe('the simulated clinic', () => {
  let world: World
  beforeAll(() => {
    world = createWorld(() => NOW)
  })

  it('is the same for every start on the same day, and another on another day', () => {
    expect(JSON.stringify(createWorld(() => NOW + 3_600_000))).toBe(JSON.stringify(world))
    expect(JSON.stringify(worldOf(world.day))).toBe(JSON.stringify(world))
    expect(worldOf('2026-03-05').appointments).not.toEqual(world.appointments)
  })

  it('has sixty people, among them namesakes and records that should not be used', () => {
    expect(world.patients).toHaveLength(60)
    const joans = world.patients.filter(({ name }) => name?.[0]?.family === 'Walker')
    expect(joans.map(({ birthDate, active }) => [birthDate, active])).toEqual([
      ['1943-05-03', true],
      ['1943-05-30', false],
    ])
    expect(world.patients.filter(({ active }) => !active)).toHaveLength(2)
  })

  it('has past and future appointments in every status that a clinic knows', () => {
    const statuses = (isPast: boolean): string[] => [
      ...new Set(world.appointments.filter(({ start = '' }) => start < '2026-03-04' === isPast).map(({ status }) => status)),
    ]
    expect(statuses(true).toSorted()).toEqual(['cancelled', 'fulfilled', 'noshow'])
    expect(statuses(false).toSorted()).toEqual(['booked', 'cancelled'])
  })

  it('has nobody and no room in two appointments at once', () => {
    const kept = world.appointments.filter(({ status }) => status !== 'cancelled')
    const times = kept
      .flatMap(({ id, start = '', end = '', participant }) =>
        participant.map(({ actor }) => ({ id, actor: actor?.reference ?? '', start: Date.parse(start), end: Date.parse(end) })),
      )
      .toSorted((a, b) => a.actor.localeCompare(b.actor) || a.start - b.start)
    const clashes = times.filter((time, index) => {
      const next = times[index + 1]
      return next?.actor === time.actor && overlaps(time, next)
    })
    expect(clashes).toEqual([])
  })

  it('sees patients during opening hours only, never at lunch, and not when away', () => {
    const window = { start: NOW, end: NOW + 40 * 86_400_000 }
    for (const clinician of world.clinicians) {
      const blocks = world.calendar.blocks(clinician, window)
      expect(blocks.length, clinician.id).toBeGreaterThan(10)
      for (const { start, end, site } of blocks) {
        const date = localDate(start, site.zone)
        const [lunchFrom, lunchTo] = site.lunch
        expect(
          overlaps({ start, end }, { start: epochAt(date, lunchFrom, site.zone), end: epochAt(date, lunchTo, site.zone) }),
        ).toBe(false)
        expect(localMinutes(start, site.zone)).toBeGreaterThanOrEqual(7 * 60)
        expect(localMinutes(end - 1, site.zone)).toBeLessThan(18 * 60)
        expect(world.absences.some((away) => away.clinician === clinician.id && away.from <= date && date <= away.to)).toBe(false)
      }
    }
  })
})
