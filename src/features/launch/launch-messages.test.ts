import { describe, expect, it } from 'vitest'
import { messageFor, type LaunchPageFailure } from './launch-messages.ts'

const url = 'https://ehr.example.org/fhir/.well-known/smart-configuration'
const failures: readonly LaunchPageFailure[] = [
  { kind: 'unknown-issuer', iss: 'https://evil.example' },
  { kind: 'missing-issuer' },
  { kind: 'repeated-parameter', parameter: 'iss' },
  { kind: 'launch-too-long', length: 9000, limit: 8000 },
  { kind: 'storage-unavailable' },
  { kind: 'insecure-page', origin: 'http://apps.example.org' },
  { kind: 'discovery-unreachable', url, reason: 'no connection' },
  { kind: 'discovery-missing', url, status: 404 },
  { kind: 'discovery-invalid', url, problems: ['it is not JSON'] },
  { kind: 'pkce-unsupported', url, methods: [] },
  { kind: 'insecure-endpoint', url, endpoint: 'http://auth.example.org' },
  { kind: 'unlisted-endpoint', url, origin: 'https://auth.example.org' },
  { kind: 'config-unreachable', problems: [{ path: 'config.json', expected: 'an answer' }] },
  { kind: 'config-not-json', problems: [{ path: 'config.json', expected: 'JSON', got: 'an HTML page' }] },
  { kind: 'config-invalid', problems: [{ path: 'issuers[0].iss', expected: 'a URL', got: '1' }] },
  { kind: 'unexpected', error: 'boom' },
]

describe('every launch failure', () => {
  it.each(failures)('$kind has a heading, a meaning, advice and details in whole sentences', (failure) => {
    const message = messageFor(failure)
    expect(message.heading).toMatch(/^[A-Z].*[^.]$/)
    for (const text of [message.meaning, message.advice]) expect(text).toMatch(/^[A-Z].*\.$/)
    expect(message.details.every((line) => line.length > 0)).toBe(true)
    expect(message.details.length).toBeGreaterThan(0)
  })

  it.each(failures)('$kind shows what others wrote short and without what can’t be seen', (failure) => {
    for (const attack of ['\u202e\u200b\u0007\u{e0041}', 'x'.repeat(100_000)]) {
      const hostile = Object.fromEntries(Object.entries(failure).map(([name, value]) => [name, name === 'kind' ? value : attacked(value, attack)]))
      const { details } = messageFor(hostile as LaunchPageFailure)
      expect(details.join('')).not.toMatch(/[\u202e\u200b\u0007\u{e0041}]/u)
      expect(details.join('').length).toBeLessThan(50_000)
    }
  })

  it('says of a setting where it is, what was expected and what was found', () => {
    const problems = [{ path: 'issuers[0].iss', expected: 'a URL', got: '1' }]
    expect(messageFor({ kind: 'config-invalid', problems }).details).toEqual(['issuers[0].iss: expected a URL, got 1'])
  })
})

/** The same value with the attack in each of its texts, and lists a thousand times as long. */
function attacked(value: unknown, attack: string): unknown {
  if (typeof value === 'string') return attack + value
  if (Array.isArray(value)) return Array.from({ length: 1000 }, () => attacked(value[0] ?? '', attack))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, attacked(part, attack)]))
}
