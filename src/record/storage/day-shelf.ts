import { isRecord } from '../../fhir/resources.ts'
import type { Shelf } from './shelf.ts'
import type { Vault } from './vault.ts'

/** The shelves whose values are forgotten when nobody came back to them for a day. */
export const dayShelves = ['draft', 'text', 'chosen-patient'] as const satisfies readonly Shelf[]

interface Kept {
  readonly id: string
  /** When the value was last put there: epoch milliseconds. */
  readonly keptInstant: number
  readonly value: unknown
}

const lifetimeMs = 24 * 3_600_000

/**
 * Access to one of these shelves; a value older than a day is not shown.
 * @param now epoch milliseconds
 */
export function dayShelf(vault: Vault, shelf: (typeof dayShelves)[number], now: () => number) {
  const valueOf = (kept: unknown) => (isKept(kept) && isFresh(kept, now()) ? kept.value : undefined)
  return {
    put: (id: string, value: unknown) => vault.put(shelf, id, { id, keptInstant: now(), value } satisfies Kept),
    get: async (id: string) => valueOf(await vault.get(shelf, id)),
    all: async () => (await vault.all(shelf)).map(valueOf).filter((value) => value !== undefined),
    delete: (id: string) => vault.delete(shelf, id),
  }
}

export function isKept(value: unknown): value is Kept {
  return isRecord(value) && typeof value.id === 'string' && typeof value.keptInstant === 'number'
}

export function isFresh({ keptInstant }: Kept, nowInstant: number): boolean {
  return nowInstant - keptInstant <= lifetimeMs
}
