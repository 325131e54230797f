import { describe, expect, test } from 'vitest'
import { ageOn, formatAge, formatBirthDate } from './birth-date.ts'

const today = '2026-11-24'

describe('the age', () => {
  test.each([
    ['1958-03-04', 68, '68'],
    ['1958-11-24', 68, '68'],
    ['1958-11-25', 67, '67'],
    ['2000-02-29', 26, '26'],
    ['1958', undefined, '67 or 68'],
    ['1958-11', undefined, '67 or 68'],
    ['1958-10', 68, '68'],
    ['2025-09-01', 1, '14 months'],
    ['2026-10-20', 0, '5 weeks'],
    ['2026-11-21', 0, '3 days'],
    ['2026-11-23', 0, '1 day'],
    ['2026-11-24', 0, '0 days'],
    ['2026-11-25', undefined, undefined],
    ['2026-02-30', undefined, undefined],
    ['unknown', undefined, undefined],
    ['', undefined, undefined],
  ])('of someone born %s is %s years, shown as %s', (birthDate, years, words) => {
    expect(ageOn(birthDate, today)).toBe(years)
    expect(formatAge(birthDate, today)).toBe(words)
  })
})

describe('the birth date', () => {
  test.each([
    ['1958-03-04', '4 Mar 1958'],
    ['1958-03', 'Mar 1958'],
    ['1958', '1958'],
    ['around 1958', 'around 1958'],
    ['1958-02-31', '1958-02-31'],
    ['4\u202e Mar\u200b 1958', '4 Mar 1958'],
  ])('%s is shown as %s', (birthDate, words) => {
    expect(formatBirthDate(birthDate, 'en-GB')).toBe(words)
  })

  test('that runs on is cut', () => {
    expect(formatBirthDate('1958'.repeat(1_000_000), 'en-GB')).toBe(`${'1958'.repeat(7)}195…`)
  })
})
