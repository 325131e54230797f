import { describe, expect, test } from 'vitest'
import { asAppointment, asResource, isRecord, resourceTypeOf } from './resources.ts'
import { sameJson } from './same-json.ts'

const appointment = {
  resourceType: 'Appointment',
  status: 'booked',
  participant: [{ actor: { reference: 'Patient/1' }, status: 'accepted' }],
}

/** An extension with this many others nested in it; each adds two levels. */
function nestedExtension(others: number): object {
  return { url: 'urn:x', ...(others > 0 ? { extension: [nestedExtension(others - 1)] } : {}) }
}

describe('JSON as a resource', () => {
  test('is the value itself, with all that is not known here', () => {
    const rich = { ...appointment, slot: [{ reference: 'Slot/1' }], _start: { extension: [{ url: 'urn:x' }] }, __unknown: 1 }
    expect(asAppointment(rich)).toBe(rich)
    const deep = { ...appointment, extension: [nestedExtension(30)] }
    expect(asAppointment(deep)).toBe(deep)
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a list', [appointment]],
    ['another type', { ...appointment, resourceType: 'Slot' }],
    ['no status', { resourceType: 'Appointment' }],
    ['a start that is a number', { ...appointment, start: 1764000000 }],
    ['participants that are no list', { ...appointment, participant: {} }],
    ['a participant that is a list', { ...appointment, participant: [[]] }],
    ['meta that is a list', { ...appointment, meta: [] }],
    ['minutes without end', { ...appointment, minutesDuration: Infinity }],
    ['a participant that is text', { ...appointment, participant: ['Patient/1'] }],
    ['an actor that is text', { ...appointment, participant: [{ actor: 'Patient/1' }] }],
    ['an identifier that is text', { ...appointment, identifier: '1' }],
    ['an extension without a URL', { ...appointment, extension: [{ valueString: 'x' }] }],
    ['null where a text should be', { ...appointment, comment: null }],
    ['more levels than are right', { ...appointment, extension: [nestedExtension(32)] }],
  ])('is none with %s', (_what, value) => {
    expect(asAppointment(value)).toBeUndefined()
  })

  test('may have null where a repeated text has only extensions', () => {
    const patient = {
      resourceType: 'Patient',
      name: [{ given: [null, 'Ida'], _given: [{ extension: [{ url: 'urn:x' }] }, null], family: 'Romero' }],
    }
    expect(asResource('Patient', patient)).toBe(patient)
    const location = { resourceType: 'Location', address: { line: [null, '1 Pier'] } }
    expect(asResource('Location', location)).toBe(location)
  })

  test('says its type, whatever else it is', () => {
    expect(resourceTypeOf({ resourceType: 'Basic' })).toBe('Basic')
    expect([resourceTypeOf({ resourceType: 7 }), resourceTypeOf([]), resourceTypeOf(null), resourceTypeOf('Basic')]).toEqual(
      Array(4).fill(undefined),
    )
    expect([{}, [], null, 'x'].map(isRecord)).toEqual([true, false, false, false])
  })
})

describe('two JSON values', () => {
  test.each<[unknown, unknown, boolean]>([
    [{ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [[1, 2], [2, 1], false],
    [[1], [1, 1], false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{}, [], false],
    [null, {}, false],
    ['x', 'x', true],
    [undefined, undefined, true],
  ])('%j and %j say the same: %s', (a, b, same) => {
    expect(sameJson(a, b)).toBe(same)
    expect(sameJson(b, a)).toBe(same)
  })
})
