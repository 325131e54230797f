import { isRecord } from '../fhir/resources.ts'
import type { Vault } from './vault.ts'

/** What was typed into a form, by field. */
export type KeptText = Readonly<Record<string, string>>

/**
 * Text typed about an existing appointment: it outlives a reload, an expired session and a refused change, until it is sent
 * or discarded. `key` names the form and what it is about.
 */
export interface KeptTexts {
  keep(key: string, text: KeptText): Promise<void>
  load(key: string): Promise<KeptText | undefined>
  forget(key: string): Promise<void>
}

/** Text that nobody came back to for a day is forgotten. */
const lifetimeMs = 24 * 3_600_000

/** @param now epoch milliseconds */
export function createKeptTexts(vault: Vault, now: () => number): KeptTexts {
  // One after the other: each letter typed is a write, and the last one must win.
  let last: Promise<void> = Promise.resolve()
  const inTurn = (write: () => Promise<void>) => {
    last = last.then(write, write)
    return last
  }
  return {
    keep: (key, text) => inTurn(() => vault.put('text', key, { keptInstant: now(), text })),
    forget: (key) => inTurn(() => vault.delete('text', key)),
    async load(key) {
      const kept = await vault.get('text', key)
      if (!isRecord(kept) || typeof kept.keptInstant !== 'number' || !isText(kept.text)) return undefined
      if (now() - kept.keptInstant <= lifetimeMs) return kept.text
      await vault.delete('text', key)
      return undefined
    },
  }
}

function isText(value: unknown): value is KeptText {
  return isRecord(value) && Object.values(value).every((field) => typeof field === 'string')
}
