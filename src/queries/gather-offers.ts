import { instantMs } from '../fhir/instants.ts'
import type { Appointment } from '../fhir/types.ts'

/** The offers of the first pages, put together. */
interface Gathered {
  readonly pages: number
  /** Each offer once, in order of start; offers that start together stand in the order in which they came. */
  readonly offers: readonly Appointment[]
  readonly starts: readonly number[]
  /** The ids seen so far. The set is handed on from page to page, so it is only valid together with the last page. */
  readonly ids: Set<string>
}

interface Page {
  readonly appointments: readonly Appointment[]
}

const byLastPage = new WeakMap<Page, Gathered>()

/**
 * The offers of all pages, each once and in order of start: servers answer in any order, and the same offer may stand on two pages
 * when the list moved in between. Each page is merged into what the pages before it came to.
 */
export function gatherOffers(pages: readonly Page[]): readonly Appointment[] {
  let gathered: Gathered = { pages: 0, offers: [], starts: [], ids: new Set() }
  let from = pages.length
  for (; from > 0; from -= 1) {
    const page = pages[from - 1]
    const before = page && byLastPage.get(page)
    if (before?.pages === from) {
      gathered = before
      break
    }
  }
  for (const [index, page] of pages.entries()) {
    if (index < from) continue
    gathered = withPage(gathered, page)
    const previous = pages[index - 1]
    // The set of ids now belongs to the later page.
    if (previous) byLastPage.delete(previous)
    byLastPage.set(page, gathered)
  }
  return gathered.offers
}

function withPage(before: Gathered, { appointments }: Page): Gathered {
  const { ids } = before
  const [offers, starts]: [Appointment[], number[]] = [[], []]
  let isOrdered = true
  let last = -Infinity
  for (const offer of appointments) {
    const { id } = offer
    if (id !== undefined) {
      const { size } = ids
      if (ids.add(id).size === size) continue
    }
    const start = instantMs(offer.start) ?? Infinity
    isOrdered &&= last <= start
    last = start
    offers.push(offer)
    starts.push(start)
  }
  const fresh = { offers, starts }
  return { pages: before.pages + 1, ids, ...merged(before, isOrdered ? fresh : inOrder(fresh)) }
}

type Ordered = Pick<Gathered, 'offers' | 'starts'>

function inOrder({ offers, starts }: Ordered): Ordered {
  const order = offers.map((offer, at) => ({ offer, start: starts[at] ?? Infinity })).sort((a, b) => a.start - b.start)
  return { offers: order.map(({ offer }) => offer), starts: order.map(({ start }) => start) }
}

function merged(one: Ordered, other: Ordered): Ordered {
  if (one.starts.length === 0) return other
  const last = one.starts.at(-1) ?? -Infinity
  const [next = Infinity] = other.starts
  if (last <= next) return { offers: [...one.offers, ...other.offers], starts: [...one.starts, ...other.starts] }
  const [offers, starts]: [Appointment[], number[]] = [[], []]
  let at = 0
  const take = ({ offers: from, starts: times }: Ordered, index: number) => {
    const [offer, start] = [from[index], times[index]]
    if (offer && start !== undefined) {
      offers.push(offer)
      starts.push(start)
    }
  }
  for (const [index, start] of other.starts.entries()) {
    for (; (one.starts[at] ?? Infinity) <= start && at < one.starts.length; at += 1) take(one, at)
    take(other, index)
  }
  for (; at < one.starts.length; at += 1) take(one, at)
  return { offers, starts }
}
