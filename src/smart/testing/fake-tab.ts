import { vi } from 'vitest'

/** A browser tab for tests in Node: URL, history, sessionStorage and a network that the test answers. */
export interface FakeTab {
  /** Every request that left the tab. */
  readonly requests: Request[]
  readonly storage: Storage
  href(): string
  /** Loads another page: module state is gone, sessionStorage stays. */
  goTo(url: string): void
  onRequest(answer: (request: Request) => Response | Promise<Response>): void
  /** Dispatches the event that another frame would cause by writing to the shared storage, or the back button by restoring a page. */
  dispatch(type: 'storage' | 'pageshow', properties: object): void
  /** Requests as `POST https://…`, for assertions. */
  sent(): string[]
}

type Answer = (request: Request) => Response | Promise<Response>

const offline: Answer = () => Promise.reject(new TypeError('Failed to fetch'))

let answer: Answer = offline
let requests: Request[] = []

Object.assign(globalThis, {
  window: globalThis,
  fetch: async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    requests.push(request.clone())
    return Promise.race([abortOf(request.signal), answer(request)])
  },
})

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** A new tab at `url`, with nothing stored. */
export function openTab(url: string): FakeTab {
  answer = offline
  requests = []
  const seen = requests
  const events = new EventTarget()
  const storage = new MemoryStorage()
  let at = new URL(url)
  const location = {
    get href() {
      return at.href
    },
    get origin() {
      return at.origin
    },
    get pathname() {
      return at.pathname
    },
    get search() {
      return at.search
    },
    get hash() {
      return at.hash
    },
  }
  vi.stubGlobal('location', location)
  vi.stubGlobal('history', { state: { idx: 3 }, replaceState: (_: unknown, __: string, to: URL) => (at = new URL(to, at)) })
  vi.stubGlobal('sessionStorage', storage)
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events))
  return {
    requests: seen,
    storage,
    href: () => at.href,
    goTo(to) {
      at = new URL(to, at)
      vi.resetModules()
    },
    onRequest: (next) => (answer = next),
    dispatch: (type, properties) => events.dispatchEvent(Object.assign(new Event(type), properties)),
    sent: () => seen.map(({ method, url: to }) => `${method} ${to}`),
  }
}

/** Everything that the tab keeps, as one text. */
export function stored({ storage }: FakeTab): string {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return keys.map((key) => `${key} ${storage.getItem(key)}`).join('\n')
}

class MemoryStorage implements Storage {
  private readonly items = new Map<string, string>()
  get length(): number {
    return this.items.size
  }
  clear(): void {
    this.items.clear()
  }
  getItem(key: string): string | null {
    return this.items.get(key) ?? null
  }
  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null
  }
  removeItem(key: string): void {
    this.items.delete(key)
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value)
  }
}
