import { isRecord } from '../../fhir/resources.ts'
import { dayShelf } from './day-shelf.ts'
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

/** Text that nobody came back to for a day is forgotten. @param now epoch milliseconds */
export function createKeptTexts(vault: Vault, now: () => number): KeptTexts {
  const shelf = dayShelf(vault, 'text', now)
  // Each letter typed is a write. Only the newest text waits for the write under way, so that it is in the vault soonest.
  const waiting = new Map<string, KeptText | undefined>()
  let writing: Promise<void> | undefined

  const writeAll = async () => {
    for (let [next] = waiting; next; [next] = waiting) {
      const [key, text] = next
      waiting.delete(key)
      await (text ? shelf.put(key, text) : shelf.delete(key))
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
      const text = await shelf.get(key)
      return isText(text) ? text : undefined
    },
  }
}

function isText(value: unknown): value is KeptText {
  return isRecord(value) && Object.values(value).every((field) => typeof field === 'string')
}
