import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../i18n/clinic-time.ts'
import { findCriteria } from './find-criteria.ts'
import { anything, type SearchCriteria } from './search-criteria.ts'

const zone = 'America/Chicago'
/** Monday 23 November 2026, 08:05:30 in Chicago. */
const nowInstant = Date.parse('2026-11-23T14:05:30Z')
const patient = { reference: 'Patient/1' }
const asking = { nowInstant, zone, patient }
const asked = (changes: Partial<SearchCriteria>) => findCriteria({ ...anything('2026-11-23'), ...changes }, asking)

describe('the window', () => {
  test('is whole days of the clinic, with its offset', () => {
    expect(asked({ from: '2026-11-24', to: '2026-11-25' })).toMatchObject({
      start: '2026-11-24T00:00:00-06:00',
      end: '2026-11-26T00:00:00-06:00',
    })
  })

  test('begins at the next full minute, not before: what has passed can’t be booked', () => {
    expect(asked({ from: '2026-11-20', to: '2026-11-24' })?.start).toBe('2026-11-23T08:06:00-06:00')
  })

  test('has the offset of each of its ends where the clock is changed in between', () => {
    expect(asked({ from: '2027-03-13', to: '2027-03-14' })).toMatchObject({
      start: '2027-03-13T00:00:00-06:00',
      end: '2027-03-15T00:00:00-05:00',
    })
  })

  test('can be of a zone that is only an offset', () => {
    const day = { ...anything('2026-11-24'), to: '2026-11-24' }
    expect(findCriteria(day, { ...asking, zone: '+05:30' })?.end).toBe('2026-11-25T00:00:00+05:30')
  })

  test.each([
    ['the wrong way round', { from: '2026-11-26', to: '2026-11-25' }],
    ['over', { from: '2026-11-01', to: '2026-11-22' }],
    ['incomplete', { from: '2026-11-26', to: '' }],
  ])('is none where the days are %s', (_what, days) => {
    expect(asked(days)).toBeUndefined()
  })

  test('is never empty, in any zone at any time', () => {
    const zones = fc.constantFrom('America/Chicago', 'Pacific/Apia', 'Asia/Kolkata', 'America/Sao_Paulo', 'UTC', '-09:30')
    const minutes = fc.integer({ min: 0, max: 600_000 })
    fc.assert(
      fc.property(zones, minutes, fc.integer({ min: 0, max: 90 }), (someZone, minute, days) => {
        const now = nowInstant + minute * 61_000
        const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(someZone).toPlainDate().toString()
        const found = findCriteria(
          { ...anything(today), to: addDays(today, days) },
          { ...asking, zone: someZone, nowInstant: now },
        )
        // In the day's last minute no time of it is left, so there may be no window.
        if (found) expect(Date.parse(found.start)).toBeLessThan(Date.parse(found.end))
      }),
    )
  })
})

describe('what else is asked for', () => {
  test('goes as codes and references, with the patient', () => {
    expect(
      asked({ specialty: ['http://snomed.info/sct|394579002'], practitioner: ['Practitioner/2', 'Practitioner/1'] }),
    ).toMatchObject({
      specialty: [{ system: 'http://snomed.info/sct', code: '394579002' }],
      practitioner: [{ reference: 'Practitioner/2' }, { reference: 'Practitioner/1' }],
      patient: [patient],
    })
  })

  test('names no patient where the server wouldn’t know whom', () => {
    expect(findCriteria(anything('2026-11-23'), { ...asking, patient: undefined })?.patient).toEqual([])
  })

  test('says mornings and Mondays as R4 Timing does, without a time of day beside (tim-10)', () => {
    expect(asked({ time: ['morning', 'evening'], day: ['mon'] })?.timing).toEqual({
      repeat: { dayOfWeek: ['mon'], when: ['MORN', 'EVE'] },
    })
    expect(asked({})?.timing).toBeUndefined()
  })
})
