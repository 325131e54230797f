import { afterEach, expect, test } from 'vitest'
import { forgetTokensOf, keepTokensSecret, knownTokens, tokensIn, withoutTokens, withoutTokensIn } from './tokens.ts'

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

test('one that begins with another, or has it within, goes whole', () => {
  keepTokensSecret(ehr, ['0123456789abcdef', '0123456789abcdef.more-of-it', 'before/0123456789abcdef'])
  expect(withoutTokens('0123456789abcdef.more-of-it; 0123456789abcdef! before%2F0123456789abcdef')).toBe('[token]; [token]! [token]')
})

test('one that looks like JSON is no reason to break any', () => {
  keepTokensSecret(ehr, ['"status":"booked"', '{([*+?^$|\\\\])}<>'])
  const text = JSON.stringify({ status: 'booked', text: 'It is {([*+?^$|\\\\])}<>, "status":"booked"' })
  expect(withoutTokensIn(JSON.parse(text), tokensIn(text, knownTokens())!)).toEqual({ status: 'booked', text: 'It is [token], [token]' })
})

test('only those of the last renewals are looked for, and one that stays in use as long as it does', () => {
  for (let renewal = 10; renewal < 30; renewal++) keepTokensSecret(ehr, [`access-token-no-${renewal}`, 'refresh-token-that-stays'])
  expect([...knownTokens()[0]!.keys()]).toEqual([
    ...[23, 24, 25, 26, 27, 28, 29].map((renewal) => `access-token-no-${renewal}`),
    'refresh-token-that-stays',
  ])
})

test('nothing is looked for where the part of a token that nobody encodes isn’t', () => {
  keepTokensSecret(ehr, Array.from({ length: 8 }, (_, index) => `${index}/f9+c2d17b6e-Qw~Er.TyUi=`))
  expect(tokensIn('{"resourceType":"Slot"}'.repeat(100_000), knownTokens())).toBeUndefined()
})
