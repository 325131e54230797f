import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProtocolError } from './failure.ts'
import { pageCap, safeNextPage } from './paging.ts'

const base = 'https://clinic.example.org/fhir'
const none: ReadonlySet<string> = new Set()
const refused = (link: string, visited = none, home = base) => {
  try {
    return `not refused: ${safeNextPage(home, link, visited)}`
  } catch (error) {
    return error instanceof ProtocolError ? error.failure : error
  }
}
const because = (text: string) => ({ kind: 'unsafe-link', issues: [{ severity: 'error', code: 'processing', text }] })
const elsewhere = because('The next page lies on another server.')

describe('a next page is followed', () => {
  test.each([
    ['https://clinic.example.org/fhir/Appointment?page=2', 'https://clinic.example.org/fhir/Appointment?page=2'],
    [
      'https://clinic.example.org/fhir?_getpages=7&_getpagesoffset=50',
      'https://clinic.example.org/fhir?_getpages=7&_getpagesoffset=50',
    ],
    ['https://clinic.example.org/fhir/?_getpages=7', 'https://clinic.example.org/fhir/?_getpages=7'],
    [
      'https://clinic.example.org:443/fhir/Appointment/$find?x=a%2Fb..%2Fc',
      'https://clinic.example.org/fhir/Appointment/$find?x=a%2Fb..%2Fc',
    ],
    ['/fhir/Appointment?page=2', 'https://clinic.example.org/fhir/Appointment?page=2'],
    ['Appointment?page=2', 'https://clinic.example.org/fhir/Appointment?page=2'],
    ['?page=2', 'https://clinic.example.org/fhir/?page=2'],
    ['https://clinic.example.org/fhir/Appointment?page=2#top', 'https://clinic.example.org/fhir/Appointment?page=2'],
    ['https://clinic.example.org/fhir/a..b?page=2', 'https://clinic.example.org/fhir/a..b?page=2'],
  ])('%s', (link, url) => {
    expect(safeNextPage(base, link, none)).toBe(url)
  })

  test('also when the server is the root of its origin', () => {
    expect(safeNextPage('https://clinic.example.org', '/Appointment?page=2', none)).toBe(
      'https://clinic.example.org/Appointment?page=2',
    )
  })
})

describe('a next page is refused, because the token would go with it,', () => {
  test.each([
    'https://evil.example.org/fhir/Appointment?page=2',
    'https://clinic.example.org.evil.example.org/fhir/Appointment',
    '//evil.example.org/fhir/Appointment',
    'http://clinic.example.org/fhir/Appointment',
    'https://clinic.example.org:8443/fhir/Appointment',
    'https://clinic.example.org/fhirx/Appointment',
    'https://clinic.example.org/fhi',
    'https://clinic.example.org/FHIR/Appointment',
    'https://clinic.example.org/other/fhir/Appointment',
    '../other/Appointment',
    'https://clinic.example.org/fhir/../admin',
    'https://clinic.example.org/fhir/%2e%2e/admin',
    'https://clinic.example.org/fhir/..%2fadmin',
    'https://clinic.example.org/fhir/x%2F%2e%2E%2Fadmin',
    'https://clinic.example.org/fhir/..\\..\\admin',
    'https://clinic.example.org/fhir/..%5Cadmin',
    'https://clerk@clinic.example.org/fhir/Appointment',
    'https://clerk:secret@clinic.example.org/fhir/Appointment',
    'javascript:alert(1)',
    'data:application/fhir+json,{}',
    'blob:https://clinic.example.org/fhir/Appointment',
    'file:///fhir/Appointment',
    'https://',
    'https://[',
  ])('%s', (link) => {
    expect(refused(link)).toEqual(elsewhere)
  })

  test('whatever it is, it stays below the base or is refused', () => {
    const piece = fc.constantFrom(
      'https://',
      'http:',
      '/',
      '//',
      '\\',
      '..',
      '%2e',
      '.',
      'fhir',
      'fhirx',
      'clinic.example.org',
      '@',
      ':',
      '?',
      '#',
      'Appointment',
      '\t',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 10 }), (pieces) => {
        let url
        try {
          url = new URL(safeNextPage(base, pieces.join(''), none))
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError)
          return
        }
        expect(url.origin).toBe('https://clinic.example.org')
        expect(url.pathname === '/fhir' || url.pathname.startsWith('/fhir/')).toBe(true)
        expect(url.username + url.password + url.hash).toBe('')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('pages come to an end', () => {
  const page = 'https://clinic.example.org/fhir/Appointment?page=2'

  test('a page that was read is not read again, whatever fragment is added to its link', () => {
    expect(refused(page, new Set([page]))).toEqual(because('The next page was read before.'))
    expect(refused(`${page}#again`, new Set([page]))).toEqual(because('The next page was read before.'))
  })

  test('after 400 pages the server has lost count', () => {
    expect(pageCap).toBe(400)
    const read = new Set(Array.from({ length: 399 }, (_, index) => `${base}/Appointment?page=${index + 10}`))
    expect(safeNextPage(base, page, read)).toBe(page)
    expect(refused(page, new Set([...read, `${base}/Appointment?page=9`]))).toEqual(
      because('There are more pages than can be right.'),
    )
  })
})
