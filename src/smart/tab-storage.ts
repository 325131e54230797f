/** Prefix of everything that the app keeps in this tab; a new launch removes all of it. */
const prefix = 'slotline.'

/** This tab's sessionStorage; undefined when the browser denies it (blocked site data, some embedded frames). */
export function tabStorage(): Storage | undefined {
  try {
    const storage = globalThis.sessionStorage
    const probe = `${prefix}probe`
    storage.setItem(probe, '1')
    storage.removeItem(probe)
    return storage
  } catch {
    return undefined
  }
}

/** Forgets whatever earlier launches kept in this tab: tokens, contexts, anything under the app's prefix. */
export function clearTab(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
  for (const key of keys) if (key?.startsWith(prefix)) storage.removeItem(key)
}

export function tabKey(name: string): string {
  return `${prefix}${name}`
}
