import { expect, type BrowserContext, type Request } from '@playwright/test'

/** What a browser context did that nobody sees on the screen. */
export interface Watch {
  /** Says before it happens that the test wants a console message, page error or failed request with this in it. */
  allow(expected: RegExp): void
  /** Every request since the beginning, in order. */
  readonly requests: readonly Request[]
  /** Everything that was written to the console, went wrong or failed, allowed or not. */
  readonly messages: readonly string[]
  /** Fails when something happened that wasn't allowed. */
  check(): void
}

/**
 * Collects console messages, errors that no one caught and requests that failed, of every page of the context.
 * @param ownOrigin the only one that anything may be sent to
 */
export function watchContext(context: BrowserContext, ownOrigin: string): Watch {
  const happened: string[] = []
  const requests: Request[] = []
  const allowed: RegExp[] = []
  void context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      reportError(new Error(`The security policy was violated: ${violatedDirective} ${blockedURI}`))
    }),
  )
  context.on('console', (message) => happened.push(`console.${message.type()}: ${message.text()} (${message.location().url})`))
  context.on('weberror', (error) => happened.push(`uncaught: ${String(error.error())}`))
  context.on('request', (request) => {
    requests.push(request)
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== ownOrigin) happened.push(`sent to a stranger: ${url.href}`)
  })
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown'
    // What a page gives up on because it is left, or no longer wants, has not failed.
    if (reason !== 'net::ERR_ABORTED') happened.push(`request failed: ${reason} ${request.method()} ${request.url()}`)
  })
  return {
    requests,
    messages: happened,
    allow: (expected) => void allowed.push(expected),
    check() {
      const unexpected = happened.filter((text) => !allowed.some((expected) => expected.test(text)))
      expect(unexpected, 'console messages, errors and failed requests that the test did not expect').toEqual([])
    },
  }
}
