import { afterEach, expect, test } from 'vitest'
import type { Patient } from '../types.ts'
import { forgetSecrets, keepSecret, knownSecrets } from './secrets.ts'

afterEach(forgetSecrets)

const read = (family: string): Patient => ({ resourceType: 'Patient', id: 'ida', name: [{ family }] })

test('a record that is read again and again is kept once, and anew when it says something else', () => {
  for (let time = 0; time < 3; time += 1) keepSecret(read('Romero'))
  expect(knownSecrets().patients.size).toBe(1)
  keepSecret(read('Ortiz'))
  expect([...knownSecrets().patients].map(({ name }) => name?.[0]?.family)).toEqual(['Romero', 'Ortiz'])
})
