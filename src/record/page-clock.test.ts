import { expect, test } from 'vitest'
import { createPageClock } from './page-clock.ts'

test('what was noted long ago no longer counts, and what is under way does', () => {
  const [wall, steady] = [{ ms: 1_000_000 }, { ms: 0 }]
  const clock = createPageClock(() => wall.ms, () => steady.ms)
  const first = clock.note('a')
  steady.ms += 1_000
  wall.ms += 3_600_000
  expect(clock.since('a')).toBe(first + 1_000)
  steady.ms += 200_000
  clock.note('b')
  // Nothing bounds it by now but the wall's own clock.
  expect(clock.since('a')).toBe(wall.ms)
})
