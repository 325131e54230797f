import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { criteriaQuery, readCriteria } from './criteria-url.ts'
import { anything, dayParts, isDay, isToken, weekdays, type SearchCriteria } from './search-criteria.ts'

const today = '2026-11-23'

describe('the criteria in the address', () => {
  test('are two weeks from today where the address says nothing', () => {
    expect(readCriteria('', today)).toEqual({ ...anything(today), from: '2026-11-23', to: '2026-12-07' })
  })

  test('keep several values of one kind in their order of preference', () => {
    const query = '?practitioner=Practitioner/b&practitioner=Practitioner/a&specialty=http://snomed.info/sct%7C394579002'
    const criteria = readCriteria(query, today)
    expect(criteria.practitioner).toEqual(['Practitioner/b', 'Practitioner/a'])
    expect(criteria.specialty).toEqual(['http://snomed.info/sct|394579002'])
  })

  test('end two weeks after their first day where only that is named', () => {
    expect(readCriteria('?from=2027-01-10', today)).toMatchObject({ from: '2027-01-10', to: '2027-01-24' })
  })

  test.each([
    ['?from=yesterday&to=2026-12-01', { from: today, to: '2026-12-01' }],
    ['?from=2026-02-30', { from: today }],
    ['?from=0002-01-01', { from: today }],
    ['?specialty=cardiology&specialty=%7C1&specialty=a%7C', { specialty: [] }],
    ['?practitioner=Patient/1&practitioner=Practitioner/', { practitioner: [] }],
    ['?location=Location/a%20b', { location: [] }],
    ['?time=noon&time=evening&day=mon&day=someday', { time: ['evening'], day: ['mon'] }],
    ['?moves=a/b', { moves: undefined }],
    ['?from=%', { from: today }],
  ])('pass over what can’t be read: %s', (query, expected) => {
    expect(readCriteria(query, today)).toMatchObject(expected)
  })

  test('are read as they were written', () => {
    fc.assert(
      fc.property(criteria(), (written) => {
        expect(readCriteria(criteriaQuery(written), today)).toEqual(written)
      }),
    )
  })

  test('are always criteria, whatever the address holds', () => {
    const name = fc.constantFrom(
      'from',
      'to',
      'specialty',
      'visit-type',
      'reason',
      'practitioner',
      'location',
      'time',
      'day',
      'moves',
    )
    const pairs = fc.array(fc.tuple(name, fc.oneof(fc.string(), fc.webUrl(), fc.constant('2026-13-01'))))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pairs.map((list) => `?${new URLSearchParams(list)}`),
        ),
        (search) => {
          const read = readCriteria(search, today)
          expect(isDay(read.from) && isDay(read.to)).toBe(true)
          expect([...read.specialty, ...read.visitType, ...read.reason].every(isToken)).toBe(true)
        },
      ),
    )
  })
})

function criteria(): fc.Arbitrary<SearchCriteria> {
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => Temporal.PlainDate.from('2001-01-01').add({ days }).toString())
  const id = fc.stringMatching(/^[A-Za-z0-9\-.]{1,64}$/)
  const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { maxLength: 4 })
  const token = fc.tuple(
    fc.constantFrom('http://snomed.info/sct', 'urn:oid:1.2.3', 'https://x.example/a?b=c&d'),
    fc.stringMatching(/^[A-Za-z0-9.+-]{1,9}$/),
  )
  const tokens = some(token.map((parts) => parts.join('|')))
  const references = (type: string) => some(id.map((one) => `${type}/${one}`))
  return fc.record({
    from: day,
    to: day,
    specialty: tokens,
    visitType: tokens,
    reason: tokens,
    practitioner: references('Practitioner'),
    organization: references('Organization'),
    location: references('Location'),
    time: fc.subarray([...dayParts]),
    day: fc.subarray([...weekdays]),
    moves: fc.option(id, { nil: undefined }),
  })
}
