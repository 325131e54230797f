import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBelow } from './below-base.ts'

const base = 'https://clinic.example.org:8443/r4/fhir'

describe('the reach of a token', () => {
  it.each([base, `${base}/`, `${base}/Patient/1`, `${base}?_summary=true`, `${base}/Appointment/$find?_count=50`, `${base}/x#y`, `${base}/Patient/..a`, `${base}/Patient/a%20b`, `${base}/a../x`])(
    'includes %s',
    (url) => expect(isBelow(url, base)).toBe(true),
  )

  it.each([
    'https://clinic.example.org:8443/r4/fhirx',
    'https://clinic.example.org:8443/r4',
    'https://clinic.example.org:8443/R4/fhir/Patient',
    'https://clinic.example.org/r4/fhir/Patient',
    'http://clinic.example.org:8443/r4/fhir/Patient',
    'https://clinic.example.org.evil.example:8443/r4/fhir/Patient',
    'https://clinic.example.org:8443@evil.example/r4/fhir/Patient',
    'https://user:pass@clinic.example.org:8443/r4/fhir/Patient',
    `${base}/../admin`,
    `${base}/%2e%2e/admin`,
    `${base}/..%2fadmin`,
    `${base}/a/..%5cadmin`,
    `${base}/%252e%252e%252fadmin`,
    `${base}/..;/admin`,
    `${base}/..;a=b/admin`,
    `${base}/%2e%2e;x/admin`,
    `${base}/..%00/admin`,
    `${base}/.%00./admin`,
    `${base}/.%20./admin`,
    `${base}/..%C2%A0/admin`,
    `${base}/..%20/admin`,
    `${base}/..%00.json`,
    `${base}/%20../admin`,
    `${base}/..%3fx`,
    `${base}/..%23x`,
    `${base}/..%253b/admin`,
    `${base}/%`,
    // What can't be decoded in a later round hides what follows it.
    `${base}/%25zz/%252e%252e%252fevil`,
    `${base}/x%25/%252e%252e/%252e%252e/evil`,
    `${base}/%25c0%25ae%25c0%25ae%25c0%25afevil`,
    `${base}/%c0%ae%c0%ae/evil`,
    `blob:${base}/Patient`,
    'data:,x',
    'Patient/1',
    '',
  ])('excludes %s', (url) => expect(isBelow(url, base)).toBe(false))

  it('never leaves the origin and path of the base, whatever the URL', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '\\', '@', ':', '//', '?', '#'),
      fc.constantFrom('r4', 'fhir', 'clinic.example.org:8443', 'evil.example'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    )
    const tail = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('/'))
    const url = fc.oneof(tail.map((path) => `${base}${path}`), tail.map((path) => `${base}/${path}`), fc.webUrl(), tail)
    fc.assert(
      fc.property(url, (text) => {
        if (!isBelow(text, base)) return
        const { origin, pathname, username } = new URL(text)
        expect(origin).toBe('https://clinic.example.org:8443')
        expect(`${pathname}/`.startsWith('/r4/fhir/')).toBe(true)
        expect(decodeURIComponent(pathname).split(/[/\\]/)).not.toContain('..')
        expect(username).toBe('')
      }),
      { numRuns: 1000 },
    )
  })
})
