import type { CDPSession, Page } from '@playwright/test'

interface Exchange {
  readonly url: string
  readonly method: string
  /** Seconds on the browser's clock. */
  readonly sentAt: number
  readonly depth: number
  endedAt: number
}

export interface RoundTrips {
  /** Serial round trips until the answer to the first `$find`, the one of `$find` included. */
  readonly count: number
  /** The last that had to come before the next could begin, one for each round trip. */
  readonly chain: readonly string[]
  /** Milliseconds from the first request until that answer. */
  readonly wallTime: number
}

/**
 * Counts while `begin` runs: a request is one round trip later than the latest of those that were answered before it was sent.
 * Where answers are held back for long, that is what had to wait for what. Preflights count, answers from the cache don't.
 */
export async function countRoundTrips(page: Page, begin: () => Promise<unknown>): Promise<RoundTrips> {
  const devtools = await page.context().newCDPSession(page)
  const exchanges = new Map<string, Exchange>()
  const found = new Promise<Exchange>((resolve) => watch(devtools, exchanges, resolve))
  await devtools.send('Network.enable')
  await begin()
  const find = await found
  await devtools.detach()
  const all = [...exchanges.values()]
  return { count: find.depth, chain: chainTo(find, all), wallTime: 1000 * (find.endedAt - Math.min(...all.map(({ sentAt }) => sentAt))) }
}

function watch(devtools: CDPSession, exchanges: Map<string, Exchange>, whenFound: (find: Exchange) => void): void {
  const end = (id: string, at: number) => {
    const exchange = exchanges.get(id)
    if (!exchange || exchange.endedAt < Infinity) return
    exchange.endedAt = at
    if (exchange.method === 'POST' && isFind(exchange.url)) whenFound(exchange)
  }
  devtools.on('Network.requestWillBeSent', ({ requestId, request, timestamp, redirectResponse }) => {
    // Nothing waits for the icon.
    if (!request.url.startsWith('http') || request.url.includes('/favicon')) return
    const before = exchanges.get(requestId)
    if (redirectResponse && before) {
      end(requestId, timestamp)
      exchanges.set(`${requestId} ${before.url}`, before)
    }
    const answered = [...exchanges.values()].filter(({ endedAt }) => endedAt <= timestamp)
    const depth = 1 + Math.max(0, ...answered.map((each) => each.depth))
    exchanges.set(requestId, { url: request.url, method: request.method, sentAt: timestamp, depth, endedAt: Infinity })
  })
  devtools.on('Network.requestServedFromCache', ({ requestId }) => exchanges.delete(requestId))
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache) exchanges.delete(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, timestamp }) => end(requestId, timestamp))
  // An answer that was read to its end is sometimes said to be aborted.
  const answering = new Set<string>()
  devtools.on('Network.responseReceived', ({ requestId }) => answering.add(requestId))
  devtools.on('Network.loadingFailed', ({ requestId, timestamp }) => {
    if (answering.has(requestId)) end(requestId, timestamp)
    else exchanges.delete(requestId)
  })
}

const isFind = (url: string): boolean => new URL(url).pathname.endsWith('/Appointment/$find')

/** Backwards: of those a level above that were answered in time, the one that came last was waited for. */
function chainTo(last: Exchange, all: readonly Exchange[]): string[] {
  const name = ({ method, url }: Exchange) => `${method} ${new URL(url).pathname.replace(/-[\w-]{8}\.js$/, '.js')}`
  const [before] = all
    .filter(({ depth, endedAt }) => depth === last.depth - 1 && endedAt <= last.sentAt)
    .sort((a, b) => b.endedAt - a.endedAt)
  return [...(before ? chainTo(before, all) : []), name(last)]
}
