import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AuditFault } from '../../../mocks/audit/audit-faults.ts'
import type { Transaction } from '../../fhir/transaction.ts'
import { exchangeOf } from './testing/exchanges.ts'
import { createOutboxWorld, itemsOf, requestIdOf, settle } from './testing/outbox-world.ts'

/** One thing that happens to a browser with two tabs, or to the repository. Pages are counted, instants are in milliseconds. */
type Step =
  | { readonly kind: 'transaction'; readonly page: number; readonly transaction: Transaction; readonly isExpected: boolean }
  | { readonly kind: 'flush'; readonly page: number }
  | { readonly kind: 'crash'; readonly page: number; readonly steps: number; readonly after: boolean }
  | { readonly kind: 'launch'; readonly page: number }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'fault'; readonly fault: AuditFault }

const page = fc.nat({ max: 1 })
const on = fc.constantFrom('send' as const, 'search' as const, 'any' as const)
const times = fc.constantFrom(1, 2, 5)
/** Faults that leave open what was sent, or forbid it for a while. Refusals for good are tested in the examples. */
const fault: fc.Arbitrary<AuditFault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop-before' as const, 'drop-after' as const), on, times }),
  fc.record({
    kind: fc.constant('late' as const),
    milliseconds: fc.nat({ max: 29_000 }),
    on: fc.constant('send' as const),
    times,
  }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(500, 502, 504), commits: fc.boolean(), on, times }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom(401, 429, 503),
    retryAfterSeconds: fc.nat({ max: 300 }),
    on,
    times,
  }),
  fc.record({
    kind: fc.constant('entry' as const),
    index: fc.nat({ max: 3 }),
    status: fc.constantFrom(429, 500),
    on: fc.constant('send' as const),
    times,
  }),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('transaction' as const),
      page,
      transaction: fc.constantFrom('ITI-115' as const, 'ITI-116' as const, 'ITI-117' as const, 'ITI-118' as const),
      isExpected: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('flush' as const), page }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), page, steps: fc.nat({ max: 12 }), after: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('launch' as const), page }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(100, 1_000, 5_000, 31_000, 300_000) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fault' as const), fault }) },
)

/** Plays a history, then heals the repository and waits. */
async function play(steps: readonly Step[], searchable: boolean, batches: boolean) {
  const world = createOutboxWorld({ searchable, batches })
  const pages = [world.openPage(), world.openPage()]
  /** Transactions that must be recorded: the journal has them, or a page lived for as long as it takes to write them down. */
  const due = new Set<string>()
  const happened: string[] = []
  for (const [index, one] of steps.entries()) {
    const target = 'page' in one ? pages[one.page] : undefined
    switch (one.kind) {
      case 'transaction': {
        if (!target?.isAlive()) break
        const requestId = `r-${index}`
        const exchange = exchangeOf(one.transaction, { requestId })
        const isRead = one.transaction === 'ITI-115' || one.transaction === 'ITI-118'
        if (isRead && one.isExpected) target.outbox.expect({ ...exchange, result: { code: '8', words: 'No usable answer' } })
        await settle()
        if (isRead && one.isExpected && target.isAlive()) due.add(requestId)
        happened.push(requestId)
        world.happen(target, exchange)
        if (!isRead) due.add(requestId)
        await settle()
        if (target.isAlive()) due.add(requestId)
        break
      }
      case 'flush':
        if (target?.isAlive()) void target.outbox.flush()
        await settle()
        break
      case 'crash':
        target?.crashIn(one.steps, one.after)
        break
      case 'launch':
        target?.crashIn(0, false)
        if (target?.isAlive()) void target.outbox.flush()
        await settle()
        pages[one.page] = world.openPage()
        void pages[one.page]?.outbox.flush()
        await settle()
        break
      case 'time':
        await world.advance(one.ms)
        break
      case 'fault':
        world.repository.fault(one.fault)
    }
  }
  world.repository.heal()
  for (const old of pages) old.crashIn(0, false)
  const last = world.openPage()
  await last.outbox.flush()
  await world.advance(20 * 60_000)
  return { world, due, happened, left: itemsOf(world).filter(({ state }) => state !== 'delivered'), dropped: await last.outbox.dropped(), delivered: world.repository.events().map(requestIdOf) }
}

const history = fc.array(step, { minLength: 1, maxLength: 25 })
const runs = Number(process.env.AUDIT_RUNS ?? 150)

test('whatever goes wrong, each transaction arrives exactly once at a repository that can be asked', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.boolean(), async (steps, batches) => {
      const { world, due, happened, left, dropped, delivered } = await play(steps, true, batches)
      expect({ left, dropped }).toEqual({ left: [], dropped: 0 })
      expect(delivered.length).toBe(new Set(delivered).size)
      for (const id of due) expect(delivered).toContain(id)
      for (const id of delivered) expect(happened).toContain(id)
      for (const { requestId } of world.settlements.values()) expect(delivered).toContain(requestId)
    }),
    { numRuns: runs },
  )
}, 120_000)

test('a repository that cannot be asked gets each transaction at least once', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.boolean(), async (steps, batches) => {
      const { due, left, dropped, delivered } = await play(steps, false, batches)
      expect({ left, dropped }).toEqual({ left: [], dropped: 0 })
      for (const id of due) expect(delivered).toContain(id)
    }),
    { numRuns: runs },
  )
}, 120_000)

test('a repository in good health gets each transaction exactly once even if it cannot be asked and pages come and go', async () => {
  const healthy = fc.array(
    step.filter(({ kind }) => kind !== 'fault' && kind !== 'crash' && kind !== 'launch'),
    { minLength: 1, maxLength: 25 },
  )
  await fc.assert(
    fc.asyncProperty(healthy, async (steps) => {
      const { due, delivered } = await play(steps, false, true)
      expect(delivered.toSorted()).toEqual([...due].toSorted())
    }),
    { numRuns: 50 },
  )
}, 120_000)
