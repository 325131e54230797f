/**
 * The app's address: what stands behind `#`, with a query of its own (decision 001). The browser's history is its only store.
 */

export interface Address {
  /** With its leading slash. */
  readonly pathname: string
  /** With its question mark, or ''. */
  readonly search: string
  /** What the step here carried along; never in the address, kept by the browser for a reload and for Back. */
  readonly state: unknown
  /** False once the app itself has led here: then the keyboard and a screen reader are to follow. */
  readonly isFirst: boolean
}

interface Navigation {
  /** Takes the present address's place in the history. */
  readonly replace?: boolean | undefined
  readonly state?: unknown
}

/** The browser keeps these; an entry that it made itself, as for the first page, has none. */
interface KeptEntry {
  readonly carried: unknown
}

const listeners = new Set<() => void>()

/** Where the browser is now. */
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

/** Goes to an address of the app, such as `/find?from=2026-11-23`. Where one is already, that is no step to go back by. */
export function navigate(to: string, { replace = false, state = null }: Navigation = {}): void {
  const entry: KeptEntry = { carried: state }
  const hash = `#${to}`
  history[replace || hash === location.hash ? 'replaceState' : 'pushState'](entry, '', hash)
  for (const listener of listeners) listener()
}

/** The address of a screen with this query. */
export function addressOf(pathname: string, query: URLSearchParams): string {
  return query.size === 0 ? pathname : `${pathname}?${query}`
}

/** One step back, as the browser's Back does. */
export function goBack(): void {
  history.back()
}

/** Tells of every change, whoever made it. Returns the way to stop that. */
export function onAddressChange(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('popstate', listener)
  }
}
