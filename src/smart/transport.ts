import type { Transport } from '../fhir/http/transport.ts'
import { isBelow } from '../fhir/http/below-base.ts'
import { unsentAnswer } from '../fhir/http/unsent-answer.ts'
import { isReadRequest } from '../fhir/transaction.ts'
import type { Token, TokenKeeper } from './token-keeper.ts'

interface TransportOptions {
  /** The FHIR base URL below which the token may be sent, and nowhere else. */
  readonly base: string
  /** A server with its own token: if it lies below `base`, this token isn't sent there. */
  readonly except?: string | undefined
  readonly tokens: Pick<TokenKeeper, 'current' | 'replace' | 'refuse'>
  /** Milliseconds until an answer must be complete. */
  readonly timeoutMs: number
}

/**
 * The session's Transport: fetch with the access token, a request id and a time limit.
 *
 * - A URL outside `base`, or of the excepted server, throws a TypeError before anything is sent.
 * - A 401 is returned as it came and ends the session, unless the refused token is being replaced or has been. Only a read is sent
 *   again, once, with a renewed token. `$hold` and `$book` never are, since nobody can tell what became of the first request.
 * - Without a valid token nothing is sent, and the answer is a 401 of our own making. If the token can't be renewed because the
 *   authorization server is unreachable, it is a 503: not accepted, worth another try.
 * - Redirects are refused: they would take the token elsewhere.
 * - It rejects with a `TimeoutError` when time is up, with the caller's reason when aborted, else with a TypeError.
 */
export function createTransport({ base, except, tokens, timeoutMs }: TransportOptions): Transport {
  const belongs = (url: string) =>
    isBelow(url, base) && !(except !== undefined && isBelow(except, base) && isBelow(url, except))
  return async (request) => {
    if (!belongs(request.url)) throw new TypeError(`Refused to send the token to ${originOf(request.url)}`)
    request.signal.throwIfAborted()
    const isRead = isReadRequest(request, base)
    const outgoing = await prepare(request)
    const token = await unlessAborted(request.signal, tokens.current(isRead))
    if (token.kind !== 'valid') return answerWithoutSending(token)
    const response = await send(outgoing, token.token, request.signal, timeoutMs)
    if (response.status !== 401) return response

    if (isRead) {
      const other = await unlessAborted(request.signal, tokens.replace(token.token))
      if (other.kind === 'ended') return response
      if (other.kind === 'unreachable') return answerWithoutSending(other)
      const second = await send(outgoing, other.token, request.signal, timeoutMs)
      if (second.status === 401) tokens.refuse(other.token)
      return second
    }
    tokens.refuse(token.token)
    return response
  }
}

interface Outgoing {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body?: ArrayBuffer
}

async function prepare(request: Request): Promise<Outgoing> {
  const headers = new Headers(request.headers)
  if (!headers.has('X-Request-Id')) headers.set('X-Request-Id', crypto.randomUUID())
  if (!headers.has('Accept')) headers.set('Accept', 'application/fhir+json')
  const { url, method } = request
  if (method === 'GET' || method === 'HEAD') return { url, method, headers }
  return { url, method, headers, body: await request.arrayBuffer() }
}

function send({ url, method, headers, body }: Outgoing, token: string, signal: AbortSignal, timeoutMs: number): Promise<Response> {
  const authorized = new Headers(headers)
  authorized.set('Authorization', `Bearer ${token}`)
  return fetch(url, {
    method,
    headers: authorized,
    ...(body === undefined || body.byteLength === 0 ? {} : { body }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    redirect: 'error',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    // Browsers never store the answer to a POST. With `no-store`, Chromium would also forget the preflight permission that it has just
    // asked another origin for, and would ask again before every search.
    cache: method === 'POST' ? 'default' : 'no-store',
  })
}

function answerWithoutSending(token: Exclude<Token, { kind: 'valid' }>): Response {
  if (token.kind === 'ended') return new Response(null, { status: 401 })
  const diagnostics = 'The sign-in server could not be reached to renew the session. Nothing was sent.'
  return unsentAnswer({ status: 503, code: 'transient', diagnostics, untilInstant: token.untilInstant, nowInstant: Date.now() })
}

/** Stops waiting when the request is aborted. The work goes on, because a renewal serves every waiting request. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'a URL that is none'
}
