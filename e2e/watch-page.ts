import { expect, type BrowserContext, type Request } from '@playwright/test'

/** What a browser context does behind the screen. */
export interface Watch {
  /** Allows, beforehand, console messages, page errors and failed requests that match. */
  allow(expected: RegExp): void
  /** Every request since the beginning, in order. */
  readonly requests: readonly Request[]
  /** Every console message, page error and failed request, allowed or not. */
  readonly messages: readonly string[]
  /** Fails when anything happened that wasn't allowed. */
  check(): void
}

/**
 * Collects console messages, uncaught errors and failed requests of every page of the context.
 * @param ownOrigin the only origin to which requests are allowed
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
    // A request that a page aborts, because it is left or no longer needs the answer, has not failed.
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
