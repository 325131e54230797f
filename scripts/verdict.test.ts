import { describe, expect, it } from 'vitest'
import { summaryOf, verdictOf } from './verdict.mjs'

const because = 'there is no nginx on this machine'

describe('a step', () => {
  it.each([
    [{ passed: 3, failed: 0 }, 'passed'],
    [{ passed: 3, failed: 1 }, '1 failed'],
    [{ passed: 0, failed: 0, notRun: because }, 'NOT RUN'],
    [{ passed: 3, failed: 0, notRun: because }, 'passed as far as it was run'],
    [{ passed: 3, failed: 2, notRun: because }, '2 failed'],
  ])('%o: %s', (counts, verdict) => expect(verdictOf(counts)).toBe(verdict))
})

describe('the end', () => {
  it('is one line when everything was run and held', () => {
    const results = [
      { name: 'types', title: 'Types', counts: { passed: 1, failed: 0 } },
      { name: 'unit', title: 'Unit tests', counts: { passed: 20, failed: 0 } },
    ]
    expect(summaryOf(results)).toBe('21 passed, 0 failed')
  })

  it('repeats what was not run and what failed before its last line, which stays as it is', () => {
    const results = [
      { name: 'deploy', title: 'Web server and container', counts: { passed: 0, failed: 0, notRun: because } },
      { name: 'unit', title: 'Unit tests', counts: { passed: 20, failed: 2 } },
    ]
    expect(summaryOf(results).split('\n\n')).toEqual([
      `Not run: Web server and container (deploy): ${because}`,
      'Failed: unit',
      '20 passed, 2 failed',
    ])
  })
})
