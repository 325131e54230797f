import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainView, readView, withoutView, withView, type ResultsView } from './results-view.ts'

const criteria = '?from=2026-11-24&practitioner=Practitioner/brandt&reason=a%7Cb'
const whole: ResultsView = { kind: 'week', week: '2026-11-30', site: 'Location/harbour', person: 'Practitioner/brandt', part: 'morning' }

describe('how offers are shown', () => {
  test('stands in the address beside the criteria, which stay as they are written', () => {
    const search = withView(criteria, whole)
    expect(search).toBe(
      `${criteria}&view=week&week=2026-11-30&shown-site=Location%2Fharbour&shown-person=Practitioner%2Fbrandt&shown-time=morning`,
    )
    expect(readView(search)).toEqual(whole)
    expect(withoutView(search)).toBe(criteria)
    expect(withView(search, plainView)).toBe(criteria)
  })

  test.each(['', '?', '?view=month&week=tomorrow&shown-time=night&shown-site=', `?shown-site=${'x'.repeat(201)}`, '?week=2026-02-30'])(
    'is plain where the address says %j',
    (search) => {
      expect(readView(search)).toEqual(plainView)
    },
  )

  test('is read as it was written, whatever it holds', () => {
    const key = fc.option(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), { nil: undefined })
    fc.assert(
      fc.property(key, key, fc.constantFrom('list', 'week'), (site, person, kind) => {
        const view: ResultsView = { ...plainView, kind, site, person }
        expect(readView(withView(criteria, view))).toEqual(view)
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => void readView(`?${text}`)))
  })
})
