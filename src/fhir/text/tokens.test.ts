import { afterEach, expect, test } from 'vitest'
import { forgetTokensOf, keepTokensSecret, knownTokens, withoutTokens } from './tokens.ts'

const [ehr, scheduling] = [{}, {}]

afterEach(() => [ehr, scheduling].forEach(forgetTokensOf))

test('each session’s tokens are left out until it is over, and of what was asked before, longer', () => {
  keepTokensSecret(ehr, ['ehr-token-of-an-hour', undefined])
  keepTokensSecret(scheduling, ['scheduling-token-0'])
  const before = knownTokens()
  keepTokensSecret(scheduling, ['scheduling-token-1'])
  const text = 'ehr-token-of-an-hour, scheduling-token-0, scheduling-token-1'
  expect(withoutTokens(text)).toBe('[token], [token], [token]')
  forgetTokensOf(scheduling)
  expect(withoutTokens(text)).toBe('[token], scheduling-token-0, scheduling-token-1')
  expect(withoutTokens(text, before)).toBe('[token], [token], [token]')
})

test('what may be a word of an answer, or can be no token, stays', () => {
  keepTokensSecret(ehr, ['', 'Patient', 'two words that go on', '\ud800-0123456789abcdef'])
  expect(withoutTokens('Patient, two words that go on')).toBe('Patient, two words that go on')
})
