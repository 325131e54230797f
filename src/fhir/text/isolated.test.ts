import { expect, test } from 'vitest'
import { isolated } from './isolated.ts'

test('only what runs from right to left is set apart', () => {
  expect(isolated('Dr. Brandt')).toBe('Dr. Brandt')
  expect(isolated('ד״ר כהן')).toBe('\u2068ד״ר כהן\u2069')
})
