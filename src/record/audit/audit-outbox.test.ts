import { describe, expect, it } from 'vitest'
import type { Transaction } from '../../fhir/transaction.ts'
import { isJournaled } from './exchange.ts'
import { exchangeOf, type TellableExchange } from './testing/exchanges.ts'
import { createOutboxWorld, itemsOf, repositoryBase, requestIdOf, settle } from './testing/outbox-world.ts'

const exchange = (requestId: string, transaction: Transaction = 'ITI-117', changes: Partial<TellableExchange> = {}) =>
  exchangeOf(transaction, { requestId, ...changes })
const many = (count: number, transaction: Transaction = 'ITI-117') =>
  Array.from({ length: count }, (_, index) => exchange(`r-${index}`, transaction))

type World = ReturnType<typeof createOutboxWorld>
const delivered = ({ repository }: World) => repository.events().map(requestIdOf)
const sent = ({ requests }: World) =>
  requests.map(({ method, url }) => `${method} ${decodeURIComponent(url.slice(repositoryBase.length))}`)

describe('a transaction', () => {
  it('is delivered by itself, soon', async () => {
    const world = createOutboxWorld()
    world.openPage().outbox.enqueue(exchange('r-1'))
    await settle()
    expect(world.requests).toEqual([])
    await world.advance(1_000)
    expect(sent(world)).toEqual(['POST /AuditEvent'])
    expect(delivered(world)).toEqual(['r-1'])
  })

  it('goes together with others of the same moment, in one batch', async () => {
    const world = createOutboxWorld()
    const page = world.openPage()
    for (const one of many(3)) page.outbox.enqueue(one)
    await settle()
    await world.advance(1_000)
    expect(sent(world)).toEqual(['POST '])
    expect(delivered(world)).toEqual(['r-0', 'r-1', 'r-2'])
  })

  it('is recorded once, however often it is enqueued, also by another tab and after its delivery', async () => {
    const world = createOutboxWorld()
    const [one, other] = [world.openPage(), world.openPage()]
    one.outbox.enqueue(exchange('r-1'))
    other.outbox.enqueue(exchange('r-1'))
    await Promise.all([one.outbox.flush(), other.outbox.flush()])
    other.outbox.enqueue(exchange('r-1'))
    await other.outbox.flush()
    expect(delivered(world)).toEqual(['r-1'])
  })

  it('tells the journal, once it is delivered', async () => {
    const world = createOutboxWorld()
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await outbox.flush()
    expect(world.settlements.get('r-1')).toEqual({ requestId: 'r-1', atInstant: world.now() })
  })

  it('leaves nothing behind when it was only a search', async () => {
    const world = createOutboxWorld()
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1', 'ITI-118'))
    await outbox.flush()
    expect(delivered(world)).toEqual(['r-1'])
    expect(world.kept.size).toBe(0)
    expect(world.settlements.size).toBe(0)
  })

  it('of the journal that nobody enqueued is found there at the next launch', async () => {
    const world = createOutboxWorld()
    const gone = world.openPage()
    gone.crashIn(0, false)
    world.happen(gone, exchange('r-1'))
    await settle()
    expect(world.kept.size).toBe(0)
    await world.openPage().outbox.flush()
    expect(delivered(world)).toEqual(['r-1'])
  })
})

describe('a transaction whose page was closed before the answer', () => {
  const unanswered = exchange('r-1', 'ITI-115', { result: { code: '8', words: 'No usable answer' } })

  it('is delivered as unanswered by the next page, once nobody can be waiting any more', async () => {
    const world = createOutboxWorld()
    const gone = world.openPage()
    gone.outbox.expect(unanswered)
    await settle()
    gone.crashIn(0, false)
    const next = world.openPage()
    await next.outbox.flush()
    expect(delivered(world)).toEqual([])
    await world.advance(60_000)
    expect(world.repository.events().map(({ outcome }) => outcome)).toEqual(['8'])
  })

  it('is not, as long as its page waits; the answer is then what is delivered', async () => {
    const world = createOutboxWorld()
    const { outbox } = world.openPage()
    outbox.expect(unanswered)
    await world.advance(3_600_000)
    await outbox.flush()
    expect(delivered(world)).toEqual([])
    outbox.enqueue(exchange('r-1', 'ITI-115'))
    await outbox.flush()
    expect(world.repository.events().map(({ outcome }) => outcome)).toEqual(['0'])
  })
})

describe('a repository that', () => {
  it('cannot be reached is tried again later and later, with a part left to chance, and at the next launch at once', async () => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'any', kind: 'drop-before', times: 'always' })
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await outbox.flush()
    await world.advance(30 * 60_000)
    const instants = world.requests.length
    expect(instants).toBeGreaterThan(5)
    expect(instants).toBeLessThan(15)
    expect(world.timers()[0]).toBeGreaterThan(60_000)
    world.repository.heal()
    await world.openPage().outbox.flush()
    expect(delivered(world)).toEqual(['r-1'])
  })

  it('took the event but not the connection is asked before anything is sent again', async () => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'drop-after' })
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await outbox.flush()
    await outbox.flush()
    expect(sent(world)).toEqual(['POST /AuditEvent', 'GET /AuditEvent?entity:identifier=r-1'])
    expect(delivered(world)).toEqual(['r-1'])
    expect(world.settlements.has('r-1')).toBe(true)
  })

  it('gets a request late, after its sender gave up, does not get it twice', async () => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'late', milliseconds: 20_000 })
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await outbox.flush()
    await world.advance(10 * 60_000)
    expect(delivered(world)).toEqual(['r-1'])
  })

  it('cannot be asked what it has gets the event again rather than never', async () => {
    const world = createOutboxWorld({ searchable: false })
    world.repository.fault({ on: 'send', kind: 'drop-before' })
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await outbox.flush()
    await world.advance(60_000)
    expect(delivered(world)).toEqual(['r-1'])
  })

  it('says Retry-After is left alone until then, also at the next launch', async () => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'status', status: 429, retryAfterSeconds: 120 })
    world.openPage().outbox.enqueue(exchange('r-1'))
    await settle()
    await world.advance(1_000)
    await world.openPage().outbox.flush()
    await world.advance(118_000)
    expect(world.requests).toHaveLength(1)
    await world.advance(2_000)
    expect(delivered(world)).toEqual(['r-1'])
    expect(world.requests).toHaveLength(2)
  })

  it.each([500, 502, 503])('answers %s although it took the event has it once', async (status) => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'status', status, commits: true })
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await outbox.flush()
    await world.advance(60_000)
    expect(delivered(world)).toEqual(['r-1'])
  })

  it('wants a new session gets the event later', async () => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'status', status: 401 })
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await outbox.flush()
    expect(itemsOf(world, 'set-aside')).toEqual([])
    await world.openPage().outbox.flush()
    expect(delivered(world)).toEqual(['r-1'])
  })

  it.each([400, 403, 404, 422])('refuses an event with %s is not asked again; its words are kept and told', async (status) => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'status', status })
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await outbox.flush()
    await world.advance(3_600_000)
    await outbox.flush()
    expect(world.requests).toHaveLength(1)
    const words = ['The audit repository is in trouble.']
    expect(itemsOf(world)).toMatchObject([{ id: 'r-1', state: 'set-aside', words }])
    expect(world.settlements.get('r-1')).toMatchObject({ setAside: words })
    await outbox.retrySetAside()
    expect(delivered(world)).toEqual(['r-1'])
    expect(world.settlements.get('r-1')).not.toHaveProperty('setAside')
  })

  it('takes some of a batch gets the others only', async () => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'entry', index: 1, status: 503 })
    const { outbox } = world.openPage()
    for (const one of many(3)) outbox.enqueue(one)
    await outbox.flush()
    expect(delivered(world)).toEqual(['r-0', 'r-2'])
    await world.advance(60_000)
    expect(delivered(world)).toEqual(['r-0', 'r-2', 'r-1'])
  })

  it('refuses one event of a batch sets only that one aside', async () => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'entry', index: 1, status: 422 })
    const { outbox } = world.openPage()
    for (const one of many(3)) outbox.enqueue(one)
    await outbox.flush()
    expect(delivered(world)).toEqual(['r-0', 'r-2'])
    expect(itemsOf(world, 'set-aside').map(({ id }) => id)).toEqual(['r-1'])
  })

  it('takes no batches gets the events one by one, now and from then on', async () => {
    const world = createOutboxWorld({ batches: false })
    const { outbox } = world.openPage()
    for (const one of many(2)) outbox.enqueue(one)
    await outbox.flush()
    for (const one of [exchange('x-1'), exchange('x-2')]) outbox.enqueue(one)
    await outbox.flush()
    expect(sent(world)).toEqual(['POST ', ...Array.from({ length: 4 }, () => 'POST /AuditEvent')])
    expect(delivered(world)).toEqual(['r-0', 'r-1', 'x-1', 'x-2'])
  })

  it('accepts a batch without a word has taken it', async () => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'empty' })
    const { outbox } = world.openPage()
    for (const one of many(2)) outbox.enqueue(one)
    await outbox.flush()
    expect(itemsOf(world).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  it.each([true, false])('answers a batch with a sign-in page is asked what it has (it took it: %s)', async (commits) => {
    const world = createOutboxWorld()
    world.repository.fault({ on: 'send', kind: 'html', commits })
    const { outbox } = world.openPage()
    for (const one of many(2)) outbox.enqueue(one)
    await outbox.flush()
    await world.advance(120_000)
    expect(delivered(world).sort()).toEqual(['r-0', 'r-1'])
  })

  it('chokes on one event does not keep the others from being delivered', async () => {
    const world = createOutboxWorld({ batches: false })
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('poison'))
    world.repository.fault({ on: 'send', kind: 'status', status: 500, times: 1 })
    await outbox.flush()
    for (const one of many(3)) outbox.enqueue(one)
    await outbox.flush()
    expect(delivered(world)).toEqual(['r-0', 'r-1', 'r-2'])
  })
})

describe('several tabs', () => {
  it('deliver each event once, whoever comes first', async () => {
    const world = createOutboxWorld()
    const pages = [world.openPage(), world.openPage(), world.openPage()]
    many(30).forEach((one, index) => pages[index % 3]?.outbox.enqueue(one))
    await Promise.all(pages.map(({ outbox }) => outbox.flush()))
    expect(delivered(world).sort()).toEqual(
      many(30)
        .map(({ requestId }) => requestId)
        .sort(),
    )
  })
})

describe('an outbox that nobody empties', () => {
  it('is bounded: the oldest searches go first, then what the journal is told of; and it counts them', async () => {
    const world = createOutboxWorld({}, { capacity: 3 })
    world.repository.fault({ on: 'any', kind: 'drop-before', times: 'always' })
    const { outbox } = world.openPage()
    for (const one of [
      exchange('book-1'),
      exchange('find-1', 'ITI-115'),
      exchange('book-2'),
      exchange('book-3'),
      exchange('book-4'),
    ]) {
      expect(isJournaled(one)).toBe(one.requestId.startsWith('book'))
      outbox.enqueue(one)
    }
    await outbox.flush()
    expect(itemsOf(world).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
    expect(await outbox.dropped()).toBe(2)
    expect([...world.kept.keys()].sort()).toEqual(['#', 'book-2', 'book-3', 'book-4'])
    expect(world.settlements.get('book-1')?.setAside).toEqual(['The outbox was full.'])
  })

  it('adds up what had to go until none has for thirty days', async () => {
    const world = createOutboxWorld({}, { capacity: 1 })
    world.repository.fault({ on: 'any', kind: 'drop-before', times: 'always' })
    const { outbox } = world.openPage()
    // Nothing is sent by itself: a month of attempts would take long.
    outbox.close()
    const day = 24 * 3_600_000
    const dropOne = async (id: string) => {
      outbox.enqueue(exchange(id, 'ITI-115'))
      await outbox.flush()
    }
    expect(await outbox.dropped()).toBe(0)
    for (const id of ['find-1', 'find-2', 'find-3']) await dropOne(id)
    expect(await outbox.dropped()).toBe(2)
    await world.advance(29 * day)
    await dropOne('find-4')
    await world.advance(29 * day)
    expect(await outbox.dropped()).toBe(3)
    await world.advance(2 * day)
    expect(await outbox.dropped()).toBe(0)
    await dropOne('find-5')
    expect(await outbox.dropped()).toBe(1)
  })

  it('starts nothing after it was closed', async () => {
    const world = createOutboxWorld()
    const { outbox } = world.openPage()
    outbox.enqueue(exchange('r-1'))
    await settle()
    outbox.close()
    await world.advance(3_600_000)
    expect(world.requests).toEqual([])
  })
})
