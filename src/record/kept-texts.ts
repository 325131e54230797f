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
  // Each letter typed is a write: only the newest text waits for the one under way, so that it is in the vault soonest.
  const waiting = new Map<string, KeptText | undefined>()
  let writing: Promise<void> | undefined

  const writeAll = async () => {
    for (let [next] = waiting; next; [next] = waiting) {
      const [key, text] = next
      waiting.delete(key)
      await (text ? vault.put('text', key, { keptInstant: now(), text }) : vault.delete('text', key))
    }
  }
  const write = (key: string, text: KeptText | undefined) => {
    waiting.set(key, text)
    writing ??= writeAll().finally(() => {
      writing = undefined
    })
    return writing
  }

  return {
    keep: write,
    forget: (key) => write(key, undefined),
    async load(key) {
      await writing
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
