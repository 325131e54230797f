import { overloaded } from '../../fhir/http/back-off.ts'
import { retryAfterSeconds } from '../../fhir/http/retry-after.ts'
import type { Transport } from '../../fhir/http/transport.ts'
import { unsentAnswer } from '../../fhir/http/unsent-answer.ts'
import { isReadRequest } from '../../fhir/transaction.ts'
import { readShared, type Answer } from '../answer.ts'
import { GateClosed, type Ending, type ServerGate } from './server-gate.ts'

/** Who sends a request. This decides what happens to it while the server is in trouble. */
export type Sender =
  /** A person waits at a screen for the answer: the request waits. */
  | 'screen'
  /** A user's change is sent once and at once. Questions about it wait for a moment and, if refused, are asked again later. */
  | 'record'
  /** Nobody waits, and the data is kept for later: nothing is sent while the server is in trouble. */
  | 'delivery'

const patienceMs: Readonly<Record<Sender, number>> = { screen: Infinity, record: 2_000, delivery: 0 }

const notAsked = 'The server has too much to do. Slotline did not ask it.'

/**
 * A Transport through a server's gate. A request that the gate refuses gets a 429 of our own making, with the time to come back.
 * `$hold` and `$book` of the record are never held up: a user's click is one request, whose answer may be a refusal. A request
 * counts as under way until the last byte of its answer, since a server in trouble may send the head at once and stall. The returned
 * response has therefore been read already: the caller must read it by `ask`.
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
      if (!(error instanceof GateClosed)) throw error
      const { untilInstant } = error
      return unsentAnswer({ status: 429, code: 'throttled', diagnostics: notAsked, untilInstant, nowInstant: now() })
    }
    const sentInstant = now()
    const sent = transport(request)
    leave(endingOf(await readShared(sent, request), request.signal, sentInstant, now()))
    return sent
  }
}

function endingOf(answer: Answer, { aborted }: AbortSignal, sentInstant: number, nowInstant: number): Ending {
  if (answer.kind === 'unanswered') return { kind: answer.cause === 'timeout' ? 'overloaded' : aborted ? 'given-up' : 'failed' }
  const { status, headers } = answer
  if (overloaded.includes(status)) {
    const wish = retryAfterSeconds(headers, nowInstant)
    return { kind: 'overloaded', ...(wish === undefined ? {} : { retryAfterSeconds: wish }) }
  }
  // 501 is about the request, not about the server's health.
  return status >= 500 && status !== 501 ? { kind: 'failed' } : { kind: 'answered', tookMs: nowInstant - sentInstant }
}
