import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../i18n/clinic-time.ts'
import { plausibleDay } from '../../i18n/plausible-day.ts'
import { listedStatuses, readView, viewQuery } from './appointments-view.ts'

const defaults = { today: '2026-11-23', hasPatient: true }
const read = (query: string, hasPatient = true) => readView(new URLSearchParams(query), { ...defaults, hasPatient })

test('an address that says nothing means the patient, from a month back to half a year ahead', () => {
  expect(read('')).toEqual({
    scope: 'patient',
    status: [],
    from: '2026-10-24',
    to: '2027-05-22',
    practitioner: undefined,
    place: undefined,
    day: '2026-11-23',
  })
})

test('without a patient, an address can only mean a practitioner or a place', () => {
  expect(read('', false).scope).toBe('practitioner')
  expect(read('scope=patient', false).scope).toBe('practitioner')
  expect(read('scope=place', false).scope).toBe('place')
})

const id = fc.stringMatching(/^[A-Za-z0-9\-.]{1,64}$/)
const day = fc
  .integer({ min: -40_000, max: 60_000 })
  .map((days) => addDays('2026-11-23', days))
  .filter((text) => plausibleDay(text) === text)
const view = fc.record({
  scope: fc.constantFrom('patient' as const, 'practitioner' as const, 'place' as const),
  status: fc.subarray([...listedStatuses]),
  from: day,
  to: day,
  practitioner: fc.option(id.map((text) => `Practitioner/${text}`), { nil: undefined }),
  place: fc.option(id.map((text) => `Location/${text}`), { nil: undefined }),
  day,
})

test('whatever view is written into an address is read from it again', () => {
  fc.assert(
    fc.property(view, (wanted) => {
      expect(readView(viewQuery(wanted, defaults), defaults)).toEqual(wanted)
    }),
  )
})

test('garbage in one part falls back in that part alone', () => {
  const garbage = 'from=yesterday&to=2026-02-30&day=0002-11-24&status=nonsense&practitioner=javascript:1&scope=all'
  const garbled = read(`${garbage}&status=booked&place=Location/7`)
  expect(garbled).toEqual({ ...read(''), status: ['booked'], place: 'Location/7' })
})

test('no address makes it throw', () => {
  const name = fc.constantFrom('from', 'to', 'day', 'scope', 'status', 'practitioner', 'place', 'x')
  const query = fc.array(fc.tuple(name, fc.string()))
  fc.assert(
    fc.property(query, (pairs) => {
      expect(() => readView(new URLSearchParams(pairs), defaults)).not.toThrow()
    }),
  )
})

test('a day whose year is half typed is none', () => {
  for (const typed of ['0002-11-24', '0020-11-24', '0202-11-24', '', null]) expect(plausibleDay(typed)).toBeUndefined()
  expect(plausibleDay('2026-11-24')).toBe('2026-11-24')
})
