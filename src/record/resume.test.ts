import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { booking, cancellation } from '../scheduling/testing/sim-clinic.ts'
import { createNews, type RecordNews } from './news.ts'
import { openDesk, type Desk } from './testing/desk.ts'

const day = 24 * 3_600_000
const month = 30 * day

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})

test('at the next launch, everything that is open is asked about', async () => {
  const [one, two] = [booking(await desk.anOffer(), desk.ida), booking(await desk.anOffer(9), desk.ida)]
  await desk.journal.begin('done', desk.server.base, 'pat-4217', one, desk.server.now())
  await desk.journal.begin('lost', desk.server.base, 'pat-4217', two, desk.server.now())
  await desk.succeed(one)
  desk.advance(60_000)

  const tab = desk.openTab()
  await tab.resume()
  expect((await tab.read('done'))?.conclusion.kind).toBe('done')
  expect((await tab.read('lost'))?.conclusion).toMatchObject({ kind: 'not-done', reason: 'shown-not-done' })
  expect(await tab.unresolved()).toEqual([])
})

test('what was sent to another server is left to a session there', async () => {
  await desk.journal.begin('a', 'https://elsewhere.example/fhir', 'pat-4217', booking(await desk.anOffer(), desk.ida), desk.server.now())
  const asked = desk.sim.inspect().requests.length
  const tab = desk.openTab()
  await tab.resume()
  expect(desk.sim.inspect().requests).toHaveLength(asked)
  expect((await tab.unresolved()).map(({ entry }) => entry.id)).toEqual(['a'])
})

test('what the user has dismissed counts as unresolved no more, and says why', async () => {
  await desk.journal.begin('a', desk.server.base, 'pat-4217', booking(await desk.anOffer(), desk.ida), desk.server.now())
  const tab = desk.openTab()
  await tab.dismiss('a', 'The clinic called back')
  expect(await tab.unresolved()).toEqual([])
  expect((await tab.read('a'))?.entry.events.at(-1)).toMatchObject({ kind: 'dismissed', reason: 'The clinic called back' })
})

test('asking again and again about what the server does not tell fills no journal', async () => {
  desk.sim.fault({ on: 'book', kind: 'drop-after' })
  desk.sim.fault({ on: 'read', kind: 'status', status: 500, times: 'always' })
  const tab = desk.openTab()
  await tab.perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  for (let time = 0; time < 3; time += 1) await tab.checkAgain('a')
  expect((await desk.journal.read('a'))?.events.map(({ kind }) => kind)).toEqual(['sent', 'answered', 'checked'])
})

test('what is long done is forgotten after 30 days, not before', async () => {
  const tab = desk.openTab()
  await tab.perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  desk.advance(month)
  await tab.resume()
  expect(await tab.read('a')).toBeDefined()
  desk.advance(1)
  await tab.resume()
  expect(await tab.read('a')).toBeUndefined()
})

test('what is not known is never forgotten', async () => {
  await desk.journal.begin('a', desk.server.base, 'pat-4217', booking(await desk.anOffer(), desk.ida), desk.server.now())
  desk.sim.fault({ on: 'any', kind: 'status', status: 500, times: 'always' })
  const tab = desk.openTab()
  desk.advance(12 * month)
  await tab.resume()
  expect((await tab.unresolved()).map(({ entry }) => entry.id)).toEqual(['a'])
})

test('what is not audited or recorded yet is kept until it is', async () => {
  const tab = desk.openTab({ audits: true, copies: true })
  await tab.perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  expect(await tab.read('a')).toMatchObject({ audit: 'waiting', record: 'waiting' })
  desk.advance(2 * month)
  await tab.resume()
  await tab.note('a', { kind: 'audited', atInstant: desk.server.now() })
  await tab.note('a', { kind: 'copied', atInstant: desk.server.now(), result: { kind: 'recorded' } })
  expect(await tab.read('a')).toMatchObject({ audit: 'delivered', record: 'recorded' })
  desk.advance(month + 1)
  await tab.resume()
  expect(await tab.read('a')).toBeUndefined()
})

test('what the audit repository or the EHR refused is kept until the user dismisses it', async () => {
  const tab = desk.openTab({ audits: true, copies: true })
  await tab.perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  await tab.note('a', { kind: 'audited', atInstant: desk.server.now(), setAside: ['No such agent'] })
  await tab.note('a', { kind: 'copied', atInstant: desk.server.now(), result: { kind: 'failed', words: ['Not allowed'] } })
  expect(await tab.read('a')).toMatchObject({ audit: 'set-aside', record: 'failed' })
  desk.advance(2 * month)
  await tab.resume()
  expect(await tab.read('a')).toBeDefined()
  await tab.dismiss('a', 'Entered by hand')
  desk.advance(2 * month)
  await tab.resume()
  expect(await tab.read('a')).toBeUndefined()
})

test('a copy that shows an open outcome is out of date once the outcome is known', async () => {
  desk.sim.fault({ on: 'book', kind: 'drop-after' })
  desk.sim.fault({ on: 'read', kind: 'status', status: 500 })
  const tab = desk.openTab({ copies: true })
  await tab.perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  await tab.note('a', { kind: 'copied', atInstant: desk.server.now(), result: { kind: 'recorded' } })
  expect(await tab.read('a')).toMatchObject({ conclusion: { kind: 'unknown' }, record: 'recorded' })
  expect(await tab.checkAgain('a')).toMatchObject({ conclusion: { kind: 'done' }, record: 'waiting' })
})

test('the entries of a half-done move are kept together', async () => {
  const tab = desk.openTab()
  const original = await desk.succeed(booking(await desk.anOffer(), desk.ida))
  desk.sim.fault({ on: 'cancel', kind: 'refuse' })
  const reason = cancellation(original, desk.ida).reason
  await tab.moves.begin('m', 'pat-4217', { original, booking: booking(await desk.anOffer(5), desk.ida), reason })
  desk.advance(2 * month)
  await tab.resume()
  expect((await tab.moves.read('m'))?.stage).toBe('both-booked')
  await tab.dismiss('m', 'Done by telephone')
  desk.advance(2 * month)
  await tab.resume()
  expect(await tab.all()).toEqual([])
})

test('whoever subscribes hears of each entry that something is written about', async () => {
  const heard: RecordNews[] = []
  const tab = desk.openTab({ news: createNews(crypto.randomUUID()) })
  tab.subscribe((news) => heard.push(news))
  await tab.perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  expect(heard).toEqual([
    { entryId: 'a', from: 'this-tab' },
    { entryId: 'a', from: 'this-tab' },
  ])
})

test('a journal that the browser cleared in the middle of a booking gets the whole entry back', async () => {
  const answer = desk.stopBooking()
  const tab = desk.openTab()
  const performed = tab.perform('a', 'pat-4217', booking(await desk.anOffer(), desk.ida))
  await desk.whenSending(1)
  await desk.journal.forget('a')
  answer()
  expect((await performed).conclusion.kind).toBe('done')
  expect((await tab.read('a'))?.entry.events.map(({ kind }) => kind)).toEqual(['sent', 'answered'])
})

test('resuming twice at once asks once', async () => {
  await desk.journal.begin('a', desk.server.base, 'pat-4217', booking(await desk.anOffer(), desk.ida), desk.server.now())
  const tab = desk.openTab()
  const all = vi.spyOn(desk.journal, 'all')
  await Promise.all([tab.resume(), tab.resume()])
  // To see what is open, for the one check, and to see what is done with.
  expect(all).toHaveBeenCalledTimes(3)
})
