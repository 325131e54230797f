/**
 * The app's address: the part behind `#`, with a query of its own (decision 001). The browser's history is its only store.
 */

export interface Address {
  /** With its leading slash. */
  readonly pathname: string
  /** With its question mark, or ''. */
  readonly search: string
  /** Given to `navigate`. It isn't part of the address; the browser keeps it for a reload and for Back. */
  readonly state: unknown
  /** False once the app itself has navigated here; keyboard and screen reader must then follow. */
  readonly isFirst: boolean
}

interface Navigation {
  /** Replaces the present address in the history. */
  readonly replace?: boolean | undefined
  readonly state?: unknown
}

/** The state of a history entry. An entry that the browser made itself, as for the first page, has none. */
interface KeptEntry {
  readonly carried: unknown
}

const listeners = new Set<() => void>()

/** The browser's present address. */
export function currentAddress(): Address {
  const [pathname = '', ...query] = location.hash.replace(/^#?\/?/, '/').split('?')
  const entry = history.state as KeptEntry | null
  return {
    pathname,
    search: query.length === 0 ? '' : `?${query.join('?')}`,
    state: entry?.carried ?? null,
    isFirst: entry === null,
  }
}

/** Goes to an address of the app, such as `/find?from=2026-11-23`. Going to the present address adds no entry to the history. */
export function navigate(to: string, { replace = false, state = null }: Navigation = {}): void {
  const entry: KeptEntry = { carried: state }
  const hash = `#${to}`
  history[replace || hash === location.hash ? 'replaceState' : 'pushState'](entry, '', hash)
  for (const listener of listeners) listener()
}

/** The address of `pathname` with this query. */
export function addressOf(pathname: string, query: URLSearchParams): string {
  return query.size === 0 ? pathname : `${pathname}?${query}`
}

/** One step back, as the browser's Back does. */
export function goBack(): void {
  history.back()
}

/** Calls the listener on every change, by the app or by the browser. Returns a function that removes it. */
export function onAddressChange(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}
