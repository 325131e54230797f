import { describe, expect, test } from 'vitest'
import { isSerious, issuesOf } from './issues.ts'

const read = (issue: unknown, rest: object = {}) => issuesOf({ resourceType: 'OperationOutcome', issue, ...rest })

describe('the issues of an OperationOutcome', () => {
  test('are read with severity, code, words and place', () => {
    expect(
      read([
        {
          severity: 'error',
          code: 'business-rule',
          details: { coding: [{ code: 'X1', display: 'Closed' }], text: 'The clinic is closed' },
          diagnostics: 'rule 17',
          expression: ['Appointment.start', 'Appointment.end'],
        },
        { severity: 'information', code: 'informational', details: { coding: [{ code: 'X2' }, { display: 'Bring glasses' }] } },
      ]),
    ).toEqual([
      { severity: 'error', code: 'business-rule', text: 'The clinic is closed — rule 17', expression: 'Appointment.start' },
      { severity: 'information', code: 'informational', text: 'Bring glasses' },
    ])
  })

  test('say a thing once when the server says it twice', () => {
    expect(read([{ severity: 'fatal', code: 'not-found', details: { text: 'Gone' }, diagnostics: 'Gone' }])).toEqual([
      { severity: 'fatal', code: 'not-found', text: 'Gone' },
    ])
  })

  test.each([undefined, 'Fatal', 'critical', 7, null])('count as errors with severity %j', (severity) => {
    expect(read([{ severity, code: 'x' }])).toEqual([{ severity: 'error', code: 'x', text: '' }])
  })

  test.each<[string, unknown, string]>([
    ['an issue that stands alone', { severity: 'error', code: 'invalid', diagnostics: 'No' }, 'No'],
    ['an issue that is only text', ['No'], 'No'],
    ['details that are only text', [{ severity: 'error', code: 'invalid', details: 'No' }], 'No'],
    ['a list of diagnostics', [{ severity: 'error', code: 'invalid', diagnostics: ['No', 'never'] }], 'No'],
  ])('are not dropped when they are no valid R4: %s', (_what, issue, text) => {
    expect(read(issue)).toMatchObject([{ severity: 'error', text }])
  })

  test('point to an element in the old way too', () => {
    expect(read([{ severity: 'error', code: 'x', location: ['/f:Appointment/f:start'] }])[0]?.expression).toBe(
      '/f:Appointment/f:start',
    )
  })

  test.each([undefined, [], 'nothing to read', [null]])('that are missing (%j) are one error with the narrative', (issue) => {
    const text = { div: '<div xmlns="http://www.w3.org/1999/xhtml"><h1>Not <b>today</b></h1>\n</div>' }
    const issues = read(issue, { text })
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatchObject({ severity: 'error', code: 'unknown', text: typeof issue === 'string' ? issue : 'Not today' })
  })

  test('are the most serious fifty of many, and say how many more there are', () => {
    const many = Array.from({ length: 200_000 }, (_, nth) => ({ severity: nth === 100_000 ? 'error' : 'warning', code: 'x', diagnostics: `${nth}` }))
    const issues = read(many)
    expect(issues.map(({ text }) => text)).toEqual(['100000', ...Array.from({ length: 49 }, (_, nth) => `${nth}`), '… (+199950)'])
    expect(issues.filter(isSerious)).toHaveLength(1)
  })

  test('are read in linear time, whatever the narrative is', () => {
    expect(read([], { text: { div: '<'.repeat(200_000) } })).toHaveLength(1)
  })

  test.each([undefined, null, 'OperationOutcome', [], {}, { resourceType: 'Bundle', issue: [{ severity: 'error' }] }])(
    'are none in %j',
    (value) => {
      expect(issuesOf(value)).toEqual([])
    },
  )
})

test('only fatal and error are serious', () => {
  const serious = read(['fatal', 'error', 'warning', 'information'].map((severity) => ({ severity, code: 'x' }))).map(isSerious)
  expect(serious).toEqual([true, true, false, false])
})
