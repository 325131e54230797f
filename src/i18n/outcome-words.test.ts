import { i18n, type MessageDescriptor } from '@lingui/core'
import { describe, expect, test } from 'vitest'
import { doubtWords, reasonAtLength, untilConfirmed, type ReportedKind } from './outcome-words.ts'

const said = (words: MessageDescriptor) => i18n._(words)

describe('what awaits the clinic’s confirmation', () => {
  test('is not booked yet, of a new appointment only', () => {
    expect(said(untilConfirmed.book.long)).toContain('It is not booked yet')
    for (const kind of ['modify', 'cancel'] as const) {
      for (const words of Object.values(untilConfirmed[kind])) expect(said(words)).not.toMatch(/not booked/i)
    }
  })

  test('counts as booked, of one that is to be cancelled', () => {
    for (const words of Object.values(untilConfirmed.cancel)) expect(said(words)).toContain('booked')
  })

  test('is not to be counted on, of a change', () => {
    for (const words of Object.values(untilConfirmed.modify)) expect(said(words)).toMatch(/not count on/i)
  })
})

test.each([undefined, 'refused', 'another-subject', 'timeout'] as const)('while it is not known what was done (%s), it must not be done again', (doubt) => {
  const { short, long } = doubtWords(doubt)
  expect(said(short)).toContain('Do not do it again before it is known.')
  expect(said(long)).toMatch(/Slotline goes on asking the server.*Do not do it again/)
})

test.each(['book', 'modify', 'cancel'] as ReportedKind[])('what came too late changed nothing (%s)', (kind) => {
  expect(said(reasonAtLength(kind, 'gone'))).toContain('Your request changed nothing.')
})

test('a cancellation is never followed by "choose another time"', () => {
  expect(said(reasonAtLength('cancel', 'gone'))).not.toMatch(/another time/)
})
