import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { OAuthClient } from '../smart/oauth-client.ts'
// Loaded before: the fake time doesn't wait for what a page downloads when it first needs it.
import '../smart/renewal.ts'
import { createTokenKeeper } from '../smart/token-keeper.ts'
import { createTransport } from '../smart/transport.ts'
import { base, chances, healthy, sleep } from './testing/small-server.ts'
import { openTab } from './testing/simulated-tab.ts'

const tokenUri = 'https://auth.example.org/token'
const tabCount = 50
/** How many minutes the token of every tab still lasts: the server is well meanwhile, but for its token endpoint. */
const tokenMinutes = 4

/** A session's Transport with a token that was issued for an hour. */
function sessionTransport() {
  const state = { key: 'k', tokenUri, clientId: 'slotline', tokenResponse: { access_token: 't', refresh_token: 'r', token_type: 'Bearer' } }
  const kept = { get: async () => undefined, set: async (_: string, value: unknown) => value, unset: async () => true }
  const client = { state, environment: { getStorage: () => kept } } as unknown as OAuthClient
  const tokens = createTokenKeeper({
    client,
    timeoutMs: 20_000,
    requested: [],
    granted: [],
    validity: { lifetime: 3_600_000, expiresAtInstant: Date.now() + tokenMinutes * 60_000 },
    onRenewed: () => undefined,
    discard: () => undefined,
  })
  return createTransport({ base, tokens, timeoutMs: 20_000 })
}

let asked = 0
let served = 0
let tokenEndpoint: () => Response | Promise<Response>

const down = () => new Response('', { status: 503 })
const well = () => Response.json({ access_token: 't2', refresh_token: 'r2', token_type: 'Bearer', expires_in: 3600 })

beforeEach(() => {
  vi.spyOn(Math, 'random').mockImplementation(chances(20261125))
  vi.useFakeTimers({ now: Date.parse('2026-11-24T14:00:00Z') })
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url !== tokenUri) {
      served += 1
      return healthy(new Request(url, init))
    }
    asked += 1
    await sleep(5)
    return tokenEndpoint()
  })
  tokenEndpoint = down
  const tabs = Array.from({ length: tabCount }, () =>
    openTab({ base, patientId: 'romero', thinkMs: 6_000, hasUnknownOutcome: false, transport: sessionTransport() }),
  )
  return () => {
    tabs.forEach((tab) => tab.close())
    vi.useRealTimers()
    vi.unstubAllGlobals()
  }
})

/** How often the token endpoint is asked in each of the next minutes. */
async function minutes(count: number): Promise<number[]> {
  const each: number[] = []
  for (let minute = 0; minute < count; minute++) {
    asked = 0
    served = 0
    await vi.advanceTimersByTimeAsync(60_000)
    each.push(asked)
  }
  return each
}

describe('fifty tabs whose new tokens last shorter than the first', () => {
  it('a minute: each tab asks two or three times in it, not before each request', async () => {
    tokenEndpoint = () => Response.json({ access_token: 't2', refresh_token: 'r2', token_type: 'Bearer', expires_in: 60 })
    const during = (await minutes(tokenMinutes + 2)).slice(tokenMinutes)
    expect(served).toBeGreaterThan(tabCount * 6)
    for (const minute of during) {
      expect(minute).toBeGreaterThan(0)
      expect(minute).toBeLessThanOrEqual(tabCount * 3)
    }
  })
})

describe('fifty tabs whose token endpoint is in trouble', () => {
  it('503: it gets less to do with every minute, down to a floor, and nobody is held up before the tokens are over', async () => {
    expect(await minutes(tokenMinutes - 1)).toEqual(Array.from({ length: tokenMinutes - 1 }, () => 0))
    const servedUsually = served
    const [last = 0, ...after] = await minutes(5)
    expect(last, 'each tab asks').toBeGreaterThanOrEqual(tabCount)
    expect(last).toBeLessThanOrEqual(tabCount * 5)
    const [first = 0] = after
    expect(first).toBeLessThan(last)
    // The floor: a request of each tab now and then.
    for (const minute of after) expect(minute).toBeLessThanOrEqual(tabCount * 2)
    expect(servedUsually).toBeGreaterThan(0)
  })

  it('503: the last minute of the tokens is as good as any other', async () => {
    await minutes(tokenMinutes - 1)
    const servedUsually = served
    await minutes(1)
    expect(served).toBeGreaterThan(servedUsually * 0.9)
  })

  it('Retry-After: nobody comes before the time', async () => {
    tokenEndpoint = () => new Response('', { status: 503, headers: { 'Retry-After': '120' } })
    const [last = 0, ...during] = (await minutes(tokenMinutes + 1)).slice(tokenMinutes - 1)
    expect(last).toBe(tabCount)
    expect(during).toEqual([0])
  })

  it('is back: within two minutes everybody has a new token, and has asked once for it', async () => {
    await minutes(tokenMinutes + 2)
    tokenEndpoint = well
    const recovered = await minutes(3)
    expect(recovered.reduce((sum, count) => sum + count)).toBe(tabCount)
    expect(recovered.at(-1)).toBe(0)
  })
})
