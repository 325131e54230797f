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

  it('says of a setting where it is, what was expected and what was found', () => {
    const problems = [{ path: 'issuers[0].iss', expected: 'a URL', got: '1' }]
    expect(messageFor({ kind: 'config-invalid', problems }).details).toEqual(['issuers[0].iss: expected a URL, got 1'])
  })
})
