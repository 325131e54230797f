import { describe, expect, test } from 'vitest'
import { isDeeperThan } from './depth.ts'

describe('the depth of JSON', () => {
  test.each([
    ['lists', '[', ']', 1],
    ['objects', '{"a":', '}', 1],
    ['both', '[{"a":', '}]', 2],
  ])('is told for %s', (_what, open, close, each) => {
    const nested = (levels: number): unknown => JSON.parse(open.repeat(levels / each) + '1' + close.repeat(levels / each))
    expect(isDeeperThan(64, nested(64))).toBe(false)
    expect(isDeeperThan(64, nested(64 + each))).toBe(true)
  })

  test('is told of a million levels as of a few', () => {
    expect(isDeeperThan(64, JSON.parse('['.repeat(1e6) + ']'.repeat(1e6)))).toBe(true)
  })

  test('is that of the deepest part, wherever it stands', () => {
    expect(isDeeperThan(2, { a: [1, 'text', null], b: [], c: { d: true } })).toBe(false)
    expect(isDeeperThan(2, { a: [1, 'text', null], b: [], c: { d: [] } })).toBe(true)
    expect(isDeeperThan(2, [[], [], [[]]])).toBe(true)
  })

  test('is none of what is no list and no object', () => {
    for (const value of [null, undefined, 1, 'text', true]) expect(isDeeperThan(0, value)).toBe(false)
  })
})
