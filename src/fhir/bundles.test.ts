import { describe, expect, test } from 'vitest'
import { entriesOf, nextLinkOf } from './bundles.ts'

describe('the entries of a Bundle', () => {
  test('are given as they came, with mode and response', () => {
    const outcome = { resourceType: 'OperationOutcome' }
    expect(
      entriesOf({
        entry: [
          { resource: { resourceType: 'Slot' }, search: { mode: 'match' } },
          { response: { status: '409 Conflict', outcome } },
          { search: 'match', response: [], resource: null },
        ],
      }),
    ).toEqual([
      { resource: { resourceType: 'Slot' }, mode: 'match', responseStatus: undefined, responseOutcome: undefined },
      { resource: undefined, mode: undefined, responseStatus: '409 Conflict', responseOutcome: outcome },
      { resource: null, mode: undefined, responseStatus: undefined, responseOutcome: undefined },
    ])
  })

  test.each([undefined, null, 'none', {}, 7, [null, 'x', 1, []]])('are none in %j', (entry) => {
    expect(entriesOf({ entry })).toEqual([])
  })
})

describe('the next link', () => {
  test('is the URL as the server wrote it', () => {
    expect(
      nextLinkOf({
        link: [
          { relation: 'self', url: 'a' },
          { relation: 'next', url: '?b=%2F c' },
        ],
      }),
    ).toBe('?b=%2F c')
  })

  test.each([
    undefined,
    'next',
    {},
    [],
    [null],
    [{ relation: 'next' }],
    [{ relation: 'next', url: '' }],
    [{ relation: 'next', url: 7 }],
    [{ relation: 'last', url: 'a' }],
  ])('is none in %j', (link) => {
    expect(nextLinkOf({ link })).toBeUndefined()
  })
})
