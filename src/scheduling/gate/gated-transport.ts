import { isReadRequest } from '../../fhir/transaction.ts'
import { retryAfterSeconds } from '../../fhir/http/retry-after.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import { GateClosed, type Ending, type ServerGate } from './server-gate.ts'

/** For whom requests are sent; that decides what becomes of them while the server is in trouble. */
export type Sender =
  /** Somebody looks at a screen that fills when the answer comes: its questions wait. */
  | 'screen'
  /** What was asked for by a user is sent once and at once; questions about it wait for a moment, and are asked again later. */
  | 'record'
  /** Nobody waits for it, and it is kept for later: nothing is sent. */
  | 'delivery'

const patienceMs: Readonly<Record<Sender, number>> = { screen: Infinity, record: 2_000, delivery: 0 }

/**
 * A Transport through a server's gate. What the gate refuses is answered with a 429 of our own making: not sent, and when to come
 * back. `$hold` and `$book` of the record are never held up: a user's click is one request, and its answer may be a refusal.
 * @param base FHIR base URL of the server
 */
export function gatedTransport(transport: Transport, gate: ServerGate, base: string, sender: Sender, now = Date.now): Transport {
  const enter = (request: Request) =>
    sender === 'record' && !isReadRequest(request, base) ? gate.pass() : gate.enter(request.signal, patienceMs[sender])
  return async (request) => {
    let leave: (ending: Ending) => void
    try {
      leave = await enter(request)
    } catch (error) {
      if (error instanceof GateClosed) return notSent(error, now())
      throw error
    }
    const sentInstant = now()
    try {
      const response = await transport(request)
      leave(endingOf(response, sentInstant, now()))
      return response
    } catch (error) {
      leave(endingWithout(error, request.signal))
      throw error
    }
  }
}

function endingOf({ status, headers }: Response, sentInstant: number, nowInstant: number): Ending {
  if ([429, 503, 504].includes(status)) {
    const wish = retryAfterSeconds(headers, nowInstant)
    return { kind: 'overloaded', ...(wish === undefined ? {} : { retryAfterSeconds: wish }) }
  }
  // 501 is about what was asked for, not about the server's health.
  return status >= 500 && status !== 501 ? { kind: 'failed' } : { kind: 'answered', tookMs: nowInstant - sentInstant }
}

function endingWithout(error: unknown, { aborted }: AbortSignal): Ending {
  if (error instanceof DOMException && error.name === 'TimeoutError') return { kind: 'overloaded' }
  return { kind: aborted ? 'given-up' : 'failed' }
}

function notSent({ untilInstant }: GateClosed, nowInstant: number): Response {
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'throttled', diagnostics: 'The server has too much to do. Slotline did not ask it.' }],
  }
  const seconds = Math.max(1, Math.ceil((untilInstant - nowInstant) / 1000))
  const headers = { 'Content-Type': 'application/fhir+json', 'Retry-After': String(seconds) }
  return new Response(JSON.stringify(outcome), { status: 429, headers })
}
