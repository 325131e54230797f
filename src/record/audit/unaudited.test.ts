import { expect, it } from 'vitest'
import { book, nowInstant } from '../../scheduling/testing/intents.ts'
import type { JournalEntry } from '../journal.ts'
import { about, entryOf } from './testing/exchanges.ts'
import { unauditedIn } from './unaudited.ts'

const refused = { kind: 'rejected', why: 'refused', issues: [] } as const
const unauditedAt = (atInstant: number, ...entries: JournalEntry[]) =>
  unauditedIn({ all: async () => entries }, about, atInstant, 60_000)
const idsAt = async (atInstant: number, ...entries: JournalEntry[]) =>
  (await unauditedAt(atInstant, ...entries)).exchanges.map(({ requestId }) => requestId)

it('an answered entry of which nobody says that it is audited', async () => {
  expect(await idsAt(nowInstant + 501, entryOf(book, refused, 'a'))).toEqual(['a'])
})

it.each([{}, { setAside: ['No'] }])('not one that is audited, or was refused: %o', async (end) => {
  const entry = entryOf(book, refused, 'a')
  const audited = { kind: 'audited', atInstant: nowInstant + 900, ...end } as const
  expect(await idsAt(nowInstant + 1_000, { ...entry, events: [...entry.events, audited] })).toEqual([])
})

it('one without an answer only when nobody can be waiting for it any more', async () => {
  const entry = entryOf(book, undefined, 'a')
  expect(await unauditedAt(nowInstant + 59_999, entry)).toEqual({ exchanges: [], nextInstant: nowInstant + 60_000 })
  expect(await idsAt(nowInstant + 60_000, entry)).toEqual(['a'])
})

it('not one that was never sent', async () => {
  const withheld = { kind: 'withheld', atInstant: nowInstant, because: { kind: 'earlier-open', entryId: 'x' } } as const
  expect(await idsAt(nowInstant + 3_600_000, { ...entryOf(book), events: [withheld] })).toEqual([])
})
