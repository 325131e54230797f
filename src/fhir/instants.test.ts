import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantMs, offsetOf, parseInstant } from './instants.ts'

describe('an instant', () => {
  test.each([
    ['2026-11-24T14:20:00Z', '2026-11-24T14:20:00Z'],
    ['2026-11-24T14:20:00-06:00', '2026-11-24T20:20:00Z'],
    ['2026-11-24T14:20:00.5+05:30', '2026-11-24T08:50:00.5Z'],
    ['2026-11-24T14:20:00.123456789123+00:00', '2026-11-24T14:20:00.123456789Z'],
    ['2024-02-29T00:00:00+14:00', '2024-02-28T10:00:00Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
  ])('%s is %s', (text, utc) => {
    expect(parseInstant(text)?.toString()).toBe(utc)
  })

  test.each([
    '', 'today', '2026', '2026-11', '2026-11-24', '2026-11-24T14:20Z', '2026-11-24T14:20:00', '2026-02-30T14:20:00Z',
    '2026-13-01T00:00:00Z', '2026-11-24T24:00:00Z', '2026-11-24 14:20:00Z', '2026-11-24T14:20:00z', '2026-11-24T14:20:00+15:00',
    '2026-11-24T14:20:00-06:00[America/Chicago]', ' 2026-11-24T14:20:00Z', '+002026-11-24T14:20:00Z', undefined, null, 1764000000,
  ])('%j names no point in time', (text) => {
    expect(parseInstant(text)).toBeUndefined()
    expect(offsetOf(text)).toBeUndefined()
  })

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseInstant(value)))
    const likeAnInstant = fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/)
    fc.assert(fc.property(likeAnInstant, (text) => void parseInstant(text)))
  })

  test('written with any offset, it is read back the same', () => {
    const minutes = fc.integer({ min: -13 * 60 - 59, max: 14 * 60 })
    const dates = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9998-01-01') })
    fc.assert(fc.property(dates, minutes, (date, shift) => {
      const instant = Temporal.Instant.fromEpochMilliseconds(date.getTime())
      const sign = shift < 0 ? '-' : '+'
      const [hour, minute] = [Math.floor(Math.abs(shift) / 60), Math.abs(shift) % 60]
      const offset = `${sign}${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
      for (const timeZone of [offset, 'UTC']) {
        const written = instant.toString({ fractionalSecondDigits: 3, timeZone })
        expect(parseInstant(written)?.epochMilliseconds).toBe(date.getTime())
      }
    }))
  })
})

describe('the offset', () => {
  test.each([
    ['2026-11-24T14:20:00-06:00', '-06:00'],
    ['2026-11-24T14:20:00+05:30', '+05:30'],
    ['2026-11-24T14:20:00Z', 'Z'],
    ['2026-11-24T14:20:00+00:00', 'Z'],
    ['2026-11-24T14:20:00-00:00', 'Z'],
  ])('of %s is %s', (text, offset) => {
    expect(offsetOf(text)).toBe(offset)
  })
})

describe('milliseconds', () => {
  const number = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
  const likeAnInstant = fc
    .tuple(
      number(4),
      fc.tuple(number(2), number(2), number(2), number(2), number(2)),
      fc.constantFrom('', '.', '.1', '.12', '.123', '.9999', '.000000001', '.x'),
      fc.constantFrom('Z', '+00:00', '-00:00', '-06:00', '+05:30', '+13:59', '+14:00', '-14:00', '+14:01', '+1:00', '', 'z', '+25:00'),
    )
    .map(([year, [month, day, hour, minute, second], fraction, offset]) => `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offset}`)
  const nearlyRight = fc
    .tuple(
      fc.constantFrom('0000', '0099', '1900', '1969', '2000', '2024', '2026', '2100', '9999'),
      fc.constantFrom('01', '02', '04', '12', '00', '13'),
      fc.constantFrom('01', '28', '29', '30', '31', '00', '32'),
      fc.constantFrom('00:00:00', '23:59:59', '23:59:60', '24:00:00', '12:60:00', '12:00:61'),
      fc.constantFrom('', '.5', '.9999', '.1234567891'),
      fc.constantFrom('Z', '-06:00', '+14:00', '-13:59', '+14:30', ''),
    )
    .map(([year, month, day, time, fraction, offset]) => `${year}-${month}-${day}T${time}${fraction}${offset}`)

  test('are those of the instant, and there are none where there is no instant', () => {
    fc.assert(
      fc.property(fc.oneof(likeAnInstant, nearlyRight, fc.string()), (text) => {
        expect(instantMs(text)).toBe(parseInstant(text)?.epochMilliseconds)
      }),
      { numRuns: 2_000 },
    )
    expect([undefined, null, 1764000000, {}].map(instantMs)).toEqual(Array(4).fill(undefined))
  })
})
