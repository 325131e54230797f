import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInert } from './inert-json.ts'

describe('names that reach a prototype', () => {
  test.each([
    ['plain', '{"a":{"__proto__":{"admin":true},"b":1}}'],
    ['escaped', '{"a":{"\\u005f_proto__":{"admin":true},"b":1}}'],
    ['escaped in the middle', '{"a":{"__pr\\u006Fto__":{"admin":true},"b":1}}'],
    ['in a list', '{"a":{"b":1,"__proto__":[{"__proto__":{}}]}}'],
    ['with spaces', '{"a":{"__proto__" : {"admin":true}, "b":1}}'],
    ['as prototype', '{"a":{"prototype":{"admin":true},"b":1}}'],
  ])('are left out: %s', (_how, text) => {
    const value = parseInert(text)
    expect(value).toEqual({ a: { b: 1 } })
    expect(JSON.stringify(value)).toBe('{"a":{"b":1}}')
    // Careless copying changes nothing.
    expect(Object.assign({}, (value as { a: object }).a)).not.toHaveProperty('admin')
    expect({}).not.toHaveProperty('admin')
  })

  test('leave the constructor of an object nothing to reach', () => {
    const value = parseInert('{"constructor":{"prototype":{"admin":true},"\\u0070rototype":{"admin":true}}}')
    expect(value).toEqual({ constructor: {} })
  })

  test('are words like any other where they are values', () => {
    expect(parseInert('{"display":"constructor of the __proto__ prototype"}')).toEqual({
      display: 'constructor of the __proto__ prototype',
    })
  })
})

test('everything else is what JSON.parse makes of it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseInert(text)).toEqual(withoutDangerous(JSON.parse(text)))
    }),
  )
  expect(parseInert('{"text":"\\u0041\\u0062\\u00e9"}')).toEqual({ text: 'Abé' })
  expect(() => parseInert('{"__proto__":')).toThrow(SyntaxError)
})

function withoutDangerous(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDangerous)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => !['__proto__', 'prototype'].includes(key))
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutDangerous(part)]))
}
